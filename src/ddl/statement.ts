// The contract of DDL: an object of a catalog → the statements that make it or take it away, one file a kind.
// Text comes from the catalog as PostgreSQL printed it. What a catalog does not say is refused with the reason, never guessed.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";

export interface Statement {
  /** One statement, without its semicolon. */
  readonly sql: string;
  /** What is there when it, and every other that makes the same, has run. */
  readonly makes?: readonly ObjectId[];
  /** What must be there first. What the catalog has not is the system's or an extension's, and is there. */
  readonly needs?: readonly ObjectId[];
  readonly drops?: readonly ObjectId[];
  /** It runs outside of a transaction alone: `CREATE INDEX CONCURRENTLY`. */
  readonly transaction?: "forbidden";
  /** What of the object it leaves out, and why, in a sentence: a secret that is never read. */
  readonly lacks?: string;
}

/** An object that can't be written, or not wholly, and why. */
export interface Refusal {
  readonly id: ObjectId;
  readonly reason: string;
}

/** When an object is made, where nothing else decides: what others hardly depend on comes late. */
export const phases = [
  "first",
  "types",
  "functions",
  "operators",
  "tables",
  "views",
  "foreign keys",
  "triggers",
  "later",
  "access",
  "last",
] as const;

type Phase = (typeof phases)[number];

/** What stands around an object. */
export interface Context {
  readonly catalog: Catalog;
  /** The objects that have this name, of whatever kind: `public` and `users`. */
  readonly named: (schema: string, name: string) => readonly ObjectId[];
  /** The tables that inherit from this one, or are its partitions. */
  readonly children: (table: ObjectId) => readonly ObjectId[];
  /** Of these the defaults are given once the rest is there: a function that they call needs the table itself. */
  readonly apart: ReadonlySet<ObjectId>;
}

export interface KindDdl {
  readonly kind: string;
  readonly phase: Phase | ((object: CatalogObject) => Phase);
  /** Nothing refers to one by its name. */
  readonly nameless?: true;
  /** The object whose statements make this one too, where a whole catalog is made: a column's table. */
  readonly madeWith?: (object: CatalogObject, context: Context) => ObjectId | undefined;
  /**
   * The statements that make it by itself, where all that it needs is there: of a column, `ADD COLUMN`. Each comes after the one
   * before it. Those without which it is not there have it in `makes`; others, such as its comment, need not say that they need it.
   * @throws CannotWrite
   */
  readonly create: (object: CatalogObject, context: Context) => readonly Statement[];
  /** Empty where it goes with another. @throws CannotWrite */
  readonly drop: (object: CatalogObject, context: Context) => readonly Statement[];
}

/** The catalog doesn't hold enough of an object to write it; the message is a sentence that says what it lacks. */
export class CannotWrite extends Error {
  override readonly name = "CannotWrite";
}
