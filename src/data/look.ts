// The contract of a look into the data: one sort of trouble, what is asked of the catalogs, what it says.

import type { Unread } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import type { Row } from "../kinds/row.ts";
import type { DataFinding } from "../reporters/reporter.ts";

export interface Look {
  /** As a finding's `kind` has it. */
  readonly name: DataFinding["kind"];
  /** One SELECT over the catalogs, for a server of this major version. */
  readonly listing: (major: number) => string;
  /** @param ask runs such queries in one message, each by itself */
  readonly read: (rows: readonly Row[], naming: Naming, ask: Ask) => Promise<Seen>;
}

type Ask = (queries: readonly string[]) => Promise<Row[][]>;

/** The declared id of a live object; undefined where it is none of ours. */
export type Naming = (live: ObjectId) => ObjectId | undefined;

export interface Seen {
  readonly findings: readonly DataFinding[];
  readonly notCompared: readonly Unread[];
  /** Why it could not be told, where it could not. */
  readonly untold?: string;
}
