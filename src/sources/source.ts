// The contract of a source: where a catalog comes from. A database gives a client to introspect, a snapshot a catalog.

import type { Client } from "pg";
import type { Catalog, Unread } from "../catalog/catalog.ts";

export interface Source {
  readonly name: string;
  /** How a user writes it down, for `--help` and README. */
  readonly locator: string;
  readonly accepts: (locator: string) => boolean;
  /** @throws SourceError, SnapshotError */
  readonly open: (locator: string) => Promise<Opened>;
}

export type Opened = OpenDatabase | OpenCatalog;

export interface OpenDatabase {
  readonly client: Client;
  /** Statements that could not be restored and what they leave uncompared. */
  readonly notCompared: readonly Unread[];
  readonly close: () => Promise<void>;
}

export interface OpenCatalog {
  readonly catalog: Catalog;
}
