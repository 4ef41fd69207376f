// What of a locator, or of a name read from a database, may be shown.

/** A locator without its password, for reports and errors. */
export function redact(locator: string): string {
  if (!locator.includes("://")) return locator;
  try {
    const url = new URL(locator);
    url.password = "";
    for (const name of [...url.searchParams.keys()]) {
      if (name.toLowerCase().includes("pass") || name === "sslkey") url.searchParams.delete(name);
    }
    return url.href;
  } catch {
    // Not a URL that can be taken apart, so nothing after the scheme can be known not to be a password.
    return `${locator.slice(0, locator.indexOf("://"))}://…`;
  }
}

// Control and format characters, line and paragraph separators: what acts on a terminal, or reorders or hides text.
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text that a database gave, safe for a terminal or a log: nothing in it can act or hide. */
export function printable(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code === 10 ? "\\n" : code === 9 ? "\\t" : `\\u{${code.toString(16)}}`;
  });
}
