// The parameters that drivers write in SQL: which text is one, by the style. They are the drivers', and no part of SQL.

import type { ParameterStyle } from "../languages/language.ts";

export interface Placeholder {
  readonly end: number;
  /** Of one that may stand at several places; undefined for one that is counted. */
  readonly name?: string;
}

interface Style {
  readonly opens: string;
  readonly pattern: RegExp;
  /** Neither of these may stand before it. */
  readonly notAfter?: RegExp;
}

const styles: Readonly<Record<ParameterStyle, Style>> = {
  percent: { opens: "%", pattern: /%(?:\((\w+)\))?[sdfib](?!\w)/y },
  question: { opens: "?", pattern: /\?(\d+)?(?!\|(?!\|)|[&?])/y, notAfter: /[?@]/ },
  colon: { opens: ":", pattern: /:([A-Za-z_]\w*)/y, notAfter: /[:\w\])]/ },
  dollar: { opens: "$", pattern: /\$(\d+)/y, notAfter: /\w/ },
  "dollar-name": { opens: "$", pattern: /\$([A-Za-z_]\w*)(?!\w*\$)/y, notAfter: /[\w$]/ },
  at: { opens: "@", pattern: /@([A-Za-z_]\w*)(?!\s*:=)/y, notAfter: /[@\w]/ },
  hash: { opens: "#", pattern: /#\{\s*([\w.]+)[^}]*\}/y },
  braces: { opens: "{", pattern: /\{(\d+)\}/y },
};

/** `{{ name }}`, `{% if a %}`, `${name}`, `{}`, `%name%`, `%s`: what templates of another place put in. Braces are no part of SQL. */
const template = /\$?\{\{[^{}]*\}\}|\$?\{[^{}]*\}|<%=?[^%]*%>|\$?%[A-Za-z_]\w*%\$?|\?{3}|%[sdvqIL](?!\w)/y;

/** The end of what is put in by whoever takes the text; undefined where none begins. */
export function templateEnd(text: string, at: number): number | undefined {
  if (text[at] === "%" && !/[\s(`"'.,=]/.test(text[at - 1] ?? " ")) return undefined;
  template.lastIndex = at;
  return template.test(text) ? wordEnd(text, template.lastIndex) : undefined;
}

/** A name may go on after it, and another may follow: `%prefix%_users`, `{schema}{table}`. */
function wordEnd(text: string, from: number): number {
  let end = from;
  while (/^[\w{]$/.test(text[end] ?? "")) {
    template.lastIndex = end;
    if (text[end] !== "{") end += 1;
    else if (template.test(text)) end = template.lastIndex;
    else break;
  }
  return end;
}

/** A name in quotes that is filled in. In single ones, where a table stands, as the program's own quotes for names. */
export const isTemplateName = (quoted: string, before: string) =>
  (quoted.startsWith('"') || /^(?:from|into|update|join|table)$/.test(before)) && /^['"].*\{\w+\}/.test(quoted);

/** Has it what a template may fill in? */
export const hasTemplate = (text: string) => /\{[^{}]*\}|%\w|<%/.test(text);

/** @param allowed the styles that the language's drivers, or this library, have */
export function placeholderAt(text: string, at: number, allowed: readonly ParameterStyle[]): Placeholder | undefined {
  for (const name of allowed) {
    const { opens, pattern, notAfter } = styles[name];
    if (text[at] !== opens || notAfter?.test(text[at - 1] ?? "") === true) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null)
      return { end: pattern.lastIndex, ...(match[1] !== undefined && { name: `${name} ${match[1]}` }) };
  }
  return undefined;
}
