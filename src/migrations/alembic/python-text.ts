// Reads what a Python file assigns at its module level, where that is plain text, None, or a tuple or list of those. It runs
// nothing: what it can't read it says it can't.

/** A literal's value, or `onlyPython` for anything that only Python can know. */
export type PythonValue = string | null | readonly PythonValue[] | typeof onlyPython;
const onlyPython = Symbol("only Python can read it");

export interface PythonModule {
  /** The docstring, or nothing. */
  readonly doc: string;
  /** By name; what was assigned last. */
  readonly assigned: ReadonlyMap<string, PythonValue>;
}

type Token =
  | { readonly kind: "name" | "symbol"; readonly text: string }
  | { readonly kind: "text"; readonly value: PythonValue };

/** Undefined where a text or a parenthesis has no end. */
export function readPythonModule(source: string): PythonModule | undefined {
  const lines = logicalLines(source);
  if (lines === undefined) return undefined;
  const [first] = lines[0] ?? [];
  const doc = first?.kind === "text" && typeof first.value === "string" ? first.value : "";
  const assigned = new Map<string, PythonValue>();
  for (const line of lines) {
    const name = line[0]?.kind === "name" ? line[0].text : undefined;
    const equals = line.findIndex((token) => isSymbol(token, "="));
    // `name = …` or `name: annotation = …`; a tuple of names, or `+=`, is neither.
    if (name === undefined || equals < 1 || (equals > 1 && !isSymbol(line[1], ":"))) continue;
    assigned.set(name, read(line.slice(equals + 1)));
  }
  return { doc, assigned };
}

/**
 * What the calls of this function are given by these keywords, and it may be nothing.
 * @returns undefined where there is no such call, or they may be given in another way
 */
export function readKeywords(
  source: string,
  called: string,
  keywords: readonly string[],
): readonly (readonly PythonValue[])[] | undefined {
  const all = allLines(source)?.map(({ tokens }) => tokens);
  const { assigned } = readPythonModule(source) ?? {};
  if (all === undefined || assigned === undefined) return undefined;
  const calls = all.flatMap((tokens) =>
    tokens.filter((token, at) => isName(token, called) && isSymbol(tokens[at + 1], "(")),
  );
  const isUnpacked = all.some((tokens) => tokens.some((_, at) => isUnpacking(tokens, at)));
  const isText = (token: Token) => token.kind === "text" && keywords.some((keyword) => keyword === token.value);
  if (calls.length === 0 || isUnpacked || all.flat().some(isText)) return undefined;
  return keywords.map((keyword) => all.flatMap((tokens) => givenAs(keyword, tokens, assigned)));
}

const isName = (token: Token | undefined, text: string) => token?.kind === "name" && token.text === text;

/** `**options`, and not a power. */
function isUnpacking(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const isFirst = isSymbol(before, "(") || isSymbol(before, ",");
  return isFirst && isSymbol(tokens[at], "*") && isSymbol(tokens[at + 1], "*");
}

function givenAs(keyword: string, tokens: readonly Token[], assigned: PythonModule["assigned"]): PythonValue[] {
  return tokens.flatMap((token, at) => {
    if (!isName(token, keyword) || !isSymbol(tokens[at + 1], "=")) return [];
    const rest = tokens.slice(at + 2);
    const end = rest.findIndex((each) => isSymbol(each, ",") || isSymbol(each, ")"));
    const value = end < 0 ? rest : rest.slice(0, end);
    const [only] = value;
    const isPlainName = value.length === 1 && only?.kind === "name" && only.text !== "None";
    return [isPlainName ? (assigned.get(only.text) ?? onlyPython) : read(value)];
  });
}

const isSymbol = (token: Token | undefined, text: string) => token?.kind === "symbol" && token.text === text;

interface LogicalLine {
  readonly tokens: Token[];
  /** It stands in a block, and is no statement of the module. */
  readonly isIndented: boolean;
}

/** The statements that begin in the first column, each on however many lines. Undefined where one has no end. */
function logicalLines(source: string): Token[][] | undefined {
  return allLines(source)
    ?.filter(({ isIndented }) => !isIndented)
    .map(({ tokens }) => tokens);
}

function allLines(source: string): LogicalLine[] | undefined {
  const lines: LogicalLine[] = [];
  let line: LogicalLine | undefined;
  let depth = 0;
  let at = source.startsWith("\uFEFF") ? 1 : 0;
  while (at < source.length) {
    const text = textAt(source, at);
    if (text === undefined) return undefined;
    const word = text === null ? wordAt(source, at) : source.slice(at, text.end);
    if (depth === 0 && (word === "\n" || word === ";")) line = undefined;
    else if (!isBlank(word)) {
      if (line === undefined) {
        line = { tokens: [], isIndented: isIndented(source, at) };
        lines.push(line);
      }
      if (text === null) depth += depthOf(word);
      line.tokens.push(text === null ? tokenOf(word) : { kind: "text", value: text.value });
    }
    at += word.length;
  }
  return depth === 0 ? lines : undefined;
}

