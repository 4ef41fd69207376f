// The contract of a source: where a catalog comes from. A database gives a client to introspect, a snapshot a catalog.

import type { Client } from "pg";
import type { Catalog, Unread } from "../catalog/catalog.ts";

export interface Source {
  readonly name: string;
  /** How a user writes it down, for `--help` and README. */
  readonly locator: string;
  readonly accepts: (locator: string) => boolean;
  /**
   * @param fresh reads the database itself, even if its catalog is remembered
   * @throws SourceError, SnapshotError
   */
  readonly open: (locator: string, fresh: boolean) => Promise<Opened>;
}

export type Opened = OpenDatabase | OpenCatalog;

export interface OpenDatabase {
  readonly client: Client;
  /** Statements that could not be restored and what they leave uncompared. */
  readonly notCompared: readonly Unread[];
  readonly close: () => Promise<void>;
  /** It runs in this process: nothing else can be done while it works. */
  readonly embedded?: true;
  /** Keeps the catalog that was read, for the next time. */
  readonly remember?: (catalog: Catalog) => Promise<void>;
}

export interface OpenCatalog {
  readonly catalog: Catalog;
}
