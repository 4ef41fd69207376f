// Cuts a script into statements as psql does: by its lexical rules only (psqlscan.l). What a statement means is the server's to say.

import { SourceError } from "../errors.ts";
import { isSpace, isWordPart, isWordStart } from "./psql-characters.ts";
import { databaseNamed, isOfCluster } from "./psql-connect.ts";

export interface Statement {
  readonly sql: string;
  /** Line of its first word, from 1. */
  readonly line: number;
  /** Its first words, in lower case. */
  readonly words: readonly string[];
}

// Commands of psql's that pg_dump writes or that change only what psql prints.
const harmlessCommands = new Set([
  "restrict",
  "unrestrict",
  "connect",
  "c",
  "encoding",
  "echo",
  "set",
  "unset",
  "pset",
  "timing",
  "x",
  ".",
]);

/** @throws SourceError on a psql command that would bring in other text (`\i`) or run it (`\gexec`) */
export function splitScript(script: string, name: string): Statement[] {
  const scanner = new Scanner(script.startsWith("\uFEFF") ? script.slice(1) : script, name);
  return scanner.statements();
}

export interface Comment {
  /** From its `--` to the end of the line. */
  readonly text: string;
  readonly line: number;
}

/** The comments up to the ends of their lines, and no text that only looks so. @throws SourceError as `splitScript` does */
export function lineComments(script: string, name: string): readonly Comment[] {
  const scanner = new Scanner(script, name);
  scanner.statements();
  return scanner.comments;
}

class Scanner {
  readonly #text: string;
  readonly #name: string;
  readonly #found: Statement[] = [];
  readonly comments: Comment[] = [];
  #database: string | undefined;
  #at = 0;
  #line = 1;
  #start = -1;
  #startLine = 1;
  #parentheses = 0;
  #words: string[] = [];
  #lastWord = "";
  #atomicDepth = 0;

  constructor(text: string, name: string) {
    this.#text = text;
    this.#name = name;
  }

  statements(): Statement[] {
    while (this.#at < this.#text.length) this.#step(this.#text[this.#at] ?? "");
    this.#finish(this.#at);
    return this.#found;
  }

  #step(character: string): void {
    if (character === "-" && this.#text[this.#at + 1] === "-") this.#lineComment();
    else if (character === "/" && this.#text[this.#at + 1] === "*") this.#skipComment();
    else if (character === "\\") this.#command();
    else if (isSpace(character)) this.#skipSpace();
    else if (character === ";" && this.#parentheses <= 0 && this.#atomicDepth === 0) this.#endStatement();
    else this.#token(character);
  }

  #endStatement(): void {
    this.#finish(this.#at);
    this.#advance(this.#at + 1);
    if (this.#copiesFromHere) this.#skipCopyData();
    this.#words = [];
  }

  #token(character: string): void {
    this.#begin();
    if (character === "'") this.#advance(this.#endOfQuoted("'", this.#isEscapeString()));
    else if (character === '"') this.#advance(this.#endOfQuoted('"', false));
    else if (character === "$") this.#dollar();
    else if (isWordStart(character)) this.#word();
    else {
      if (character === "(") this.#parentheses += 1;
      if (character === ")") this.#parentheses -= 1;
      this.#advance(this.#at + 1);
    }
  }

  #begin(): void {
    if (this.#start >= 0) return;
    this.#start = this.#at;
    this.#startLine = this.#line;
    this.#parentheses = 0;
    this.#words = [];
  }

  #finish(end: number): void {
    if (this.#start >= 0)
      this.#found.push({
        sql: this.#text.slice(this.#start, end),
        line: this.#startLine,
        words: this.#words.slice(0, 4),
      });
    this.#start = -1;
    this.#atomicDepth = 0;
  }

