// Extended statistics.

import type { Expected, Mutation } from "./mutation.ts";

const again = (attribute: string, definition: string): Mutation => ({
  name: `statistics become ${definition}`,
  sql: `DROP STATISTICS notes_related; CREATE STATISTICS notes_related ${definition};
    COMMENT ON STATISTICS notes_related IS 'Every page has its words'`,
  expect: [`changed statistics:public.notes_related ${attribute}`],
});

const altered = (attribute: string, sql: string): Mutation => ({
  name: `${attribute} of statistics: ${sql}`,
  sql,
  expect: [`changed statistics:public.notes_related ${attribute}` satisfies Expected],
});

export const statisticsMutations: readonly Mutation[] = [
  again("kinds", "(ndistinct) ON id, word, (page % 2) FROM notes"),
  again("kinds", "ON id, word, (page % 2) FROM notes"),
  again("keys", "(ndistinct, dependencies) ON id, page, (page % 2) FROM notes"),
  again("keys", "(ndistinct, dependencies) ON id, word, (page % 3) FROM notes"),
  again("keys", "(ndistinct, dependencies) ON id, word FROM notes"),
  {
    name: "statistics are of another table",
    sql: `CREATE TABLE others (id integer, word text, page integer); DROP STATISTICS notes_related;
      CREATE STATISTICS notes_related (ndistinct, dependencies) ON id, word, (page % 2) FROM others;
      COMMENT ON STATISTICS notes_related IS 'Every page has its words'`,
    expect: ["changed statistics:public.notes_related table", "unexpected table:public.others"],
  },
  altered("target", "ALTER STATISTICS notes_related SET STATISTICS 100"),
  altered("target", "ALTER STATISTICS notes_related SET STATISTICS 0"),
  altered("owner", "ALTER STATISTICS notes_related OWNER TO pg_monitor"),
  altered("comment", "COMMENT ON STATISTICS notes_related IS NULL"),
  {
    name: "statistics are dropped",
    sql: "DROP STATISTICS notes_related",
    expect: ["missing statistics:public.notes_related"],
  },
  {
    name: "statistics are added",
    sql: "CREATE STATISTICS another ON id, page FROM notes",
    expect: ["unexpected statistics:public.another"],
  },
  {
    name: "statistics move to another schema than their table's",
    sql: "ALTER STATISTICS notes_related SET SCHEMA warehouse",
    expect: ["missing statistics:public.notes_related", "unexpected statistics:warehouse.notes_related"],
  },
];
