// The same database a second time, through pg-structure, with one query at a time over the client that ours were sent on.

import { createRequire } from "node:module";
import type PgStructure from "pg-structure";
import { SourceError } from "../errors.ts";
import { outsideQuery, type Structure, structureOf, typeNamesQuery } from "../kinds/structure/structure.ts";
import { type Queryable, statements } from "./queryable.ts";
import { foreignTablesQuery, needsSystemSchemasQuery, secondClient } from "./second-client.ts";

/** The same database a second time, through pg-structure, in the transaction that this client is in. */
export async function readStructure(client: Queryable): Promise<Structure> {
  const pgStructure = loadPgStructure();
  const queries = [outsideQuery, typeNamesQuery, foreignTablesQuery, needsSystemSchemasQuery].join(";\n");
  const [outside = [], typeNames = [], foreignTables = [], system = []] = await statements(client, queries);
  // Its type asks for a whole pg.Client; what it uses are these two methods.
  const second = secondClient(client, foreignTables) as never;
  try {
    const { schemas } = await pgStructure.default(second, { includeSystemSchemas: system[0]?.needed === true });
    return structureOf(schemas, pgStructure, { outside, typeNames });
  } catch (error) {
    throw new SourceError(`pg-structure cannot read this database: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}

/** Required, not imported: it puts what is in `.env` here into the environment, which nobody may see even for a moment. */
function loadPgStructure(): typeof PgStructure {
  const before = new Set(Object.keys(process.env));
  const pgStructure: typeof PgStructure = createRequire(import.meta.url)("pg-structure");
  for (const name of Object.keys(process.env)) if (!before.has(name)) delete process.env[name];
  return pgStructure;
}
