// Reads the text of an array as PostgreSQL's array_in does. Undefined for whatever that refuses, for an array with bounds of its own,
// and for backslashes outside of quotes, which array_out does not write.

export type ArrayElement = string | null | readonly ArrayElement[];

export function readArray(text: string): readonly ArrayElement[] | undefined {
  const tokens = tokensOf(text);
  const read = tokens?.[0] === "{" ? readBraces(tokens, 1) : undefined;
  return read?.end === tokens?.length && read !== undefined && isEven(read.elements) ? read.elements : undefined;
}

/** Braces, commas, elements in their quotes, and those without, which may have blanks within; blanks between them say nothing. */
function tokensOf(text: string): readonly string[] | undefined {
  const token = /\s*("(?:[^"\\]|\\.)*"|[{},]|[^\s{},"\\](?:[^{},"\\]*[^\s{},"\\])?)\s*/suy;
  const tokens: string[] = [];
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const match = token.exec(text)?.[1];
    if (match === undefined) return undefined;
    tokens.push(match);
  }
  return tokens;
}

interface Read {
  readonly elements: readonly ArrayElement[];
  /** Behind the closing brace. */
  readonly end: number;
}

function readBraces(tokens: readonly string[], start: number): Read | undefined {
  if (tokens[start] === "}") return { elements: [], end: start + 1 };
  const elements: ArrayElement[] = [];
  for (let at = start; ; at += 1) {
    const token = tokens[at];
    if (token === undefined || token === "}" || token === ",") return undefined;
    const inner = token === "{" ? readBraces(tokens, at + 1) : undefined;
    if (token === "{" && inner === undefined) return undefined;
    elements.push(inner?.elements ?? elementOf(token));
    at = inner?.end ?? at + 1;
    if (tokens[at] === "}") return { elements, end: at + 1 };
    if (tokens[at] !== ",") return undefined;
  }
}

function elementOf(token: string): string | null {
  if (token.startsWith('"')) return token.slice(1, -1).replace(/\\(.)/gs, "$1");
  return token.toLowerCase() === "null" ? null : token;
}

/** Every inner array is as long as its neighbours, and none of them empty. */
function isEven(elements: readonly ArrayElement[]): boolean {
  const inner = elements.filter((each) => Array.isArray(each)) as (readonly ArrayElement[])[];
  if (inner.length === 0) return true;
  const [first] = inner;
  const alike = inner.every((each) => each.length > 0 && each.length === first?.length && isEven(each));
  return alike && inner.length === elements.length;
}
