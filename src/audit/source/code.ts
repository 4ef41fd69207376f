// What the reading of SQL needs to know of code, in whichever language: texts, how they are put together, where they go.
// Each language's file translates its grammar into this.

import type { Syntax } from "./syntax.ts";

/** Text as a program has it: escapes are decoded. */
export interface Literal {
  readonly text: string;
  /** `[offset in text, line in the file]`, ascending; the first is `[0, …]`. */
  readonly lines: readonly (readonly [number, number])[];
}

interface Of {
  /** Where it stands. */
  readonly node: Syntax;
}

/** A string, with the expressions in it. */
export interface Text extends Of {
  readonly kind: "text";
  readonly parts: readonly (Literal | Code)[];
}

/** Texts one after another. */
interface Join extends Of {
  readonly kind: "join";
  readonly parts: readonly Code[];
}

/** A template and what is put in: `%s` (percent) or `{0}` (braces). */
interface Format extends Of {
  readonly kind: "format";
  readonly style: "percent" | "braces";
  readonly template: Code;
  readonly values: readonly Code[];
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: string;
  readonly value: Code;
}

/** `b` in `a.b` has `of` a. */
interface Name extends Of {
  readonly kind: "name";
  readonly name: string;
  readonly of?: Code;
}

export interface Call extends Of {
  readonly kind: "call";
  readonly callee: Code;
  readonly values: readonly Code[];
  readonly fields: readonly Field[];
  /** Blocks and the like that come with it. */
  readonly rest?: readonly Code[];
}

interface List extends Of {
  readonly kind: "list";
  readonly items: readonly Code[];
}

/** A dictionary, an object, a hash. */
interface Fields extends Of {
  readonly kind: "fields";
  readonly fields: readonly Field[];
}

/** One of them, as of a condition. */
interface Either extends Of {
  readonly kind: "either";
  readonly condition?: Code;
  readonly options: readonly Code[];
}

interface Constant extends Of {
  readonly kind: "constant";
  readonly value: number | boolean | null;
}

export interface Assign extends Of {
  readonly kind: "assign";
  readonly target: Code;
  readonly value: Code;
  readonly adds: boolean;
}

/** Code of which one arm runs; an empty arm where none may. */
export interface Branch extends Of {
  readonly kind: "branch";
  readonly condition?: Code;
  readonly arms: readonly (readonly Code[])[];
}

/** A function, or a class with its members. */
export interface Scope extends Of {
  readonly kind: "scope";
  readonly sort: "function" | "class";
  readonly name: string;
  readonly body: readonly Code[];
}

/** What is thrown or raised: texts in it are for people. */
interface Thrown extends Of {
  readonly kind: "thrown";
  readonly children: readonly Code[];
}

/** Anything else, with what is in it. */
interface Other extends Of {
  readonly kind: "other";
  readonly children: readonly Code[];
}

export type Code =
  | Text
  | Join
  | Format
  | Name
  | Call
  | List
  | Fields
  | Either
  | Constant
  | Assign
  | Branch
  | Scope
  | Thrown
  | Other;

/** `a.b().c`: what a call or a name is known by. */
export function dotted(code: Code): string {
  if (code.kind === "name") return code.of === undefined ? code.name : `${dotted(code.of)}.${code.name}`;
  if (code.kind === "call") return `${dotted(code.callee)}()`;
  return "?";
}
