// Everything that was read from one database, flat, by object id. Pure data: imports nothing, knows no kind.

import type { ObjectId } from "./object-id.ts";

/** One comparable property. A property at its default (`false`, `null`, an empty list) is left out of an object. */
export type AttributeValue = string | number | boolean | readonly string[];

export type Attributes = Readonly<Record<string, AttributeValue>>;

export interface CatalogObject {
  readonly id: ObjectId;
  readonly kind: string;
  /** What this belongs to and disappears with: a column's table, an owned sequence's column. */
  readonly parent?: ObjectId;
  /** Position among the siblings of its kind. Compared as an order, never as a number. */
  readonly ordinal?: number;
  /** Every property that is compared. */
  readonly attributes: Attributes;
  /** Objects that this one refers to. Not compared by itself: each use also shows in an attribute. */
  readonly uses?: readonly ObjectId[];
}

export type Side = "declared" | "live";

/** Something that is present and that no comparison covers. */
export interface Unread {
  /** In the plural when counted: `event trigger`, `statement`. */
  readonly what: string;
  readonly count: number;
  readonly reason: string;
  /** The one object that is therefore unknown on this side, present or not; with `standIn` the object is known. */
  readonly id?: ObjectId;
  /**
   * The extension that is not there and that something stands in for: the object uses what only the extension computes. It is
   * compared, and where its text differs as another result type of the extension's would have it, that is no drift.
   */
  readonly standIn?: string;
  /** Of the extension itself: its types, as `public.geometry`. */
  readonly types?: readonly string[];
  /** Attributes that are therefore unknown on this side: an object's id and the attribute's name, with a space between. */
  readonly attributes?: readonly string[];
  /** The kind of which nothing is known on this side. A count of 0 stands for as many as the other side has. */
  readonly kind?: string;
  /** The one attribute of the kind that is unknown. */
  readonly attribute?: string;
}

export interface Catalog {
  /** Version of the server that printed this catalog's expressions, as in `18.6`. */
  readonly server: string;
  /** Owners and privileges were read. */
  readonly privileges?: boolean;
  /** It is a database's whole: what is the database's own (its settings) is either in it or not there. */
  readonly ofDatabase?: boolean;
  /** Of a model that is no SQL: what was found, in words. */
  readonly found?: string;
  /** The installed version of each extension, where the source tells: an object has its own only if it is not the server's default. */
  readonly extensionVersions?: Readonly<Record<string, string>>;
  readonly objects: ReadonlyMap<ObjectId, CatalogObject>;
  readonly notCompared: readonly Unread[];
}
