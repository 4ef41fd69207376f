// The contract of a source: where a catalog comes from. A database gives a client to introspect, a snapshot a catalog.

import type { Client } from "pg";
import type { Catalog, Unread } from "../catalog/catalog.ts";
import type { DefinedExtension } from "../catalog/defined-extension.ts";
import type { Remembered } from "../embedded/catalog-cache.ts";
import type { History } from "../migrations/tool.ts";
import type { ToolOptions } from "../models/emitted.ts";
import type { Limits } from "./connection/patience.ts";
import type { Locate } from "./locations/places.ts";

export interface Source {
  readonly name: string;
  /** How a user writes it down, for `--help` and README. */
  readonly locator: string;
  readonly accepts: (locator: string) => boolean;
  /** @throws SourceError, SnapshotError */
  readonly open: (locator: string, options: OpenOptions) => Promise<Opened>;
}

export interface OpenOptions extends ToolOptions {
  /** Owners and privileges are wanted, too. */
  readonly privileges?: boolean;
  /** How long to restore what is embedded may take, and each question to it, in seconds; 300 by default. */
  readonly restoreTimeout?: number | undefined;
  /** The same is going to be read again soon: the next embedded database is started ahead of that. */
  readonly again?: boolean | undefined;
  /** Told of a script that is restored how many of its statements ran, of how many. */
  readonly restored?: ((script: string, done: number, of: number) => void) | undefined;
  /** Reads the database itself, even if its catalog is remembered. */
  readonly fresh?: boolean;
  /** How long a live server may keep us waiting; by default as `--timeout` has it. */
  readonly limits?: Limits;
  /** Extensions as the other side's server defines them, for those that an embedded one lacks. */
  readonly defined?: Promise<readonly DefinedExtension[]> | undefined;
  /** Refuses a history of migrations with problems, which nobody would be told of. */
  readonly refuseProblems?: boolean;
  /** The model after these migrations, of a source that is a history of them; after all where undefined. */
  readonly at?: readonly string[] | undefined;
  /** That history, where it was read already: some tools start a Python for it. */
  readonly history?: History | undefined;
}

export type Opened = (OpenDatabase | OpenCatalog) & {
  readonly model?: ModelFound;
  /** Of what is declared in files. */
  readonly locate?: Locate;
};

/** What is known of a declared model besides its DDL. */
export interface ModelFound {
  /** In words: `41 tables in the metadata of app.models:Base`. */
  readonly found: string;
  /** What such a model can't express, and what it said in no SQL. */
  readonly notCompared: readonly Unread[];
}

export interface OpenDatabase {
  readonly client: Client;
  /** Statements that could not be restored and what they leave uncompared. */
  readonly notCompared: readonly Unread[];
  readonly close: () => Promise<void>;
  /** It is a database as a whole, with its settings: a server's, a data directory, or one that a script makes. */
  readonly ofDatabase?: true;
  /** It is one of ours, into which a script was restored. */
  readonly embedded?: true;
  /** Keeps the catalog that was read, for the next time. */
  readonly remember?: (catalog: Remembered) => Promise<void>;
}

export interface OpenCatalog {
  /** @param beside the catalog that it is going to be compared with, if that is known: what is the same there need not be read */
  readonly catalog: (beside?: Catalog) => Catalog;
}
