// The part of the schema around the drift, as far as a picture of it needs to know: tables and the foreign keys between them.

import type { ObjectId } from "../catalog/object-id.ts";

/** Where a table or a foreign key is: on both sides, or on one alone. */
export type Presence = "both" | "declared" | "live";

/** A table that drifts, or one that a foreign key joins with it. */
export interface AffectedTable {
  readonly id: ObjectId;
  readonly on: Presence;
  /** How many drifts are of it and of what belongs to it: 0 for a neighbour. */
  readonly drifts: number;
}

export interface AffectedForeignKey {
  /** The declared object's id; the live one's where none is declared. */
  readonly id: ObjectId;
  readonly table: ObjectId;
  readonly columns: readonly string[];
  readonly references: ObjectId;
  readonly on: Presence;
}

export interface Affected {
  /** Those with the most drift first, then their neighbours. At most 40. */
  readonly tables: readonly AffectedTable[];
  /** Between these tables, where at least one of the two drifts. At most 200. */
  readonly foreignKeys: readonly AffectedForeignKey[];
  /** How many the bounds left out, and how many drifts are of no table. Absent where all of that is none. */
  readonly leftOut?: {
    readonly drifted: number;
    readonly neighbours: number;
    readonly foreignKeys: number;
    readonly otherDrifts: number;
  };
}