const isBlank = (word: string) => /^(?:\s|#|\\\r?\n)/.test(word);
const depthOf = (word: string) => (/^[([{]$/.test(word) ? 1 : /^[)\]}]$/.test(word) ? -1 : 0);
const tokenOf = (text: string): Token => ({ kind: /^[\p{L}_]/u.test(text) ? "name" : "symbol", text });

function isIndented(source: string, at: number): boolean {
  const start = source.lastIndexOf("\n", at - 1) + 1;
  return /^[ \t\f]/.test(source.slice(start, at + 1));
}

/** A word, a number, a symbol, a remark, or a character between them. */
function wordAt(source: string, at: number): string {
  const word = /#[^\n]*|\\\r?\n|[\p{L}\p{N}_]+|[+\-*/%&|^@<>!:=]=|->|./suy;
  word.lastIndex = at;
  return word.exec(source)?.[0] ?? source[at] ?? "";
}

/** The text that begins here; null where none does, undefined where it has no end. */
function textAt(source: string, at: number): { value: PythonValue; end: number } | null | undefined {
  if (/[\p{L}\p{N}_]/u.test(source[at - 1] ?? "")) return null;
  const opening = /([a-zA-Z]{0,2})("""|'''|"|')/y;
  opening.lastIndex = at;
  const [whole = "", prefix = "", quote = ""] = opening.exec(source) ?? [];
  if (whole === "" || !/^(?:[rRuUbBfFtT]|[rR][bBfFtT]|[bBfFtT][rR])?$/.test(prefix)) return null;
  const start = at + whole.length;
  for (let here = start; here < source.length; here += 1) {
    if (source[here] === "\\") here += 1;
    else if (source.startsWith(quote, here)) {
      return { value: valueOfText(source.slice(start, here), prefix.toLowerCase()), end: here + quote.length };
    } else if (quote.length === 1 && source[here] === "\n") return undefined;
  }
  return undefined;
}

const meanings: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "\n": "",
};

/** Bytes, formatted texts and rare escapes are no id of anyone's. */
function valueOfText(body: string, prefix: string): PythonValue {
  if (/[bft]/.test(prefix)) return onlyPython;
  if (prefix.includes("r") || !body.includes("\\")) return body;
  let isPlain = true;
  const value = body.replace(/\\([\s\S])/g, (_, character: string) => {
    const escaped = meanings[character];
    if (escaped === undefined) isPlain = false;
    return escaped ?? "";
  });
  return isPlain ? value : onlyPython;
}

/** The value of a whole expression. */
function read(tokens: readonly Token[]): PythonValue {
  const [first] = tokens;
  if (first?.kind === "name") return first.text === "None" && tokens.length === 1 ? null : onlyPython;
  if (first?.kind === "text")
    return tokens.some((token, at) => token.kind !== "text" && at > 0) ? afterText(tokens) : joined(tokens);
  const [opening, closing] = [first?.text ?? "", tokens.at(-1)];
  const close = { "(": ")", "[": "]" }[opening];
  if (close === undefined || !isSymbol(closing, close)) return afterText(tokens);
  const inside = tokens.slice(1, -1);
  // Parentheses around one value are none of a tuple.
  if (opening === "(" && inside.length > 0 && !inside.some((token) => isSymbol(token, ","))) return read(inside);
  return listOf(inside);
}

/** `"a", "b"` is a tuple without its parentheses. */
function afterText(tokens: readonly Token[]): PythonValue {
  return tokens.some((token) => isSymbol(token, ",")) ? listOf(tokens) : onlyPython;
}

function listOf(tokens: readonly Token[]): PythonValue {
  const items: Token[][] = [[]];
  for (const token of tokens) {
    if (isSymbol(token, ",")) items.push([]);
    else items.at(-1)?.push(token);
  }
  if (items.at(-1)?.length === 0) items.pop();
  const values = items.map((item) => (item.every(({ kind }) => kind !== "symbol") ? read(item) : onlyPython));
  return values.includes(onlyPython) ? onlyPython : values;
}

/** Texts that stand beside each other are one. */
function joined(tokens: readonly Token[]): PythonValue {
  const values = tokens.map((token) => (token.kind === "text" ? token.value : onlyPython));
  return values.every((value) => typeof value === "string") ? values.join("") : onlyPython;
}
