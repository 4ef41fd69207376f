// What a model or a history of migrations gives: DDL, and in words what it is of and what it can't say.

import type { Script } from "../scripts/files.ts";

export interface ToolOptions {
  /** The Python interpreter; by default the project's own virtual environment, then `python3`. */
  readonly python?: string;
  /** `schema.table` or `table`, where the project does not use the tool's default. */
  readonly versionTable?: string;
}

/** Where a class, or an attribute of one, declares a table or column. */
export interface ModelPlace {
  /** A table's schema and name, and a column's name; the schema is null where the model names none. */
  readonly path: readonly [schema: string | null, table: string, column?: string];
  /** As the program found it, from the working directory. */
  readonly file: string;
  readonly line: number;
}

/** The DDL of a declared model. */
export interface Emitted {
  readonly scripts: readonly Script[];
  /** What was found, in words: `41 tables in the metadata of app.models:Base`. */
  readonly found: string;
  /** Where a model in another language declares its tables and columns. */
  readonly places?: readonly ModelPlace[];
  /** What a source of this sort can't express: a kind's name, or a kind's attribute as in `index.predicate`. */
  readonly lacks?: readonly string[];
  /** What was left out of the scripts, one reason each: an operation that only Python can do. */
  readonly leftOut?: readonly { readonly what: string; readonly reason: string }[];
}
