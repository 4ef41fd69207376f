// What of a locator, or of a name read from a database, may be shown.

/** A locator without its password, for reports and errors. */
export function redact(locator: string): string {
  if (!locator.includes("://")) return redactText(locator);
  // What was redacted before is no URL any more, and stays as it is.
  if (locator.endsWith("://…")) return locator;
  try {
    const url = new URL(locator);
    // With an "@" after the host, the password may hold a "/", "?" or "#" that nobody encoded, and the host be its start.
    if (`${url.pathname}${url.search}${url.hash}`.includes("@")) return schemeOnly(locator);
    url.password = "";
    for (const name of [...url.searchParams.keys()]) {
      if (name.toLowerCase().includes("pass") || name === "sslkey") url.searchParams.delete(name);
    }
    return url.href;
  } catch {
    // Not a URL that can be taken apart, so nothing after the scheme can be known not to be a password.
    return schemeOnly(locator);
  }
}

const schemeOnly = (locator: string) => `${locator.slice(0, locator.indexOf("://"))}://…`;

// A scheme with a user and, after a colon that is followed by no port, a password. Joining paths leaves one slash of two.
const afterUser =
  /([a-z][a-z0-9+.-]*:\/{1,2}[^\s/:@"'`…]*):(?!\d{1,5}(?:[/?#][^\s@]*)?(?:[\s"'`;,.)]|:\s|$))(?:[^\n]*(@)|[^\s"'`]*)/gi;

// As Python and JSON print a mapping, with or without escapes.
const inMapping = /(pass\w*\\*['"]\s*:\s*)(\\*['"]).*?\2/gi;

/** A message in which some text of a user's, whatever it was given for, may hold a URL with a password. */
export function redactWithin(message: string): string {
  const urls = message.replace(afterUser, (_, before: string, at?: string) => (at ? `${before}@` : `${before}:…`));
  return withoutAssigned(urls.replace(inMapping, "$1$2…$2"));
}

/** What is no URL, and may be a mistyped one, or libpq's `host=… password=…`. */
function redactText(locator: string): string {
  if (/^postgres(?:ql)?(?:\+\w+)?:/i.test(locator)) return "postgres:…";
  return withoutAssigned(locator);
}

const withoutAssigned = (text: string) => text.replace(/(pass\w*\s*=\s*)(?:'(?:[^'\\]|\\.)*'|\S+)/gi, "$1…");

// Control and format characters, line and paragraph separators: what acts on a terminal, or reorders or hides text.
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text that a database gave, safe for a terminal or a log: nothing in it can act or hide. */
export function printable(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code === 10 ? "\\n" : code === 9 ? "\\t" : `\\u{${code.toString(16)}}`;
  });
}

// What JSON leaves as it is, although it hides or reorders text on a reviewer's screen, or is none of YAML's characters.
const hidden = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

/** JSON in which every character can be seen. */
export function visibleJson(value: unknown, indentation?: number): string {
  return JSON.stringify(value, null, indentation).replace(hidden, (character) =>
    // By code unit, as JSON counts.
    character
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
