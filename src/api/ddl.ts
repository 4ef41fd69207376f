// A catalog as SQL, for programs.

import type { Catalog, Unread } from "../catalog/catalog.ts";
import type { Refusal } from "../ddl/statement.ts";
import { writeScript } from "../ddl/text.ts";

/** A schema as a script. */
export interface Ddl {
  /** All of it, as `driftcheck ddl` prints it. */
  readonly sql: string;
  /** Each statement without its semicolon, in order. They are to be run with `search_path` empty and `check_function_bodies` off. */
  readonly statements: readonly string[];
  /** The objects that are not in it, or not wholly, each with the reason in a sentence. Empty where nothing is missing. */
  readonly refused: readonly Refusal[];
  /** What was not in the catalog itself, as a report's `notCompared` has it. */
  readonly unread: readonly Unread[];
}

/**
 * The statements that make a catalog's objects in an empty database, in an order in which PostgreSQL takes them.
 *
 * @param catalog of `readCatalog` or `readSnapshot`
 * @example
 * ```ts
 * import { ddl, readCatalog } from "driftcheck";
 *
 * const { sql, refused } = await ddl(await readCatalog("schema.sql"));
 * console.log(sql);
 * for (const { id, reason } of refused) console.error(id, reason);
 * ```
 */
export async function ddl(catalog: Catalog): Promise<Ddl> {
  const { sql, statements, refused, unread } = await writeScript(catalog);
  return { sql, statements: statements.map((statement) => statement.sql), refused, unread };
}
