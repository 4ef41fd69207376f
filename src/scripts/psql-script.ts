// Cuts a script into statements as psql does: by its lexical rules (psqlscan.l), its variables and its commands. What a
// statement means is the server's to say. A command that can't be followed is refused, never passed over.

import { SourceError } from "../errors.ts";
import { printable } from "../redact.ts";
import { Bodies } from "./psql-bodies.ts";
import { Commands, commandAt, isUtf8, Unfollowed } from "./psql-commands.ts";
import type { Mark } from "./psql-conditions.ts";
import { databaseNamed, isOfCluster, newSession } from "./psql-connect.ts";
import { type CopySource, copySource, firstWords, tokenAt, tokensOf } from "./psql-tokens.ts";
import { referenceAt, UnknownVariable } from "./psql-variables.ts";
import type { Statement } from "./statement.ts";

/** How a script is run: by psql, or sent to the server by a client that knows none of psql's commands. */
export type Dialect = "psql" | "server";

/** @throws SourceError on a psql command that would bring in other text (`\i`) or run it (`\gexec`) */
export function splitScript(script: string, name: string, dialect: Dialect = "psql"): Statement[] {
  return new Scanner(script.startsWith("\uFEFF") ? script.slice(1) : script, name, dialect).statements();
}

export interface Comment {
  /** From its `--` to the end of the line. */
  readonly text: string;
  readonly line: number;
}

/** The comments up to the ends of their lines, and no text that only looks so. @throws SourceError as `splitScript` does */
export function lineComments(script: string, name: string): readonly Comment[] {
  const scanner = new Scanner(script, name, "psql");
  scanner.statements();
  return scanner.comments;
}

class Scanner {
  #text: string;
  readonly #name: string;
  readonly #dialect: Dialect;
  readonly #commands = new Commands();
  readonly #found: Statement[] = [];
  readonly comments: Comment[] = [];
  #database: string | undefined;
  #at = 0;
  #line = 1;
  /** Values of variables that stand in the text: what is in them is not expanded once more, and is no line of the script. */
  #expanded: { readonly name: string; readonly end: number }[] = [];
  #backslashes = false;
  #statement = "";
  #startLine = 1;
  #parentheses = 0;
  readonly #bodies = new Bodies();

  constructor(text: string, name: string, dialect: Dialect) {
    this.#text = text;
    this.#name = name;
    this.#dialect = dialect;
  }

