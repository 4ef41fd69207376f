// client → Catalog: every kind in one read-only transaction, in a number of round trips that does not depend on what is there.

import type { Catalog, CatalogObject, Unread } from "./catalog/catalog.ts";
import type { ObjectId } from "./catalog/object-id.ts";
import { SourceError } from "./errors.ts";
import type { Row } from "./kinds/kind.ts";
import { kinds } from "./kinds/registry.ts";
import { readUnmodeled, unmodeledQuery } from "./kinds/unmodeled.ts";

/** What introspection needs of a `pg.Client`: several statements in one message, a result for each. */
export interface Queryable {
  query(text: string): Promise<Result | Result[]>;
}

interface Result {
  readonly rows: Row[];
}

const oldestMajor = 14;

// Everything that changes how PostgreSQL prints an expression is pinned, so that both sides are read in the same state.
const session = `
  BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  SELECT set_config(name, value, true) FROM (VALUES
    ('search_path', ''), ('lock_timeout', '10s'), ('statement_timeout', '120s'), ('jit', 'off'),
    ('TimeZone', 'UTC'), ('DateStyle', 'ISO, MDY'), ('IntervalStyle', 'postgres'), ('bytea_output', 'hex'),
    ('extra_float_digits', '1'), ('quote_all_identifiers', 'off'), ('standard_conforming_strings', 'on')
  ) AS setting (name, value);
  SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version`;

/**
 * Reads a database. Writes nothing.
 * @throws SourceError when the server is older than PostgreSQL 14 or an id stands for two objects.
 */
export async function introspect(client: Queryable, _crossRead = false): Promise<Catalog> {
  try {
    const server = (await statements(client, session)).at(-1)?.[0];
    const major = Math.floor(Number(server?.number) / 10000);
    if (!(major >= oldestMajor)) {
      throw new SourceError(`PostgreSQL ${String(server?.version)} is not supported: ${oldestMajor} or later is needed`);
    }
    const queries = [...kinds.map((kind) => kind.query(major)), unmodeledQuery];
    const answers = await statements(client, queries.join(";\n"));
    const notCompared: Unread[] = (answers.pop() ?? []).map(readUnmodeled);
    return { server: String(server?.version).split(" ")[0] ?? "", objects: collect(answers), notCompared };
  } finally {
    await client.query("ROLLBACK");
  }
}

async function statements(client: Queryable, text: string): Promise<Row[][]> {
  const results = await client.query(text);
  return [results].flat().map((result) => result.rows);
}

function collect(answers: readonly Row[][]): Map<ObjectId, CatalogObject> {
  const objects = new Map<ObjectId, CatalogObject>();
  for (const [at, kind] of kinds.entries()) {
    for (const row of answers[at] ?? []) {
      const object = kind.read(row);
      if (objects.has(object.id)) throw new SourceError(`two objects have the same id: ${object.id}`);
      objects.set(object.id, object);
    }
  }
  return objects;
}
