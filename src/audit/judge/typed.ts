// A driver may tell the type of a parameter, or write its value into the text: would PostgreSQL accept the statement then?

import { rewrite } from "../statement/rewrite.ts";
import type { Word } from "../statement/words.ts";
import type { SchemaDatabase } from "./database.ts";

/** What drivers give, by PostgreSQL's own OIDs (pg_type.dat), which never change. */
const types: Readonly<Record<string, number>> = {
  integer: 23,
  text: 25,
  "timestamp with time zone": 1184,
  "timestamp without time zone": 1114,
  date: 1082,
  numeric: 1700,
  boolean: 16,
  bigint: 20,
  "double precision": 701,
  interval: 1186,
  uuid: 2950,
  jsonb: 3802,
  "text[]": 1009,
  "integer[]": 1007,
  bytea: 17,
};

const mostAlone = 4;

/** In words, as what PostgreSQL accepts it; undefined where it refuses each. */
export async function typedAs(
  sql: string,
  words: readonly Word[],
  database: SchemaDatabase,
): Promise<string | undefined> {
  const parameters = words.filter(({ isParameter }) => isParameter);
  const inline = rewrite(
    sql,
    parameters.map(({ at, end }) => ({ at, end, text: "NULL" })),
  );
  if ((await database.prepare(inline.sql)) === undefined) return "written into the statement by the driver";
  const numbers = [...new Set(parameters.map(({ text }) => Number(text.slice(1))))];
  const most = Math.max(...numbers);
  const sets = [numbers, ...(numbers.length > 1 && numbers.length <= mostAlone ? numbers.map((each) => [each]) : [])];
  for (const set of sets)
    for (const [name, oid] of Object.entries(types)) {
      const given = Array.from({ length: most }, (_, at) => (set.includes(at + 1) ? oid : 0));
      if ((await database.prepare(sql, given)) === undefined) return `given as ${name}`;
    }
  return undefined;
}
