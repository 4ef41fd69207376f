// Templates with what is put in: `"… %s" % x`, `"… {}".format(x)`, `sprintf`. The directives are the languages' own, not SQL.

import type { Code } from "../code.ts";
import { isKnown, type Known, type Piece } from "./value.ts";

/** `%s`, `%(name)s`, `%1$s`, Go's `%[1]s`, `%-10d`, `%+v`, `%%`. */
const percent = /%(?:\((\w+)\)|(\d+)\$|\[(\d+)\]|<(\w+)>)?[-+#0 ]*(?:\*|\d+)?(?:\.\d+)?([a-zA-Z%])/g;
/** `{}`, `{0}`, `{name!r:>10}`, `{{`, `}}`. */
const braces = /\{\{|\}\}|\{([\w.[\]]*)(?:![a-z])?(?:,[^{}]*)?(?::([^{}]*))?\}/g;

interface Given {
  readonly values: readonly Code[];
  readonly fields: readonly { readonly name: string; readonly value: Code }[];
}

type Inlined = (code: Code) => readonly Piece[];

export function formatted(
  style: "percent" | "braces",
  template: readonly Piece[],
  given: Given,
  inlined: Inlined,
  whole: Code,
): readonly Piece[] {
  let next = 0;
  const put = (name: string | undefined, isNumber: boolean): readonly Piece[] => {
    const code =
      name === undefined || name === ""
        ? given.values[next++]
        : /^\d+$/.test(name)
          ? given.values[Number(name) - (style === "percent" ? 1 : 0)]
          : given.fields.find((field) => field.name === name)?.value;
    if (code === undefined) return [{ hole: whole, ...(isNumber && { isNumber }) }];
    return inlined(code).map((piece) => (!isKnown(piece) && isNumber ? { ...piece, isNumber: true } : piece));
  };
  return template.flatMap((piece) => {
    if (!isKnown(piece)) return [piece];
    return style === "percent" ? percents(piece, put) : bracesIn(piece, put);
  });
}

type Put = (name: string | undefined, isNumber: boolean) => readonly Piece[];

function percents(piece: Known, put: Put): readonly Piece[] {
  return replaced(piece, percent, ([, name, position, index, angled, directive]) => {
    if (directive === "%") return "%";
    return put(name ?? position ?? index ?? angled, "dfuixXeg".includes(directive ?? ""));
  });
}

function bracesIn(piece: Known, put: Put): readonly Piece[] {
  return replaced(piece, braces, ([all, name, format]) => {
    if (all === "{{" || all === "}}") return all.slice(1);
    return put(name, /[dfn]$/.test(format ?? ""));
  });
}

function replaced(
  piece: Known,
  pattern: RegExp,
  by: (match: RegExpMatchArray) => string | readonly Piece[],
): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of piece.text.matchAll(pattern)) {
    pieces.push(part(piece, at, match.index));
    const put = by(match);
    at = match.index + match[0].length;
    if (typeof put === "string") pieces.push({ ...part(piece, match.index, match.index + 1), text: put });
    else pieces.push(...put);
  }
  pieces.push(part(piece, at, piece.text.length));
  return pieces.filter((each) => !isKnown(each) || each.text !== "");
}

/** A part of a text, with its lines. */
function part(piece: Known, start: number, end: number): Known {
  const first = piece.lines.findLast(([offset]) => offset <= start)?.[1] ?? piece.lines[0]?.[1] ?? 1;
  const later = piece.lines.filter(([offset]) => offset > start && offset < end);
  return {
    origin: piece.origin,
    text: piece.text.slice(start, end),
    lines: [[0, first], ...later.map(([offset, line]) => [offset - start, line] as const)],
  };
}
