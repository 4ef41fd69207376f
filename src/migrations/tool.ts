// The contract of a migration tool: what its folder says should have run, and what its version table says has run.
// It runs no migration, and writes nothing.

import type { Client } from "pg";
import type { Emitted, ToolOptions } from "../models/emitted.ts";
import type { Recognition } from "../scripts/project-files.ts";
import type { TableKeeper } from "./own-table.ts";
import type { Revision } from "./revision.ts";
import type { Stamper } from "./stamper.ts";

/** All migrations of a folder. */
export interface History {
  /** In the order in which the tool runs them. */
  readonly revisions: readonly Revision[];
  /** Ids that are no other's parent. More than one is a branch that nobody merged. Of Django: one per app. */
  readonly heads: readonly string[];
  /** What is wrong with the folder though it can be read, in a sentence each: two files with one number. */
  readonly problems: readonly string[];
  /** Where the project's own configuration puts the version table. */
  readonly versionTable?: {
    readonly name: string;
    readonly schema?: string;
    /** The configuration could not be read as a whole, and may say something else. */
    readonly isGuess?: true;
  };
  /** What squashed migrations stand for: a database where a part of them has run is taken through them one by one. */
  readonly replaced?: readonly Revision[];
}

/** What a database says of itself. */
export interface Recorded {
  /** The version table that was found, as in `public.alembic_version`. */
  readonly table: string;
  /** Ids, as the table has them. Empty where the table is. */
  readonly ids: readonly string[];
  /** An id whose migration began and did not end (golang-migrate's `dirty`, Prisma's unfinished, Flyway's failed). */
  readonly failed?: readonly string[];
  /** Of `ids`: whose file changed since it ran, so that it will run again. */
  readonly outdated?: readonly string[];
  /** Of `ids`: whose file changed since it ran, which the tool refuses. */
  readonly edited?: readonly string[];
}

export interface MigrationTool extends TableKeeper {
  /** How a user writes it down, for `--help` and README: `goose:db/migrations`. */
  readonly locator: string;
  /** Whether a plain folder is this tool's, so that its down parts are never run. Never throws. */
  readonly detects?: (folder: string) => Promise<boolean>;
  /** How its projects are known. Runs nothing. */
  readonly recognition: Recognition;
  /** Each migration has its row; otherwise a row stands for all that led to it (Alembic, golang-migrate). */
  readonly recordsEach: boolean;
  /** @throws SourceError when the folder can't be read or holds no migration */
  readonly history: (path: string, options: ToolOptions) => Promise<History>;
  /** Its DDL is of the last migration alone: a database that is behind is compared with that. */
  readonly onlyAtHead?: true;
  /** Its history is of several applications, each with a head of its own: several are no branch that nobody merged. */
  readonly hasSeveralHeads?: true;
  /** Whether its DDL makes this table for the tool itself, by its name and columns. By default it makes none. */
  readonly makesForItself?: (table: { readonly name: string; readonly columns: readonly string[] }) => boolean;
  /** The line comment that begins a down part in its files. */
  readonly downPart?: RegExp;
  /** How its record is written; none where that can't be done. */
  readonly stamper?: Stamper;
  /**
   * @param history tells what a row stands for, where the row alone does not
   * @returns undefined where there is no version table
   * @throws SourceError when the role may not read it
   */
  readonly recorded: (
    client: Pick<Client, "query">,
    options: ToolOptions,
    history?: History,
  ) => Promise<Recorded | undefined>;
  /**
   * The DDL of these migrations' up parts, and of no others, in the tool's order.
   * @param ids of `history`; all where undefined
   * @throws SourceError when the tool can't give it
   */
  readonly ddl: (
    path: string,
    history: History,
    ids: readonly string[] | undefined,
    options: ToolOptions,
  ) => Promise<Emitted>;
}
