// What a query gives, as psql takes it: as statements to run (\gexec: each value by itself, row by row) or as variables (\gset).

import type { Client, QueryArrayConfig } from "pg";
import { DriftcheckError, SourceError } from "../errors.ts";
import type { Answer } from "../scripts/psql-session.ts";
import type { Placed } from "./attempts.ts";

/** @throws SourceError where the query itself is refused */
export async function resultsOf(client: Client, statement: Placed): Promise<readonly string[]> {
  const { rows } = await ask(client, statement, "gexec");
  return rows.flat().filter((value) => value !== null);
}

/** The one row by its columns, as psql's \\gset takes it. @throws SourceError where the query is refused, or gives none or several */
export async function answerOf(client: Client, statement: Placed): Promise<Answer> {
  const { rows, fields } = await ask(client, statement, "gset");
  const [row, ...others] = rows;
  if (row === undefined || others.length > 0)
    throw new SourceError(
      `${statement.where}: psql's \\gset takes one row, but this query gives ${rows.length}. Rows of COPY are not restored here. ${advice}`,
    );
  return new Map(fields.map(({ name }, at) => [name, row[at] ?? null]));
}

const advice = "Correct it, or restore the script into your own server and pass its postgres:// URL.";

async function ask(client: Client, { sql, where }: Placed, command: string) {
  const asText = { getTypeParser: () => (value: unknown) => value };
  const query: QueryArrayConfig = { text: sql, rowMode: "array", types: asText as QueryArrayConfig["types"] };
  try {
    return await client.query<(string | null)[]>(query);
  } catch (error) {
    if (!(error instanceof Error) || error instanceof DriftcheckError) throw error;
    throw new SourceError(`${where}: cannot run this statement for \\${command}: ${error.message}. ${advice}`, {
      cause: error,
    });
  }
}
