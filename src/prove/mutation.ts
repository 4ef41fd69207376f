// One change of the live schema that a check must report: what it changes, and the statements that change it.

import type { AttributeValue, CatalogObject } from "../catalog/catalog.ts";
import type { DriftType } from "../catalog/drift.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import type { World } from "./world.ts";

/** One way to change an object, for the table of a kind's mutations. */
export interface Change {
  /** In a few words, without names: `to text`. Mutations of one attribute and one such phrase form a group. */
  readonly to: string;
  /** Tried in order, until PostgreSQL accepts one and the attribute has changed by it. */
  readonly sql: readonly string[];
  /** What the attribute is then, for where PostgreSQL refuses all of them: the catalog is changed as it was read. */
  readonly value?: AttributeValue | null;
}

/** Something that nobody declared: the object that must be reported, and how it is made. */
export interface Addition extends Change {
  readonly id: ObjectId;
}

/** How the objects of one kind can be changed. */
export interface Mutator {
  readonly kind: string;
  /** By attribute; no entry where no statement is known. An empty list is an attribute that this object can't have. */
  readonly attributes: Readonly<Record<string, (object: CatalogObject, world: World) => readonly Change[]>>;
  /** To take it away. */
  readonly drop: (object: CatalogObject, world: World) => readonly Change[];
  /** To give it another name: the statement up to the name. */
  readonly rename?: (object: CatalogObject) => string;
  /** What may be added to each object that is there (to a table a column), whatever the kind of what is added. */
  readonly add?: (object: CatalogObject, world: World) => readonly Addition[];
}

export interface Mutation extends Change {
  readonly type: DriftType;
  /** The live object that is changed, or that is added. */
  readonly subject: ObjectId;
  readonly kind: string;
  /** Of `changed`: the attribute, or `name`. */
  readonly attribute?: string;
  /** The table that it is in or on; the object itself where there is none. */
  readonly home: ObjectId;
}

/** `changed column type: to text`: mutations that are alike. */
export function groupOf({ type, kind, attribute, to }: Mutation): string {
  return `${type} ${kind}${attribute === undefined ? "" : ` ${attribute}`}: ${to}`;
}

/** One mutation as it is told: the group's words with the object's name. */
export function titleOf({ type, subject, attribute, to }: Mutation): string {
  return `${type} ${subject}${attribute === undefined ? "" : ` ${attribute}`}: ${to}`;
}
