// Publications. Subscriptions, which would keep a database from being dropped, have a test of their own.

import type { Mutation } from "./mutation.ts";

const altered = (attribute: string, action: string, since?: number): Mutation => ({
  name: `a publication: ${action}`,
  sql: `ALTER PUBLICATION notes_only ${action}`,
  expect: [`changed publication:notes_only ${attribute}`],
  ...(since !== undefined && { since }),
});

export const publicationMutations: readonly Mutation[] = [
  altered("tables", "ADD TABLE pets"),
  altered("tables", "DROP TABLE notes"),
  altered("tables", "SET TABLE pets"),
  altered("tables", "SET TABLE notes (id, word)", 15),
  altered("tables", "SET TABLE notes WHERE (id > 1)", 15),
  altered("tables", "SET TABLE notes (id) WHERE (id > 1)", 15),
  altered("schemas", "ADD TABLES IN SCHEMA warehouse", 15),
  altered("publish", "SET (publish = 'insert')"),
  altered("publish", "SET (publish = 'insert, update, delete, truncate')"),
  altered("viaRoot", "SET (publish_via_partition_root = true)"),
  altered("generatedColumns", "SET (publish_generated_columns = stored)", 18),
  altered("owner", "OWNER TO pg_monitor"),
  {
    name: "a publication's comment changes",
    sql: "COMMENT ON PUBLICATION notes_only IS 'For nobody'",
    expect: ["changed publication:notes_only comment"],
  },
  {
    name: "a publication is no more of all tables",
    sql: "DROP PUBLICATION everything; CREATE PUBLICATION everything",
    expect: ["changed publication:everything allTables"],
  },
  { name: "a publication is dropped", sql: "DROP PUBLICATION everything", expect: ["missing publication:everything"] },
  { name: "a publication is added", sql: "CREATE PUBLICATION another", expect: ["unexpected publication:another"] },
  {
    name: "a publication is renamed",
    sql: "ALTER PUBLICATION everything RENAME TO all_of_it",
    expect: ["missing publication:everything", "unexpected publication:all_of_it"],
  },
];
