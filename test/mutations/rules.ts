// Rewrite rules.

import type { Mutation } from "./mutation.ts";

const keepAgain = (definition: string): Mutation => ({
  name: `a rule becomes ${definition}`,
  sql: `CREATE OR REPLACE RULE keep AS ${definition}`,
  expect: ["changed rule:public.notes.keep definition"],
});

const enabled = (action: string): Mutation => ({
  name: `a rule: ${action}`,
  sql: `ALTER TABLE notes ${action} RULE keep`,
  expect: ["changed rule:public.notes.keep enabled"],
});

export const ruleMutations: readonly Mutation[] = [
  keepAgain("ON DELETE TO notes WHERE old.id > 1 DO INSTEAD NOTHING"),
  keepAgain("ON DELETE TO notes DO INSTEAD NOTHING"),
  keepAgain("ON DELETE TO notes WHERE old.id > 0 DO NOTHING"),
  keepAgain("ON UPDATE TO notes WHERE old.id > 0 DO INSTEAD NOTHING"),
  keepAgain("ON DELETE TO notes WHERE old.id > 0 DO INSTEAD UPDATE notes SET word = 'gone' WHERE id = old.id"),
  {
    name: "the rule of a view writes something else",
    sql: `CREATE OR REPLACE RULE write AS ON INSERT TO short_notes DO INSTEAD
      INSERT INTO notes (id, word) VALUES (new.id, upper(new.word))`,
    expect: ["changed rule:public.short_notes.write definition"],
  },
  {
    name: "the rule of a view writes to a table of the same name in another schema",
    sql: `CREATE TABLE warehouse.notes (id integer, word text);
      CREATE OR REPLACE RULE write AS ON INSERT TO short_notes DO INSTEAD
        INSERT INTO warehouse.notes (id, word) VALUES (new.id, new.word)`,
    expect: ["changed rule:public.short_notes.write definition", "unexpected table:warehouse.notes"],
  },
  enabled("DISABLE"),
  enabled("ENABLE REPLICA"),
  enabled("ENABLE ALWAYS"),
  {
    name: "a rule's comment changes",
    sql: "COMMENT ON RULE keep ON notes IS 'Not for ever'",
    expect: ["changed rule:public.notes.keep comment"],
  },
  { name: "a rule is dropped", sql: "DROP RULE keep ON notes", expect: ["missing rule:public.notes.keep"] },
  {
    name: "a rule is added",
    sql: "CREATE RULE another AS ON UPDATE TO notes DO ALSO NOTHING",
    expect: ["unexpected rule:public.notes.another"],
  },
  {
    name: "a rule is renamed",
    sql: "ALTER RULE keep ON notes RENAME TO hold",
    expect: ["missing rule:public.notes.keep", "unexpected rule:public.notes.hold"],
  },
  {
    name: "a table is dropped with its rules and its statistics",
    sql: "DROP TABLE notes CASCADE",
    expect: ["changed publication:notes_only tables", "missing table:public.notes", "missing view:public.short_notes"],
  },
];
