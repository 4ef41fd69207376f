// Makes one statement out of pieces: the drivers' parameters and values that are not known become $1, $2 …
// What it reads of SQL is where quotes and comments end, and what stands before a hole; what SQL means is PostgreSQL's to say.

import { tokenAt } from "../../../scripts/psql-tokens.ts";
import type { Code } from "../code.ts";
import { isKnown, type Piece } from "../follow/value.ts";
import type { ParameterStyle } from "../languages/language.ts";
import type { Hole } from "../statement.ts";
import { Before } from "./hole-place.ts";
import { isTemplateName, placeholderAt, templateEnd } from "./placeholders.ts";

export interface Composed {
  readonly sql: string;
  readonly holes: readonly Hole[];
  /** `[offset in sql, line]`, ascending. */
  readonly lines: readonly (readonly [number, number])[];
  /** By the number of the parameter: what the driver calls it, or the expression that stands there. */
  readonly parameters: readonly Parameter[];
}

interface Parameter {
  /** The place among those that are counted, from 0. */
  readonly position?: number;
  readonly name?: string;
  readonly hole?: Code;
}

/** Stands for a hole until its place is known: a character that no source has, and that is part of a word. */
const mark = "\ue000";

export function compose(pieces: readonly Piece[], styles: readonly ParameterStyle[], areGiven: boolean): Composed {
  const composing = new Composing(pieces, styles, areGiven);
  return composing.compose();
}

class Composing {
  readonly #text: string;
  readonly #holes: readonly Exclude<Piece, { text: string }>[];
  /** The lines of the text before it is rewritten. */
  readonly #from: readonly (readonly [number, number])[];
  readonly #styles: readonly ParameterStyle[];
  readonly #areGiven: boolean;
  #sql = "";
  readonly #found: Hole[] = [];
  readonly #lines: (readonly [number, number])[] = [];
  readonly #parameters: Parameter[] = [];
  readonly #byName = new Map<string, number>();
  #counted = 0;
  #nextHole = 0;
  #nextLine = 0;
  #before = new Before();

  constructor(pieces: readonly Piece[], styles: readonly ParameterStyle[], areGiven: boolean) {
    this.#text = pieces.map((piece) => (isKnown(piece) ? piece.text.replaceAll(mark, " ") : mark)).join("");
    this.#holes = pieces.flatMap((piece) => (isKnown(piece) ? [] : [piece]));
    this.#from = linesOf(pieces);
    this.#styles = styles;
    this.#areGiven = areGiven;
  }

