// The contract of a rewriting: code that gives one class of spellings one form. It must keep value, static type and type modifier
// of what it rewrites, NULL included, as a view's columns take both from it; where that is not certain it rewrites nothing.

import type { Tree } from "../parse.ts";
import type { TypeForm } from "./types.ts";

/** What the names in an expression stand for. */
export interface Scope {
  /** The type of a column by its name, or by that of its relation and its own. */
  readonly typeOf: (path: readonly string[]) => TypeForm | undefined;
  /** The type that a domain is over. */
  readonly baseOf: (domain: string) => TypeForm | undefined;
  /** Is there an operator of the user's with this name, which may do anything? */
  readonly isOwnOperator: (name: string) => boolean;
}

export interface Rewriting {
  readonly name: string;
  /** What the two spellings differ in, after "but for". */
  readonly differsIn: string;
  /**
   * @param node one node, as `{ A_Const: … }`, whose parts were rewritten before
   * @returns undefined where the node is none of these spellings, or has their one form already
   */
  readonly rewrite: (node: Tree, scope: Scope) => Tree | undefined;
}
