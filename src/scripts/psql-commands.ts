// What psql's commands (its backslash commands) do to a database: nothing, something that is followed here, or what only psql
// can do, which is refused by name. None is ever run.

import { type Arguments, readArguments, UnreadableArgument } from "./psql-arguments.ts";
import { Conditions, type Mark, MisplacedCondition } from "./psql-conditions.ts";
import { isSpace } from "./psql-tokens.ts";
import { booleanOf, UnknownVariable, type Variables } from "./psql-variables.ts";

const words = (text: string) => new Set(text.split(/\s+/));

/** They change what psql prints, and where to. `\d` and its like only ask. */
const harmless = words(
  "a C conninfo copyright echo errverbose f H html h help ? l l+ list list+ p print pset qecho restrict s setenv sf sf+ sv sv+ t T timing unrestrict w warn write x z z+ o out",
);
const isHarmless = (command: string) => harmless.has(command) || /^d[A-Za-z]*[+Sx]*$/.test(command);

/** Their argument is the rest of the line, whatever is in it. */
const takesLine = words("! copy ef ev sf sf+ sv sv+ h help");

/** Where a pipe may stand in place of a file. */
const takesPipe = words("o out w write g gx");

/** What becomes of the statement before it. To describe one is not to run it. */
const sending: Readonly<Record<string, Deed>> = {
  g: "send",
  gx: "send",
  crosstabview: "send",
  gdesc: "reset",
  gexec: "run results",
  gset: "set variables",
};

const including: Readonly<Record<string, Deed>> = {
  i: "include",
  include: "include",
  ir: "include beside",
  include_relative: "include beside",
};

/** Variables that change how psql reads or runs what follows, and the value at which they don't. */
const decisive: Readonly<Record<string, boolean>> = { AUTOCOMMIT: true, SINGLELINE: false, SINGLESTEP: false };

/** Why a command can't be followed, in a clause. */
export class Unfollowed extends Error {}

type Deed =
  | "send"
  | "run results"
  | "set variables"
  | "reset"
  | "quit"
  | "connect"
  | "encode"
  | "include"
  | "include beside"
  | "change folder"
  | "copy";

export interface Effect {
  /** Where the script goes on. */
  readonly end: number;
  readonly does?: Deed;
  /** The file that is included, or how the names of variables begin. */
  readonly value?: string;
  /** What the statement around it is cut back to. */
  readonly cut?: Mark;
}

export class Commands {
  readonly #variables: Variables;
  #restricted = false;
  readonly conditions = new Conditions();

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  /** @param at behind its name. @param mark where the statement around it is. @throws Unfollowed */
  follow(command: string, text: string, at: number, mark: Mark): Effect {
    const end = endOfLine(text, at);
    try {
      return this.#follow(command, text, at, end, mark);
    } catch (error) {
      const isKnown = [UnreadableArgument, UnknownVariable, MisplacedCondition].some((type) => error instanceof type);
      throw isKnown && error instanceof Error
        ? new Unfollowed(`is not supported: ${error.message}`, { cause: error })
        : error;
    }
  }