  compose(): Composed {
    for (let at = 0; at < this.#text.length; ) at = this.#step(at);
    return { sql: this.#sql, holes: this.#found, lines: this.#lines, parameters: this.#parameters };
  }

  #step(at: number): number {
    const placeholder = placeholderAt(this.#text, at, this.#styles);
    if (placeholder !== undefined && !this.#isOperator(at, placeholder.end)) {
      this.#putParameter(this.#text.slice(at, placeholder.end), this.#parameter(placeholder.name), at);
      this.#before = this.#before.with("$");
      return placeholder.end;
    }
    if ("{$<%?".includes(this.#text[at] ?? "a")) {
      const end = templateEnd(this.#text, at);
      if (end !== undefined) return this.#template(at, end);
    }
    if (this.#text[at] === "`") return this.#backtick(at);
    const { sort, end = this.#text.length } = this.#token(at);
    const text = this.#text.slice(at, end);
    if (text.includes(mark)) this.#withHoles(sort, text, at, end);
    else if (isTemplateName(text, this.#before.last) && !this.#before.isCompared) return this.#template(at, end);
    else this.#put(sort === "quoted text" && this.#areGiven ? text.replaceAll("%%", "%") : text, at);
    if (sort !== "space" && sort !== "comment" && sort !== "line comment") this.#before = this.#before.with(text);
    // psycopg doubles a percent sign where it has parameters.
    return text === "%" && this.#areGiven && this.#text[end] === "%" ? end + 1 : end;
  }

  /** psycopg and others write a list or rows for one parameter. */
  #putParameter(written: string, number: string, at: number): void {
    const { wantsList } = this.#before;
    if (wantsList === "rows") this.#found.push({ at: this.#sql.length, as: "unknown", written });
    this.#put(wantsList === "in" ? `(${number})` : number, at);
  }

  #token(at: number) {
    const token = tokenAt(this.#text, at);
    if (this.#text[at] !== "'" || token.end === undefined) return token;
    // MySQL's strings quote with backslashes; `'\'` is a whole one in PostgreSQL.
    const text = this.#text.slice(at, token.end);
    return text.endsWith("\\'") && text !== "'\\'" ? tokenAt(this.#text, at, true) : token;
  }

  #template(at: number, end: number): number {
    const written = this.#text.slice(at, end);
    this.#nextHole += countIn(written);
    // What touches it is of the same name: `tbl_{name}`.
    if (/[\w$]/.test(this.#text[at - 1] ?? "")) this.#sql = this.#sql.replace(/[\w$]+$/, "");
    this.#found.push({ at: this.#sql.length, as: "unknown", written: written.replaceAll(mark, "…") });
    this.#put(this.#number({}), at);
    this.#before = this.#before.with("$");
    return end;
  }

  #backtick(at: number): number {
    const close = this.#text.indexOf("`", at + 1);
    const end = close < 0 ? this.#text.length : close + 1;
    const text = this.#text.slice(at, end);
    if (text.includes(mark)) {
      this.#put("`", at);
      this.#unknowns(text, at);
      this.#put("`", at);
    } else this.#put(text, at);
    this.#before = this.#before.with("a");
    return end;
  }

  /** `?` between two operands is an operator of jsonb's. */
  #isOperator(at: number, end: number): boolean {
    if (this.#text[at] !== "?") return false;
    return this.#before.isOperand && /^\s*(?:['$]|array)/i.test(this.#text.slice(end));
  }

  #parameter(name: string | undefined): string {
    if (name === undefined) return this.#number({ position: this.#counted++ });
    const number = this.#byName.get(name);
    if (number !== undefined) return `$${number}`;
    const bare = name.split(" ")[1] ?? name;
    const isNumber = /^\d+$/.test(bare);
    const from = name.startsWith("braces") ? 0 : 1;
    const text = this.#number(isNumber ? { position: Number(bare) - from, name: bare } : { name: bare });
    this.#byName.set(name, this.#parameters.length);
    return text;
  }

  #number(parameter: Parameter): string {
    this.#parameters.push(parameter);
    return `$${this.#parameters.length}`;
  }

  #withHoles(sort: string, text: string, at: number, end: number): void {
    if (sort === "comment" || sort === "line comment") {
      this.#nextHole += countIn(text);
      this.#put(text.replaceAll(mark, ""), at);
    } else if (sort === "quoted text" && text.startsWith('"')) this.#doubleQuoted(text, at, end);
    else if (sort === "quoted text") this.#quoted(text, at);
    else if (text === mark) this.#hole(at, end);
    else this.#unknowns(text, at);
  }

  /** A string with a value in it is a value. */
  #quoted(text: string, at: number): void {
    const holes = this.#take(countIn(text));
    const only = text.length === 3 ? holes[0]?.hole : undefined;
    const number = this.#number(only === undefined ? {} : { hole: only });
    this.#holeIs("value", holes, this.#sql.length);
    this.#put(number, at);
  }

  /** MySQL's string, where a value is compared with it; a name, elsewhere. */
  #doubleQuoted(text: string, at: number, end: number): void {
    const isString = this.#before.isCompared && this.#text[end] !== ".";
    if (!isString) {
      this.#unknowns(text, at);
      return;
    }
    const holes = this.#take(countIn(text));
    let next = 0;
    this.#put(
      text.replaceAll(mark, () => holes[next++]?.hole.node.text.replaceAll('"', "") ?? ""),
      at,
    );
  }

  #hole(at: number, end: number): void {
    const holes = this.#take(1);
    const [hole] = holes;
    const as = hole?.isNumber === true ? "value" : this.#before.holeIs(this.#text.slice(end));
    const offset = this.#sql.length;
    this.#put(this.#number(hole === undefined ? {} : { hole: hole.hole }), at);
    this.#holeIs(as, holes, offset);
  }

  /** A name of which a part is not known. */
  #unknowns(text: string, at: number): void {
    const holes = this.#take(countIn(text));
    this.#holeIs("unknown", holes, this.#sql.length);
    this.#put(this.#number({}), at);
  }

  #take(count: number): readonly Exclude<Piece, { text: string }>[] {
    this.#nextHole += count;
    return this.#holes.slice(this.#nextHole - count, this.#nextHole);
  }

  #holeIs(as: Hole["as"], holes: readonly Exclude<Piece, { text: string }>[], at: number): void {
    const written = holes.map(({ hole }) => hole.node.text).join(" ");
    this.#found.push({ at, as, written: shortened(written) });
  }

  /** Places only go forward, as statements of many thousands of lines are met. */
  #put(text: string, at: number): void {
    while ((this.#from[this.#nextLine]?.[0] ?? Number.POSITIVE_INFINITY) <= at) this.#nextLine += 1;
    const line = this.#from[this.#nextLine - 1]?.[1];
    if (line !== undefined && this.#lines.at(-1)?.[1] !== line) this.#lines.push([this.#sql.length, line]);
    for (let next = this.#nextLine; ; next += 1) {
      const [offset, inText] = this.#from[next] ?? [Number.POSITIVE_INFINITY, 0];
      if (offset >= at + text.length) break;
      this.#lines.push([this.#sql.length + offset - at, inText]);
    }
    this.#sql += text;
  }
}

export const shortened = (written: string) => (written.length > 80 ? `${written.slice(0, 79)}…` : written);

const countIn = (text: string) => text.split(mark).length - 1;

function linesOf(pieces: readonly Piece[]): (readonly [number, number])[] {
  let at = 0;
  return pieces.flatMap((piece) => {
    const start = at;
    at += isKnown(piece) ? piece.text.length : 1;
    return isKnown(piece) ? piece.lines.map(([offset, line]) => [start + offset, line] as const) : [];
  });
}
