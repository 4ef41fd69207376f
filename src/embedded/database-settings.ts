// What a script says of the database that it makes: its settings, its owner. Here that database is the embedded one, which takes
// its name.

import type { Client } from "pg";
import type { Statement } from "../scripts/statement.ts";
import { nodesOf, parseStatements } from "../sql/parse.ts";

/** The SQLSTATE for a database that there is not. */
export const undefinedDatabase = "3D000";

/**
 * Gives the embedded database the name of the one that the script made, if it made just one. The parser must be loaded.
 * @returns whether what a statement says of that database can be run now
 */
export async function takeName(client: Client, earlier: readonly Statement[]): Promise<boolean> {
  const [name, another] = new Set(earlier.flatMap(settingsOf));
  if (name === undefined || another !== undefined) return false;
  await client.query("UPDATE pg_catalog.pg_database SET datname = $1 WHERE datname = pg_catalog.current_database()", [
    name,
  ]);
  return true;
}

/** As pg_dump --create has it. */
export const makesDatabase = ({ words }: Pick<Statement, "words">) => words[0] === "create" && words[1] === "database";

export const dropsDatabase = ({ words }: Pick<Statement, "words">) => words[0] === "drop" && words[1] === "database";

function settingsOf(statement: Statement): string[] {
  if (!makesDatabase(statement)) return [];
  return [...nodesOf(parseStatements(statement.sql), "CreatedbStmt")].map(({ dbname }) => String(dbname));
}
