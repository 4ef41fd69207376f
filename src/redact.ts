// What of a locator, a message, or a name read from a database may be shown. Each way to write a secret down is one line of the
// table of forms; rather too much is hidden than too little.

const word = "pass(?!ed|ing|es|ive)|pas?w|pwd|secret|token|api_?key|access_?key|private_?key|credential";
const name = String.raw`[\w.-]*(?:${word})\w*`;
const quoted = String.raw`'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.)*"|\$(\w*)\$[\s\S]*?\$\2\$|'[^']*$`;

/** A form, and what is shown of it. What was replaced before is never replaced again. */
const forms: readonly (readonly [form: string, pattern: RegExp, shown: string | ((...found: string[]) => string)])[] = [
  [
    "a private key",
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    "(private key)",
  ],
  ["what a server keeps of a password", /\bSCRAM-SHA-256\$\d+:[^\s'"]+|\bmd5[0-9a-f]{32}\b/g, "…"],
  // A user and, after a colon that is followed by no port, a password. Joining paths leaves one slash of two.
  [
    "a URL",
    /((?:[a-z][a-z0-9+.-]*:|(?<![^\s"'`(=]))\/{1,2}[^\s/:@"'`…]*):(?!\d{1,5}(?:[,/?#][^\s@]*)?(?:[\s"'`;,.)]|:\s|$))(?:[^\n]*(@)|[^\s"'`]*)/gi,
    (_, before = "", at) => (at ? `${before}@` : `${before}:…`),
  ],
  ["an escaped parameter", /([?&][^=&\s]*%[^=&\s]*=)[^&\s…]+/g, "$1…"],
  ["the options of a session", new RegExp(String.raw`([?&]options=)(?=[^&\s]*(?:${word}))[^&\s]+`, "gi"), "$1…"],
  ["a URL without its scheme", /(^|[\s"'`(=,])([a-z_][\w.%+\\/-]*):(?!\/)(?!…@)[^\s@]\S*@(?=[\w.[%-])/gi, "$1$2:…@"],
  ["a line of .pgpass", /((?:^|\s)[^\s:]+:(?:\d{1,5}|\*):[^\s:]+:[^\s:]+):\S+/g, "$1:…"],
  ["SQL", new RegExp(String.raw`(\b(?:password|identified\s+by)\s+(?:e|u&|b)?)(?:${quoted})`, "gi"), "$1'…'"],
  ["a setting in SQL", new RegExp(String.raw`((?:'|")${name}(?:'|")\s*,\s*)(?:${quoted})`, "gi"), "$1'…'"],
  // As Python, JSON, YAML and Ruby write a mapping, with or without escapes.
  [
    "a mapping in quotes",
    new RegExp(String.raw`(${name}\\*['"]\s*(?::|=>|,)\s*)(\\*['"]).*?(?<!\\)\2`, "gi"),
    "$1$2…$2",
  ],
  [
    "a mapping",
    new RegExp(
      String.raw`((?<![\w./-]|\w:)[\w-]*(?:${word})\w*\\*['"]?\s*(?::(?!\w+:)|=>)\s*)(?!['"]?…)(?:${quoted}|[^\s,;}\])'"\\…]+)`,
      "gi",
    ),
    "$1…",
  ],
  [
    "an assignment",
    new RegExp(String.raw`(${name}\s*=(?!=|>)\s*)(?!['"]?…)(?:${quoted}|(?:\\.|(?!&[\w.-]+=)[^\s…])+)`, "gi"),
    "$1…",
  ],
  ["a user with a password", /(\buser\s*=\s*[^\s:'"&;]+):[^\s…]+/gi, "$1:…"],
  ["an option", new RegExp(String.raw`(--?${name}\s+)(?!-)(?:${quoted}|[^\s…]+)`, "gi"), "$1…"],
  ["a header", /(\b(?:bearer|basic)\s+)[\w+/=.~-]{8,}/gi, "$1…"],
];

/** A message in which some text of a user's, whatever it was given for, may hold a secret. */
export function redactWithin(message: string): string {
  return forms.reduce((text, [, pattern, shown]) => text.replace(pattern, shown as string), message);
}

const scheme = /^((?:[a-z][a-z0-9+.-]*:)*[a-z][a-z0-9+.-]*:\/\/)(.*)$/is;

/** A locator without its password, for reports and errors. */
export function redact(locator: string): string {
  const [, start, rest = ""] = scheme.exec(locator) ?? [];
  if (start !== undefined) return redactUrl(start, rest);
  // Without its slashes, nobody knows what is what.
  if (/^postgres(?:ql)?(?:\+\w+)?:/i.test(locator)) return "postgres:…";
  const shown = redactWithin(/^\s*\w+\s*=/.test(locator) ? redactKeywords(locator) : locator);
  // A password may hold white space, which in the middle of a message would end it.
  return shown.replace(/^([^\s:@"'=]*):(?!…@)(?!\/\/)[^@]*[\s\S]*@/, "$1:…@");
}

/** `host=h password='…'`, as libpq takes it apart. From where it can't be taken apart, each word may be of a password. */
function redactKeywords(text: string): string {
  const pair = /(\s*(\w+)\s*=\s*)('(?:[^'\\]|\\.)*'(?=\s|$)|(?!')(?:[^\s\\]|\\.)*)/gsy;
  let shown = "";
  let read = 0;
  for (const [whole, start = "", keyword = "", value = ""] of text.matchAll(pair)) {
    shown += start + (secretName.test(keyword) ? "…" : value);
    read += whole.length;
  }
  return text.slice(read).trim() === "" ? shown : `${shown} …`;
}

/** As libpq takes it apart. What can't be taken apart may have its password anywhere. */
function redactUrl(start: string, rest: string): string {
  const [, userinfo, place = "", query] = /^(?:([^@/]*)@)?([^?]*)(?:\?(.*))?$/s.exec(rest) ?? [];
  const isClear = !`${place}${query ?? ""}`.includes("@") && (userinfo !== undefined || hasPorts(place));
  if (!isClear) return `${start}…`;
  const user = userinfo === undefined ? "" : `${userinfo.replace(/:.*$/s, "")}@`;
  const shown = query?.split("&").filter((pair) => !isSecret(pair)) ?? [];
  return `${start}${user}${place}${shown.length === 0 ? "" : `?${shown.join("&")}`}`;
}

/** After a host comes a port, or what was meant to be a password. */
const hasPorts = (place: string) =>
  (place.split("/")[0] ?? "").split(",").every((host) => /^(?:\[[^\]]*\]|[^:]*)(?::\d*)?$/.test(host) || host === "…");

const secretName = /pas|pwd|pw$|secret|token|key|cred/i;

/** By its name, however that is escaped; or the options of a session, by what they set. */
function isSecret(pair: string): boolean {
  const decoded = unescaped(pair);
  const [, parameter = "", value = ""] = /^([^=]*)=?(.*)$/s.exec(decoded) ?? [];
  return secretName.test(parameter) || (parameter === "options" && secretName.test(value));
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Nobody knows what it is.
    return "secret=";
  }
}

const mayHoldSecret = new RegExp(`${word}|identified|connection`, "i");

/** What a server says of a statement that it can't parse, without the word at which it stopped: that may be a password. */
export function redactStopped(message: string, sql: string): string {
  return mayHoldSecret.test(sql) ? redactWithin(message).replace(/ at or near [\s\S]*$/, "") : redactWithin(message);
}

// Control and format characters, line and paragraph separators: what acts on a terminal, or reorders or hides text.
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

// What the runners of CI services read as a command to themselves: `::` at the beginning of a line, `##[` and `##vso[` anywhere.
const command = /^(\s*):(?=:)|#(?=#\w*\[)/g;

/** Text that a database gave, safe for a terminal or a log: nothing in it can act or hide. */
export function printable(text: string): string {
  return text
    .replace(unsafe, (character) => {
      const code = character.codePointAt(0) ?? 0;
      return code === 10 ? "\\n" : code === 9 ? "\\t" : `\\u{${code.toString(16)}}`;
    })
    .replace(command, (found, spaces = "") => (found === "#" ? "\\u{23}" : `${spaces}\\u{3a}`));
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
