// What a reading asks its questions of.

import type { Row } from "../kinds/row.ts";

/** What introspection needs of a `pg.Client`: several statements in one message, a result for each. */
export interface Queryable {
  query(text: string, values?: unknown[]): Promise<Result | Result[]>;
}

interface Result {
  readonly rows: Row[];
}

/** Several in one message: the rows of each. */
export async function statements(client: Queryable, text: string): Promise<Row[][]> {
  const results = await client.query(text);
  return [results].flat().map((result) => result.rows);
}