  #follow(command: string, text: string, at: number, end: number, mark: Mark): Effect {
    if (this.conditions.isActive && this.#isRestricted(command)) throw new Unfollowed("comes after \\restrict");
    if (/^(?:if|elif|else|endif)$/.test(command)) return this.#condition(command, text, at, end, mark);
    if (takesLine.has(command) && (!this.conditions.isActive || isHarmless(command))) return { end };
    if (!this.conditions.isActive) return { end: readArguments(text, at, end, undefined).end };
    if (isHarmless(command)) return { end: plainArguments(command, text, at, end).end };
    if (command === "copy") return { end, does: "copy" };
    const sends = sending[command];
    if (sends !== undefined) return this.#send(sends, command, text, at, end, mark);
    const { values, end: next } = readArguments(text, at, end, this.#variables);
    if (command === "set" || command === "unset") this.#set(command, values);
    else if (command === "encoding") return { end: next, does: "encode" };
    else if (command === "r" || command === "reset") return { end: next, does: "reset" };
    else if (command === "q" || command === "quit") return { end: next, does: "quit" };
    else if (command === "cd") return { end: next, does: "change folder" };
    else if (command === "connect" || command === "c") return { end: next, does: "connect" };
    else if (including[command] !== undefined) return this.#include(including[command], values, next);
    else throw new Unfollowed("is not supported");
    return { end: next };
  }

  /** Between these two psql runs no command, and nobody may slip one in. */
  #isRestricted(command: string): boolean {
    const isIn = this.#restricted;
    if (command === "restrict" || command === "unrestrict") this.#restricted = command === "restrict";
    return isIn && (command === "copy" || command === "gexec" || including[command] !== undefined);
  }

  #condition(command: string, text: string, at: number, end: number, mark: Mark): Effect {
    let next: number | undefined;
    const holds = () => {
      const { values, end: behind } = readArguments(text, at, end, this.#variables);
      next = behind;
      const value = booleanOf(values.join(" "));
      if (value === undefined) throw new Unfollowed(`needs a Boolean, not ${JSON.stringify(values.join(" "))}`);
      return value;
    };
    const cut = this.conditions.follow(command, mark, holds);
    return { end: next ?? readArguments(text, at, end, undefined).end, ...(cut && { cut }) };
  }

  #send(does: Deed, command: string, text: string, at: number, end: number, { length }: Mark): Effect {
    if (length === 0) throw new Unfollowed("runs the last statement once more");
    if (command === "gset") {
      const { values, end: next } = readArguments(text, at, end, this.#variables);
      return { end: next, does, value: values[0] ?? "" };
    }
    return { end: plainArguments(command, text, at, end).end, does };
  }

  #include(does: Deed, [value]: readonly string[], end: number): Effect {
    if (value === undefined) throw new Unfollowed("names no file");
    return { end, does, value };
  }

  #set(command: string, [name, ...values]: readonly string[]): void {
    if (name === undefined) return;
    if (!/^[\w\u0080-\uffff]+$/.test(name))
      throw new Unfollowed(`does not accept a variable named ${JSON.stringify(name)}`);
    const value = command === "unset" ? undefined : values.join("");
    this.assign(name, value);
  }

  /** @param value undefined where there is none any more. @throws Unfollowed */
  assign(name: string, value: string | undefined): void {
    const usual = decisive[name];
    // Without a value it is on.
    const given = value === undefined ? false : value === "" || booleanOf(value);
    if (usual !== undefined && given !== usual)
      throw new Unfollowed(`changes ${name}, which changes how psql reads or runs the rest of the script`);
    if (value === undefined) this.#variables.delete(name);
    else this.#variables.set(name, value);
  }
}

function plainArguments(command: string, text: string, at: number, end: number): Arguments {
  const rest = text.slice(at, end).trimStart();
  if (takesPipe.has(command) && rest.startsWith("|")) throw new Unfollowed("runs a program");
  const read = readArguments(text, at, end, undefined);
  if (text.slice(at, read.end).includes("`")) readArguments(text, at, end, new Map());
  return read;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/**
 * The command's name behind a backslash: until a space or another backslash. Of all commands psql takes only `\copy` in capitals too
 * (`pg_strcasecmp` in its command.c).
 */
export function commandAt(text: string, at: number): string {
  let end = at;
  while (end < text.length && text[end] !== "\\" && !isSpace(text[end] ?? "")) end += 1;
  const name = text.slice(at, end);
  return name.toLowerCase() === "copy" ? "copy" : name;
}

/** Whether an encoding's name, as SQL or psql has it, leaves a script as it is. */
export const isUtf8 = (encoding: string) => /^['"]?(?:utf-?8|unicode|sql_ascii|default|)['"]?$/i.test(encoding);
