// A .sql file, cut into statements: PostgreSQL's, MySQL's (DELIMITER, backslashes in strings) or SQLite's, as which one it is for
// is not known. Where a body of statements is not quoted, it ends where its BEGIN does.

import { copySource, tokenAt } from "../../scripts/psql-tokens.ts";
import type { Source } from "./source-text.ts";

export interface SqlPart {
  readonly sql: string;
  readonly line: number;
}

export function sqlIn(source: Source): readonly SqlPart[] {
  const cutting = new Cutting(source);
  return cutting.cut();
}

class Cutting {
  readonly #source: Source;
  readonly #text: string;
  readonly #found: SqlPart[] = [];
  #delimiter = ";";
  /** Where the statement's first word is. */
  #start: number | undefined;
  #first: string[] = [];
  #depth = 0;

  constructor(source: Source) {
    this.#source = source;
    this.#text = source.text;
  }

  cut(): readonly SqlPart[] {
    for (let at = 0; at < this.#text.length; ) at = this.#step(at);
    this.#finish(this.#text.length);
    return this.#found;
  }

  #step(at: number): number {
    const text = this.#text;
    if (this.#start === undefined) {
      const skipped = this.#notSql(at);
      if (skipped !== undefined) return skipped;
    }
    if (text.startsWith(this.#delimiter, at) && (this.#delimiter !== ";" || this.#depth === 0)) {
      return this.#finish(at) + this.#delimiter.length;
    }
    const { sort, end = text.length } = this.#token(at);
    if (sort === "space" || sort === "line comment" || sort === "comment") return end;
    this.#start ??= at;
    if (sort === "word") this.#word(text.slice(at, end).toLowerCase());
    return end;
  }

  /** A client's own commands, and the rows that follow COPY. */
  #notSql(at: number): number | undefined {
    if (at > 0 && this.#text[at - 1] !== "\n") return undefined;
    const end = this.#text.indexOf("\n", at);
    const line = this.#text.slice(at, end < 0 ? undefined : end);
    const delimiter = /^\s*delimiter\s+(\S+)/i.exec(line)?.[1];
    if (delimiter !== undefined) this.#delimiter = delimiter;
    if (delimiter === undefined && !/^\s*(?:\\|#|GO\s*$)/.test(line)) return undefined;
    return at + line.length + 1;
  }

  #token(at: number): ReturnType<typeof tokenAt> {
    if (this.#text[at] === "#" && this.#text[at + 1] !== ">" && /\s/.test(this.#text[at - 1] ?? " "))
      return { sort: "line comment", end: endOfLine(this.#text, at) };
    if (this.#text[at] === "`")
      return { sort: "quoted text", end: this.#text.indexOf("`", at + 1) + 1 || this.#text.length };
    const token = tokenAt(this.#text, at);
    if (this.#text[at] !== "'") return token;
    const text = this.#text.slice(at, token.end);
    return text.endsWith("\\'") && text !== "'\\'" ? tokenAt(this.#text, at, true) : token;
  }

  /** `BEGIN … END` and `CASE … END` of a body, where a routine or a trigger is made. */
  #word(word: string): void {
    if (this.#first.length < 8) this.#first.push(word);
    const makes = this.#first[0] === "create" && /trigger|procedure|function/.test(this.#first.slice(1).join(" "));
    if (!makes) return;
    if (word === "begin" || word === "case") this.#depth += 1;
    if (word === "end" && this.#depth > 0) this.#depth -= 1;
  }

  /** Where it ends: the rows that follow COPY are no SQL. */
  #finish(end: number): number {
    const start = this.#start;
    const isCopy = this.#first[0] === "copy";
    this.#start = undefined;
    this.#first = [];
    this.#depth = 0;
    if (start === undefined) return end;
    const sql = this.#text.slice(start, end).trimEnd();
    if (isCopy && copySource(sql) !== undefined) return this.#afterRows(end);
    if (sql !== "") this.#found.push({ sql, line: this.#source.lineAt(start) });
    return end;
  }

  /** Past the last line of the rows, less the delimiter that is passed next. */
  #afterRows(from: number): number {
    const last = /^\\\.[^\S\n]*$/m;
    const rows = endOfLine(this.#text, from);
    const found = last.exec(this.#text.slice(rows));
    return found === null ? this.#text.length : rows + found.index + found[0].length - this.#delimiter.length;
  }
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}
