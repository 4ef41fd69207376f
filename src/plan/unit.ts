// What is done for one object, and for one reason: statements that run one after another. Units wait for each other.

import type { ObjectId } from "../catalog/object-id.ts";
import type { Action, Answer } from "../ddl/alter/alter.ts";

export interface Step extends Omit<Action, "orElse" | "needs"> {
  /** What is tried where PostgreSQL refuses it. */
  readonly orElse?: Answer | undefined;
  /** It has a body that PostgreSQL looks into, where names need not be found before it is run. */
  readonly hasBody?: true;
}

export interface Unit {
  readonly does: "drop" | "rename" | "alter" | "make";
  readonly object: ObjectId;
  readonly attributes: readonly string[];
  readonly steps: readonly Step[];
  /** Keys of the drifts that it takes away. */
  readonly drift: readonly string[];
  /** Dropped and made again: nobody may see the time between. */
  readonly remakes?: ObjectId;
  /** Why it could not be done when it was last tried. */
  readonly failure?: Failure;
}

export interface Failure {
  readonly sql: string;
  /** SQLSTATE; undefined where it was not PostgreSQL. */
  readonly code: string | undefined;
  readonly message: string;
}
