// Names that try to be something else: a command to a runner, markup, an escape sequence, the end of a quotation. Seeded: the
// same seed gives the same names.

import { randomOf } from "../support/sample.ts";

const parts = [
  ...["::error::x", "::add-mask::x", "::stop-commands::x", "##[error]x", "##[stop-commands]x", "##vso[task.complete]x"],
  ...["%0A::error::x", "%0a", "%", "%25", "\n::error::x", "\r\n##[error]x", "\r", "\t", "\u0007", "\u0008"],
  ...[
    "\u001b[31m",
    "\u001b]8;;http://evil.example\u0007",
    "\u009b31m",
    "\u202e",
    "\u2066",
    "\u2028",
    "\u200b",
    "\ufeff",
  ],
  ...["\ufffe", "\uffff", "\u0085", "\u{10ffff}", "𝒳", "é", "日本", "\u0301", "\u007f", "\u000c"],
  ...[
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<?xml?>",
    "&amp;",
  ],
  ...["&#0;", "&#x1b;", "&lt;", "<details>", "</details>", "</summary>", "<a href='//evil.example'>", '"><x y="'],
  ...[
    "![x](http://evil.example/i.png)",
    "[x](javascript:alert(1))",
    "[x]: http://evil.example",
    "[x][y]",
    "[^1]",
    "](x)",
  ],
  ...[
    "http://evil.example",
    "https://evil.example/?a=b",
    "www.evil.example",
    "me@evil.example",
    "<http://evil.example>",
  ],
  ...["@org/team", "@everyone", "#123", "GH-123", "org/repo#1", "deadbeefdeadbeef", ":smile:", "~~x~~", "**x**", "_x_"],
  ...["`", "``", "```", "````\n", "~~~", "|", "| --- |", "# x", "> x", "- x", "1. x", "---", "===", "    x", "\\"],
  ...["{0}", "{{0}}", "$(x)", "{{ secrets.X }}", "$X", "'", '"', '""', "--", "/*", "*/", ";", "=1+1", "\\u001b", "$1"],
  ...["../../etc/passwd", "a/b", "C:\\x", "file:///etc", ":", ",", "=", " ", "  ", ".", "..", "␀"],
] as const;

const longest = 60; // bytes: PostgreSQL cuts a name after 63

/** As many different names, none of which PostgreSQL cuts. */
export function hostileNames(count: number, seed: number): string[] {
  const random = randomOf(seed);
  const pick = () => parts[Math.floor(random() * parts.length)] ?? "";
  const names = new Set<string>();
  while (names.size < count) {
    const name = Array.from({ length: 1 + Math.floor(random() * 4) }, pick).join("");
    if (Buffer.byteLength(name) <= longest) names.add(name);
  }
  return [...names];
}