  #advance(to: number): void {
    for (let at = this.#at; at < to; at += 1) {
      const character = this.#text[at];
      if (character === "\n" || (character === "\r" && this.#text[at + 1] !== "\n")) this.#line += 1;
    }
    this.#at = to;
  }

  #skipSpace(): void {
    let end = this.#at + 1;
    while (isSpace(this.#text[end] ?? "x")) end += 1;
    this.#advance(end);
  }

  #lineComment(): void {
    const [start, line] = [this.#at, this.#line];
    this.#skipLine();
    this.comments.push({ text: this.#text.slice(start, this.#at), line });
  }

  #skipLine(): void {
    const length = this.#text.slice(this.#at).search(/[\r\n]/);
    this.#advance(length < 0 ? this.#text.length : this.#at + length);
  }

  #skipComment(): void {
    let depth = 0;
    let at = this.#at;
    do {
      if (this.#text.startsWith("/*", at)) depth += 1;
      else if (this.#text.startsWith("*/", at)) depth -= 1;
      else {
        at += 1;
        continue;
      }
      at += 2;
    } while (depth > 0 && at < this.#text.length);
    if (depth > 0) throw this.#endless("comment");
    this.#advance(at);
  }

  #command(): void {
    const line = this.#text.slice(this.#at + 1).split("\n", 1)[0] ?? "";
    const command = line.split(/\s/, 1)[0] ?? "";
    if (!harmlessCommands.has(command)) {
      throw new SourceError(
        `${this.#name}:${this.#line}: psql's \\${command} is not supported; expand it into plain SQL, or restore the script with psql and give that database`,
      );
    }
    if (command === "connect" || command === "c") this.#connect(line);
    this.#skipLine();
  }

  #connect(line: string): void {
    const database = databaseNamed(line);
    if (database === undefined || database === this.#database) return;
    if (this.#database !== undefined || !this.#found.every(({ words }) => isOfCluster(words))) {
      throw new SourceError(
        `${this.#name}:${this.#line}: what follows \\${line.trim()} is of another database than what stands before; give the script of one database, as pg_dump makes it`,
      );
    }
    this.#database = database;
  }

  #isEscapeString(): boolean {
    const before = this.#text[this.#at - 1];
    return (before === "e" || before === "E") && !isWordPart(this.#text[this.#at - 2] ?? " ");
  }

  #endOfQuoted(quote: string, escapes: boolean): number {
    for (let at = this.#at + 1; at < this.#text.length; at += 1) {
      if (escapes && this.#text[at] === "\\") at += 1;
      else if (this.#text[at] !== quote) continue;
      else if (this.#text[at + 1] === quote) at += 1;
      else return at + 1;
    }
    throw this.#endless("quoted text");
  }

  /** What follows is not read by anyone then, and a catalog without it would be half-read. */
  #endless(what: string): SourceError {
    return new SourceError(
      `${this.#name}:${this.#line}: the ${what} that begins here has no end; is the file cut short?`,
    );
  }

  #dollar(): void {
    const tag = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
    tag.lastIndex = this.#at;
    const delimiter = tag.exec(this.#text)?.[0];
    const length = delimiter?.length ?? 1;
    const end = delimiter === undefined ? this.#at : this.#text.indexOf(delimiter, this.#at + length);
    if (end < 0) throw this.#endless("quoted text");
    this.#advance(end + length);
  }

  #word(): void {
    let end = this.#at + 1;
    while (isWordPart(this.#text[end] ?? " ")) end += 1;
    const word = this.#text.slice(this.#at, end).toLowerCase();
    this.#advance(end);
    this.#countAtomic(word);
    // More than the words that tell COPY and CREATE FUNCTION apart need not be kept, but COPY's FROM STDIN may come late.
    if (this.#words.length < 4 || this.#words[0] === "copy") this.#words.push(word);
  }

  /** The body of `BEGIN ATOMIC … END` holds semicolons of its own; CASE has an END too. */
  #countAtomic(word: string): void {
    if (word === "atomic" && this.#lastWord === "begin" && this.#words[0] === "create") this.#atomicDepth = 1;
    else if (this.#atomicDepth > 0 && word === "case") this.#atomicDepth += 1;
    else if (this.#atomicDepth > 0 && word === "end") this.#atomicDepth -= 1;
    this.#lastWord = word;
  }

  get #copiesFromHere(): boolean {
    return this.#words[0] === "copy" && this.#words.includes("stdin");
  }

  #skipCopyData(): void {
    this.#found.pop();
    const end = /^\\\.\r?$/m;
    const rest = this.#text.slice(this.#at);
    const data = end.exec(rest);
    if (data === null) throw this.#endless("data of COPY");
    this.#advance(this.#at + data.index + data[0].length);
  }
}
