// Constraints of tables.

import { mutationsOf } from "./mutation.ts";

const actions = [
  "",
  "ON DELETE CASCADE",
  "ON UPDATE SET NULL",
  "ON DELETE SET DEFAULT",
  "ON DELETE RESTRICT",
  "MATCH FULL",
];
const deferred = ["", "DEFERRABLE", "DEFERRABLE INITIALLY DEFERRED"];

export const constraintMutations = mutationsOf("constraint", [
  {
    name: "primary key",
    on: "not null column",
    sql: ({ relation, it }, { newName }) => `ALTER TABLE ${relation} ADD CONSTRAINT ${newName()} PRIMARY KEY (${it})`,
  },
  {
    name: "unique",
    on: "column",
    sql: ({ relation, it }, { newName, oneOf }) =>
      `ALTER TABLE ${relation} ADD CONSTRAINT ${newName()} UNIQUE (${it}) ${oneOf(["WITH (fillfactor = 60)", "USING INDEX TABLESPACE oracle_space", ...deferred])}`,
  },
  {
    name: "unique of two",
    on: "number column",
    sql: ({ relation, it }, { newName }) =>
      `ALTER TABLE ${relation} ADD COLUMN ${newName()} integer, ADD CONSTRAINT ${newName()} UNIQUE (${it}) INCLUDE (${it})`,
  },
  {
    name: "nulls not distinct",
    on: "column",
    since: 15,
    sql: ({ relation, it }, { newName }) =>
      `ALTER TABLE ${relation} ADD CONSTRAINT ${newName()} UNIQUE NULLS NOT DISTINCT (${it})`,
  },
  {
    name: "unique using an index",
    on: "plain unique index",
    sql: ({ relation, name }, { newName, oneOf }) =>
      `ALTER TABLE ${relation} ADD CONSTRAINT ${newName()} UNIQUE USING INDEX ${name} ${oneOf(deferred)}`,
  },
  {
    name: "primary key using an index",
    on: "plain unique index",
    sql: ({ relation, name }) => `ALTER TABLE ${relation} ADD PRIMARY KEY USING INDEX ${name}`,
  },
  {
    name: "check",
    on: "column",
    sql: ({ relation, it }, { newName, oneOf }) =>
      `ALTER TABLE ${relation} ADD CONSTRAINT ${newName()} CHECK (${it} IS NOT NULL ${oneOf(["", "OR true", "AND NOT false"])}) ${oneOf(["", "NO INHERIT", "NOT VALID"])}`,
  },
  {
    name: "check on a partitioned table",
    on: "partitioned column",
    sql: ({ relation, it }, { newName, oneOf }) =>
      `ALTER TABLE ${relation} ADD CONSTRAINT ${newName()} CHECK (${it} IS NOT NULL) ${oneOf(["", "NOT VALID"])}`,
  },
  {
    name: "check on a partition",
    on: "partition",
    sql: ({ it }, { newName, oneOf }) =>
      `ALTER TABLE ${it} ADD CONSTRAINT ${newName()} CHECK (word IS NOT NULL) ${oneOf(["", "NOT VALID", "NO INHERIT"])}`,
  },
  {
    name: "check of a whole row",
    on: "plain table",
    sql: ({ it }, { newName }) => `ALTER TABLE ${it} ADD CONSTRAINT ${newName()} CHECK (tableoid > 0)`,
  },
  {
    name: "check not enforced",
    on: "column",
    since: 18,
    sql: ({ relation, it }, { newName }) =>
      `ALTER TABLE ${relation} ADD CONSTRAINT ${newName()} CHECK (${it} IS NULL) NOT ENFORCED`,
  },
  {
    name: "foreign key",
    on: "number column",
    sql: ({ relation, it }, { newName, oneOf }) =>
      `ALTER TABLE ${relation} ADD CONSTRAINT ${newName()} FOREIGN KEY (${it}) REFERENCES app.orders (id) ${oneOf(actions)} ${oneOf([...deferred, "NOT VALID"])}`,
  },
  {
    name: "foreign key to itself",
    on: "number column",
    sql: ({ relation, it }, { newName }) =>
      `ALTER TABLE ${relation} ADD CONSTRAINT ${newName()} FOREIGN KEY (${it}) REFERENCES ${relation}`,
  },
  {
    name: "foreign key to a partitioned table",
    on: "plain table",
    sql: ({ it }, { newName }) => {
      const [a, b] = [newName(), newName()];
      return `ALTER TABLE ${it} ADD COLUMN ${a} integer, ADD COLUMN ${b} date, ADD FOREIGN KEY (${a}, ${b}) REFERENCES app.events (id, day)`;
    },
  },
  {
    name: "foreign key that sets some",
    on: "plain table",
    since: 15,
    sql: ({ it }, { newName }) => {
      const [a, b] = [newName(), newName()];
      return `ALTER TABLE ${it} ADD COLUMN ${a} integer, ADD COLUMN ${b} integer, ADD FOREIGN KEY (${a}, ${b}) REFERENCES app.order_lines ON DELETE SET NULL (${b})`;
    },
  },
  {
    name: "foreign key not enforced",
    on: "number column",
    since: 18,
    sql: ({ relation, it }, { newName }) =>
      `ALTER TABLE ${relation} ADD CONSTRAINT ${newName()} FOREIGN KEY (${it}) REFERENCES app.orders (id) NOT ENFORCED`,
  },
  {
    name: "enforced",
    on: "foreign key",
    since: 18,
    sql: ({ relation, it }, { oneOf }) =>
      `ALTER TABLE ${relation} ALTER CONSTRAINT ${it} ${oneOf(["NOT ENFORCED", "ENFORCED"])}`,
  },
  {
    name: "exclude",
    on: "number column",
    sql: ({ relation, it }, { newName, oneOf }) =>
      `ALTER TABLE ${relation} ADD CONSTRAINT ${newName()} EXCLUDE USING ${oneOf(["gist", "btree"])} (${it} WITH =) WHERE (${it} > ${oneOf(["1", "2"])}) ${oneOf(deferred)}`,
  },
  {
    name: "without overlaps",
    on: "number column",
    since: 18,
    sql: ({ relation, it }, { newName }) => {
      const during = newName();
      return `ALTER TABLE ${relation} ADD COLUMN ${during} daterange, ADD CONSTRAINT ${newName()} UNIQUE (${it}, ${during} WITHOUT OVERLAPS)`;
    },
  },
  {
    name: "deferrable",
    on: "foreign key",
    sql: ({ relation, it }, { oneOf }) =>
      `ALTER TABLE ${relation} ALTER CONSTRAINT ${it} ${oneOf(["NOT DEFERRABLE", "DEFERRABLE INITIALLY IMMEDIATE", "DEFERRABLE INITIALLY DEFERRED"])}`,
  },
  { name: "validate", on: "not valid", sql: ({ relation, it }) => `ALTER TABLE ${relation} VALIDATE CONSTRAINT ${it}` },
  {
    name: "named not null",
    on: "column",
    since: 18,
    sql: ({ relation, it }, { newName, oneOf }) =>
      `ALTER TABLE ${relation} ADD CONSTRAINT ${newName()} NOT NULL ${it} ${oneOf(["", "NO INHERIT", "NOT VALID"])}`,
  },
  {
    name: "not null's inheritance",
    on: "not null",
    since: 18,
    sql: ({ relation, it }, { oneOf }) =>
      `ALTER TABLE ${relation} ALTER CONSTRAINT ${it} ${oneOf(["INHERIT", "NO INHERIT"])}`,
  },
  {
    name: "rename not null",
    on: "not null",
    since: 18,
    sql: ({ relation, it }, { newName }) => `ALTER TABLE ${relation} RENAME CONSTRAINT ${it} TO ${newName()}`,
  },
  {
    name: "comment on not null",
    on: "not null",
    since: 18,
    sql: ({ relation, it }, { newName }) => `COMMENT ON CONSTRAINT ${it} ON ${relation} IS $$${newName()}$$`,
  },
  {
    name: "rename",
    on: "constraint",
    sql: ({ relation, it }, { newName }) => `ALTER TABLE ${relation} RENAME CONSTRAINT ${it} TO ${newName()}`,
  },
  {
    name: "comment",
    on: "constraint",
    sql: ({ relation, it }, { newName, oneOf }) =>
      `COMMENT ON CONSTRAINT ${it} ON ${relation} IS ${oneOf(["NULL", `$$${newName()}$$`])}`,
  },
  {
    name: "drop",
    on: "constraint",
    sql: ({ relation, it }) => `ALTER TABLE ${relation} DROP CONSTRAINT ${it} CASCADE`,
  },
  {
    name: "disabled",
    on: "table",
    sql: ({ it }, { oneOf }) => `ALTER TABLE ${it} ${oneOf(["DISABLE", "ENABLE"])} TRIGGER ALL`,
  },
]);
