// What a query gives as statements to run, as psql's \gexec takes it: each value by itself, row by row.

import type { Client, QueryArrayConfig } from "pg";
import { DriftcheckError, SourceError } from "../errors.ts";
import type { Placed } from "./attempts.ts";

/** @throws SourceError where the query itself is refused */
export async function resultsOf(client: Client, { sql, where }: Placed): Promise<readonly string[]> {
  const asText = { getTypeParser: () => (value: unknown) => value };
  const query: QueryArrayConfig = { text: sql, rowMode: "array", types: asText as QueryArrayConfig["types"] };
  try {
    const { rows } = await client.query<(string | null)[]>(query);
    return rows.flat().filter((value) => value !== null);
  } catch (error) {
    if (!(error instanceof Error) || error instanceof DriftcheckError) throw error;
    const advice = "Correct it, or restore the script into your own server and pass its postgres:// URL.";
    throw new SourceError(`${where}: cannot run this statement for \\gexec: ${error.message}. ${advice}`, {
      cause: error,
    });
  }
}