  statements(): Statement[] {
    while (this.#at < this.#text.length) this.#step();
    if (this.#commands.conditions.isOpen) throw this.#refusal("an \\if has no \\endif, so the file may be cut short");
    this.#finish();
    return this.#found;
  }

  #step(): void {
    const character = this.#text[this.#at];
    if (this.#dialect === "psql" && character === "\\") this.#backslash();
    else if (this.#dialect === "psql" && character === ":") this.#colon();
    else if (character === ";" && this.#parentheses === 0 && !this.#bodies.isInside) {
      this.#advance(this.#at + 1);
      // What is in a branch that is not taken is cut off where that ends.
      if (this.#commands.conditions.isActive) this.#send();
      else this.#statement += ";";
    } else this.#token();
  }

  #token(): void {
    const { sort, end } = tokenAt(this.#text, this.#at, this.#backslashes);
    if (end === undefined) throw this.#endless(sort);
    const text = this.#text.slice(this.#at, end);
    if (sort === "line comment") this.comments.push({ text, line: this.#line });
    if (sort === "word") this.#bodies.count(text.toLowerCase(), this.#parentheses);
    if (text === "(") this.#parentheses += 1;
    if (text === ")" && this.#parentheses > 0) this.#parentheses -= 1;
    if (this.#statement !== "" || !["space", "comment", "line comment"].includes(sort)) this.#append(text);
    this.#advance(end);
  }

  #append(text: string): void {
    if (this.#statement === "") this.#startLine = this.#line;
    this.#statement += text;
  }

  #backslash(): void {
    const next = this.#text[this.#at + 1] ?? "";
    if (next === ";" || next === ":") {
      this.#append(next);
      if (next === ";") this.#bodies.startStatement();
      this.#advance(this.#at + 2);
    } else this.#command();
  }

  #colon(): void {
    const two = this.#text.slice(this.#at, this.#at + 2);
    if (two === "::" || two === ":=") {
      this.#append(two);
      this.#advance(this.#at + 2);
      return;
    }
    const reference = this.#reference();
    if (reference?.value === undefined || this.#expanded.some(({ name }) => name === reference.name)) this.#token();
    else if (reference.isPlain) this.#expand(reference.name, reference.value, reference.end);
    else {
      this.#append(reference.value);
      this.#advance(reference.end);
    }
  }

  #reference() {
    try {
      return referenceAt(this.#text, this.#at, this.#commands.variables);
    } catch (error) {
      if (error instanceof UnknownVariable && this.#commands.conditions.isActive) throw this.#refusal(error.message);
      if (error instanceof UnknownVariable) return undefined;
      throw error;
    }
  }

  /** A value is SQL like any other, with semicolons and names of variables of its own. */
  #expand(name: string, value: string, end: number): void {
    this.#text = this.#text.slice(0, this.#at) + value + this.#text.slice(end);
    const grown = value.length - (end - this.#at);
    const around = this.#expanded.map((each) => ({ name: each.name, end: each.end + grown }));
    this.#expanded = [...around, { name, end: this.#at + value.length }];
  }

  #command(): void {
    const at = this.#at + 1;
    const command = commandAt(this.#text, at);
    const mark: Mark = { length: this.#statement.length, parentheses: this.#parentheses };
    try {
      const { end, does, cut } = this.#commands.follow(command, this.#text, at + command.length, mark);
      const argument = this.#text.slice(at + command.length, end);
      if (cut !== undefined) this.#cutBack(cut);
      if (does === "connect") this.#connect(argument);
      if (does === "encode" && !isUtf8(argument.trim())) this.#requireAscii(argument.trim());
      this.#advance(does === "quit" ? this.#text.length : end);
      if (does === "send") this.#send();
      if (does === "reset") this.#cutBack({ length: 0, parentheses: 0 });
    } catch (error) {
      if (!(error instanceof Unfollowed)) throw error;
      throw this.#refusal(`psql's \\${printable(command)} ${error.message}`);
    }
  }

  #cutBack({ length, parentheses }: Mark): void {
    this.#statement = this.#statement.slice(0, length);
    this.#parentheses = parentheses;
  }

  #connect(argument: string): void {
    const database = databaseNamed(argument);
    const isOther = database !== undefined && database !== this.#database;
    if (isOther && (this.#database !== undefined || !this.#found.every(({ words }) => isOfCluster(words)))) {
      const where = `${this.#name}:${this.#line}: Two databases in one script (\\connect${printable(argument.trimEnd())})`;
      throw new SourceError(`${where}. Split it.`);
    }
    this.#database = database ?? this.#database;
    this.#found.push(...newSession(this.#found, this.#line));
  }

  #send(): void {
    const statement = this.#finish();
    const source = statement?.words[0] === "copy" ? copySource(statement.sql) : undefined;
    if (statement !== undefined && source !== undefined) this.#copyNothing(statement, source);
    if (statement?.words[0] === "set") this.#watchSettings(statement);
  }

  #finish(): Statement | undefined {
    const sql = this.#statement;
    this.#statement = "";
    this.#parentheses = 0;
    this.#bodies.endStatement();
    if (sql === "") return undefined;
    const statement = { sql, line: this.#startLine, words: firstWords(sql) };
    this.#found.push(statement);
    return statement;
  }

  /** The server tells psql, whose lexer follows it. */
  #watchSettings({ words, sql }: Statement): void {
    const value = [...tokensOf(sql)].at(-1)?.text.replace(/^'(.*)'$/s, "$1") ?? "";
    if (words.includes("standard_conforming_strings")) this.#backslashes = /^(?:off?|f.*|no?|0)$/i.test(value);
    if (!words.includes("client_encoding") || isUtf8(value)) return;
    this.#requireAscii(value);
    // What is ASCII means the same in each encoding.
    this.#found.pop();
  }

  #requireAscii(encoding: string): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins at 0.
    if (/[^\u0000-\u007f]/.test(this.#text))
      throw this.#refusal(`the script declares the encoding ${printable(encoding)}, but it is UTF-8`);
  }

  #advance(to: number): void {
    const from = Math.max(this.#at, ...this.#expanded.map(({ end }) => end));
    for (let at = from; at < to; at += 1) {
      const character = this.#text[at];
      if (character === "\n" || (character === "\r" && this.#text[at + 1] !== "\n")) this.#line += 1;
    }
    this.#at = to;
    if (this.#expanded.length > 0) this.#expanded = this.#expanded.filter(({ end }) => end > to);
  }

  /** What follows is not read by anyone then, and a catalog without it would be half-read. */
  #endless(what: string): SourceError {
    return new SourceError(
      `${this.#name}:${this.#line}: The ${what} that begins here does not end. The file may be cut short.`,
    );
  }

  #refusal(why: string): SourceError {
    return new SourceError(
      `${this.#name}:${this.#line}: ${why}. Expand it into plain SQL, or restore the script with psql and pass that database.`,
    );
  }

  /** Rows are not compared, but where they can't go psql takes them for statements. It takes the lines after this one. */
  #copyNothing({ sql, ...statement }: Statement, { at, end }: CopySource): void {
    if (this.#dialect === "server") throw this.#refusal("only psql passes COPY the data that follows it");
    this.#found.splice(-1, 1, { ...statement, sql: `${sql.slice(0, at)}'/dev/null'${sql.slice(end)}` });
    const rest = /.*/y;
    rest.lastIndex = this.#at;
    const onLine = rest.exec(this.#text)?.[0] ?? "";
    if (!/^\s*(?:--.*)?$/.test(onLine)) throw this.#refusal("the line of COPY continues before its data");
    const lastLine = /^\\\.\r?$/gm;
    lastLine.lastIndex = this.#at + onLine.length;
    const data = lastLine.exec(this.#text);
    if (data === null) throw this.#endless("data of COPY");
    this.#advance(data.index + data[0].length);
  }
}
