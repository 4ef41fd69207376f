// Cuts a script into statements as psql does: by its lexical rules (psqlscan.l), its variables and its commands. What a
// statement means is the server's to say. A command that can't be followed is refused, never passed over.

import { SourceError } from "../errors.ts";
import { printable } from "../redact.ts";
import { NotIncluded } from "./includes.ts";
import { Bodies } from "./psql-bodies.ts";
import { Commands, commandAt, type Effect, isUtf8, Unfollowed } from "./psql-commands.ts";
import type { Mark } from "./psql-conditions.ts";
import type { Session } from "./psql-session.ts";
import { Text } from "./psql-text.ts";
import { type CopySource, copySource, firstWords, tokenAt, tokensOf } from "./psql-tokens.ts";
import { referenceAt, UnknownVariable } from "./psql-variables.ts";
import type { Statement } from "./statement.ts";

export interface Comment {
  /** From its `--` to the end of the line. */
  readonly text: string;
  readonly line: number;
}

export class Scanner {
  readonly #source: Text;
  readonly #name: string;
  readonly #session: Session;
  readonly #isPsql: boolean;
  readonly #isIncluded: boolean;
  readonly #commands: Commands;
  readonly comments: Comment[] = [];
  #statement = "";
  #startLine = 1;
  #parentheses = 0;
  readonly #bodies = new Bodies();

  constructor(text: string, name: string, session: Session, isIncluded = false) {
    this.#source = new Text(text);
    this.#name = name;
    this.#session = session;
    this.#isPsql = session.reading.dialect !== "server";
    this.#isIncluded = isIncluded;
    this.#commands = new Commands(session.variables);
  }

