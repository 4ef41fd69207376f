// What a language's file says: which grammar reads it, and what its nodes are.

import type { Code } from "../code.ts";
import type { Source } from "../source-text.ts";
import type { Syntax } from "../syntax.ts";

export interface Read {
  (node: Syntax): Code;
  readonly source: Source;
  /** Bodies of heredocs by the start of what opens them. */
  readonly heredocs: ReadonlyMap<number, Syntax>;
}

export type Rule = (node: Syntax, read: Read) => Code;

export interface Language {
  readonly id: string;
  /** As the grammar's file is called: `tree-sitter-<grammar>.wasm`. */
  readonly grammar: string;
  readonly extensions: readonly string[];
  /** The file in as many characters, as the grammar can read it where it fails on the file itself. */
  readonly readable?: (text: string) => string;
  /** By the type of the node. What is not here is passed through, to what is in it. */
  readonly rules: Readonly<Record<string, Rule>>;
  readonly texts: TextFunctions;
  /** The parameters that its drivers write in SQL. */
  readonly parameters: readonly ParameterStyle[];
  /** Where code has them, texts that follow a call or a name in it are for people. Last words of callees, in lower case. */
  readonly messages: readonly string[];
}

export type ParameterStyle =
  | "percent" /* %s, %(name)s */
  | "question" /* ?, ?1 */
  | "colon" /* :name */
  | "dollar" /* $1 */
  | "dollar-name" /* $name */
  | "at" /* @name */
  | "hash" /* #{name} */
  | "braces" /* {0} */;

/** By the last word of the callee, in lower case. */
export interface TextFunctions {
  /** The receiver, or where that is none the first argument, goes through unchanged: `strip`, `dedent`. */
  readonly same: readonly string[];
  /** Adds its arguments to the receiver: `append`. */
  readonly adds: readonly string[];
  /** Makes a builder from its first argument, or an empty one. */
  readonly makes: readonly string[];
  /** Gives a list with its other arguments added to the first. */
  readonly appends?: string;
  /** `percent` or `braces` by the first argument or, where that is text, the receiver. */
  readonly formats: Readonly<Record<string, "percent" | "braces">>;
  /** Joins a list: the receiver is between (`", ".join(x)`), or the list (`x.join(", ")`), or both are arguments (`implode`). */
  readonly joins: readonly string[];
}
