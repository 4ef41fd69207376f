// What the soak does to a database, and the drift that each change is: there and back, each in one transaction.

export interface Toggle {
  readonly on: string;
  readonly off: string;
  /** As `type id attribute`. */
  readonly drift: readonly string[];
}

const tables = Array.from({ length: 12 }, (_, at) => `t${at}`);
const create = (table: string, more = "") =>
  `CREATE TABLE ${table} (id integer PRIMARY KEY, name varchar(80) NOT NULL DEFAULT '', at timestamptz${more});
   CREATE INDEX ${table}_name ON ${table} (lower(name)) WHERE at IS NOT NULL;`;

export const schema = tables.map((table) => create(table)).join("\n");

export const toggles: readonly Toggle[] = [
  {
    on: `DROP TABLE t0; ${create("t0", ", more integer")}`,
    off: `DROP TABLE t0; ${create("t0")}`,
    drift: ["unexpected column:public.t0.more"],
  },
  {
    on: "DROP INDEX t1_name",
    off: "CREATE INDEX t1_name ON t1 (lower(name)) WHERE at IS NOT NULL",
    drift: ["missing index:public.t1.t1_name"],
  },
  {
    on: "ALTER TABLE t2 ALTER name TYPE text",
    off: "ALTER TABLE t2 ALTER name TYPE varchar(80)",
    // The index and the default are printed with the cast that the type asks for.
    drift: ["changed column:public.t2.name type", "changed index:public.t2.t2_name keys"],
  },
  { on: "CREATE VIEW v AS SELECT id, name FROM t3", off: "DROP VIEW v", drift: ["unexpected view:public.v"] },
  {
    on: "ALTER TABLE t4 ADD CONSTRAINT positive CHECK (id > 0)",
    off: "ALTER TABLE t4 DROP CONSTRAINT positive",
    drift: ["unexpected constraint:public.t4.positive"],
  },
  {
    on: "CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN $1 + 1",
    off: "DROP FUNCTION f(integer)",
    drift: ["unexpected function:public.f(integer)"],
  },
  { on: "DROP TABLE t5", off: create("t5"), drift: ["missing table:public.t5"] },
  {
    on: "ALTER TABLE t6 ALTER at SET NOT NULL",
    off: "ALTER TABLE t6 ALTER at DROP NOT NULL",
    drift: ["changed column:public.t6.at notNull"],
  },
];