  read(): void {
    while (!this.#source.isAtEnd && !this.#session.isWaiting) this.#step();
    if (this.#session.isWaiting) return;
    if (this.#commands.conditions.isOpen) throw this.#refusal("an \\if has no \\endif, so the file may be cut short");
    this.#finish();
  }

  #step(): void {
    const character = this.#source.next();
    if (this.#isPsql && character === "\\") this.#backslash();
    else if (this.#isPsql && character === ":") this.#colon();
    else if (character === ";" && this.#parentheses === 0 && !this.#bodies.isInside) {
      this.#source.pass(1);
      // What is in a branch that is not taken is cut off where that ends.
      if (this.#commands.conditions.isActive) this.#send();
      else this.#statement += ";";
    } else this.#token();
  }

  #token(): void {
    const source = this.#source;
    const { sort, end } = tokenAt(source.text, source.at, this.#session.backslashes);
    if (end === undefined) throw this.#endless(sort);
    const text = source.next(end - source.at);
    if (sort === "line comment") this.comments.push({ text, line: source.line });
    if (sort === "word") this.#bodies.count(text.toLowerCase(), this.#parentheses);
    if (text === "(") this.#parentheses += 1;
    if (text === ")" && this.#parentheses > 0) this.#parentheses -= 1;
    if (this.#statement !== "" || !["space", "comment", "line comment"].includes(sort)) this.#append(text);
    source.advance(end);
  }

  #append(text: string): void {
    if (this.#statement === "") this.#startLine = this.#source.line;
    this.#statement += text;
  }

  #backslash(): void {
    const next = this.#source.next(2).slice(1);
    if (next === ";" || next === ":") {
      this.#append(next);
      if (next === ";") this.#bodies.startStatement();
      this.#source.pass(2);
    } else this.#command();
  }

  #colon(): void {
    const two = this.#source.next(2);
    if (two === "::" || two === ":=") {
      this.#append(two);
      this.#source.pass(2);
      return;
    }
    const reference = this.#reference();
    if (reference?.value === undefined || this.#source.isInValueOf(reference.name)) this.#token();
    else if (reference.isPlain) this.#source.expand(reference.name, reference.value, reference.end);
    else {
      this.#append(reference.value);
      this.#source.advance(reference.end);
    }
  }

  #reference() {
    try {
      return referenceAt(this.#source.text, this.#source.at, this.#session.variables);
    } catch (error) {
      if (error instanceof UnknownVariable && this.#commands.conditions.isActive) throw this.#refusal(error.message);
      if (error instanceof UnknownVariable) return undefined;
      throw error;
    }
  }

  #command(): void {
    const { text } = this.#source;
    const at = this.#source.at + 1;
    const command = commandAt(text, at);
    const mark: Mark = { length: this.#statement.length, parentheses: this.#parentheses };
    try {
      const effect = this.#commands.follow(command, text, at + command.length, mark);
      if (effect.cut !== undefined) this.#cutBack(effect.cut);
      const argument = text.slice(at + command.length, effect.end);
      this.#source.advance(effect.end);
      this.#effect(effect, argument);
    } catch (error) {
      if (!(error instanceof Unfollowed || error instanceof NotIncluded)) throw error;
      throw this.#refusal(`psql's \\${printable(command)} ${error.message}`);
    }
  }

  #effect({ does, value = "" }: Effect, argument: string): void {
    if (does === "connect") this.#session.connect(argument, this.#where(), this.#source.line);
    else if (does === "encode" && !isUtf8(argument.trim())) this.#requireAscii(argument.trim());
    else if (does === "quit") this.#source.advance(this.#source.text.length);
    else if (does === "send") this.#send();
    else if (does === "run results") this.#runResults();
    else if (does === "set variables") this.#setVariables(value);
    else if (does === "reset") this.#cutBack({ length: 0, parentheses: 0 });
    else if (does === "change folder") this.#session.hasMoved = true;
    else if (does === "include") this.#include(value, false);
    else if (does === "include beside") this.#include(value, true);
    else if (does === "copy" && copySource(argument) !== undefined) this.#skipData(this.#source.at);
  }

  /** A statement that is begun goes on after it. */
  #include(path: string, isBeside: boolean): void {
    const { includes, passesOver } = this.#session.reading;
    if (passesOver) return;
    if (includes === undefined) throw new Unfollowed("is not supported");
    if (this.#session.hasMoved && !isBeside) throw new Unfollowed("comes after \\cd, which is not followed");
    includes.within(path, this.#name, isBeside, ({ name, text }) =>
      new Scanner(text, name, this.#session, true).read(),
    );
  }

  #runResults(): void {
    const { runsResults, passesOver } = this.#session.reading;
    if (runsResults !== true && !passesOver) throw new Unfollowed("is not supported");
    const statement = this.#finish();
    if (statement !== undefined) this.#session.replaceLast({ ...statement, runsResult: true });
  }

  #setVariables(prefix: string): void {
    const { answers, passesOver } = this.#session.reading;
    if (answers === undefined && !passesOver) throw new Unfollowed("is not supported");
    const statement = this.#finish();
    if (statement === undefined || answers === undefined) return;
    this.#session.replaceLast({ ...statement, setsVariables: true });
    for (const [name, value] of this.#session.nextAnswer() ?? [])
      this.#commands.assign(prefix + name, value ?? undefined);
  }

  #cutBack({ length, parentheses }: Mark): void {
    this.#statement = this.#statement.slice(0, length);
    this.#parentheses = parentheses;
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
    const file = this.#isIncluded && { file: this.#name };
    const statement: Statement = { sql, line: this.#startLine, words: firstWords(sql), ...file };
    this.#session.found.push(statement);
    return statement;
  }

  /** The server tells psql, whose lexer follows it. */
  #watchSettings({ words, sql }: Statement): void {
    const value = [...tokensOf(sql)].at(-1)?.text.replace(/^'(.*)'$/s, "$1") ?? "";
    if (words.includes("standard_conforming_strings")) this.#session.backslashes = /^(?:off?|f.*|no?|0)$/i.test(value);
    if (!words.includes("client_encoding") || isUtf8(value)) return;
    this.#requireAscii(value);
    // What is ASCII means the same in each encoding.
    this.#session.found.pop();
  }

  #requireAscii(encoding: string): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins at 0.
    if (/[^\u0000-\u007f]/.test(this.#source.text))
      throw this.#refusal(`the script declares the encoding ${printable(encoding)}, but it is UTF-8`);
  }

  #where(): string {
    return `${this.#name}:${this.#source.line}`;
  }

  /** What follows is not read by anyone then, and a catalog without it would be half-read. */
  #endless(what: string): SourceError {
    return new SourceError(`${this.#where()}: The ${what} that begins here does not end. The file may be cut short.`);
  }

  #refusal(why: string): SourceError {
    return new SourceError(
      `${this.#where()}: ${why}. Expand it into plain SQL, or restore the script with psql and pass that database.`,
    );
  }

  /** Rows are not compared, but where they can't go psql takes them for statements. It takes the lines after this one. */
  #copyNothing({ sql, ...statement }: Statement, { at, end }: CopySource): void {
    if (!this.#isPsql) throw this.#refusal("only psql passes COPY the data that follows it");
    this.#session.replaceLast({ ...statement, sql: `${sql.slice(0, at)}'/dev/null'${sql.slice(end)}` });
    const rest = /.*/y;
    rest.lastIndex = this.#source.at;
    const onLine = rest.exec(this.#source.text)?.[0] ?? "";
    if (!/^\s*(?:--.*)?$/.test(onLine)) throw this.#refusal("the line of COPY continues before its data");
    this.#skipData(this.#source.at + onLine.length);
  }

  #skipData(from: number): void {
    const lastLine = /^\\\.\r?$/gm;
    lastLine.lastIndex = from;
    const data = lastLine.exec(this.#source.text);
    if (data === null) throw this.#endless("data of COPY");
    this.#source.advance(data.index + data[0].length);
  }
}
