// The session in which data is looked at: it reads and nothing else, holds locks for moments, and gives up in time.

import type { Row } from "../kinds/row.ts";
import type { Queryable } from "../read/queryable.ts";
import { defaultLockTimeout, own } from "../read/session.ts";

/**
 * One message: each query in a read-only transaction of its own, so that the locks of one are gone before the next.
 * The timeout is for all of them together: PostgreSQL's own starts anew for each statement of a message.
 */
export async function ask(client: Queryable, queries: readonly string[], limits: DataLimits): Promise<Row[][]> {
  if (queries.length === 0) return [];
  const text = queries.map((query) => [begin, dataSettings(limits), query, end].join(";\n")).join(";\n");
  try {
    const results = [await client.query(text)].flat();
    return queries.map((_, at) => results[at * statementsOfEach + answer]?.rows ?? []);
  } catch (error) {
    // What failed stays the one error that is told.
    await Promise.resolve(client.query("ROLLBACK")).catch(() => {});
    throw error;
  }
}

/** In seconds. */
export interface DataLimits {
  /** For all queries of a message together. */
  readonly timeout: number;
  readonly lockTimeout?: number | undefined;
}

export const { begin } = own;
export const end = "COMMIT";

export function dataSettings({ timeout, lockTimeout = defaultLockTimeout }: DataLimits): string {
  const left = `${timeout * 1000} - (extract(epoch FROM clock_timestamp() - statement_timestamp()) * 1000)::bigint`;
  return `
    SELECT set_config(name, value, true) FROM (VALUES
      ('search_path', ''), ('lock_timeout', '${lockTimeout}s'), ('statement_timeout', greatest(1, ${left})::text), ('jit', 'off'),
      -- Others work there: one process is enough.
      ('max_parallel_workers_per_gather', '0'), ('standard_conforming_strings', 'on')
    ) AS setting (name, value)`;
}

const statementsOfEach = 4;
const answer = 2;
