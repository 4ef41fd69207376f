// SQL that two servers printed, to be read and printed again by one: then one meaning is one text.

import type { Catalog } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import type { Syntax } from "../kinds/kind.ts";

export interface Piece {
  readonly id: ObjectId;
  readonly syntax: Syntax;
  readonly sql: string;
}

export interface Side {
  readonly catalog: Catalog;
  readonly pieces: readonly Piece[];
}

/** The text of each piece of each side as one server prints it; undefined where it could not read it. */
export type Reprint = (sides: readonly Side[]) => Promise<readonly Texts[]>;

export type Texts = readonly (string | undefined)[];
