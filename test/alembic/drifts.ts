// Twenty true drifts, each as what somebody did by hand on the live database. Each picks its object there: the first that has what
// it takes, so that it is the same one each time. Where there is none the drift can't be made, and DO raises.

export interface Injected {
  readonly name: string;
  readonly sql: string;
}

const bookkeeping = "('alembic_version', 'migrate_version', 'alembic_version_api')";

/** @param query gives one column `statement` */
const first = (query: string) => `DO $do$ DECLARE statement text; BEGIN
  ${query} LIMIT 1 INTO statement;
  IF statement IS NULL THEN RAISE EXCEPTION 'nothing here to drift'; END IF;
  EXECUTE statement;
END $do$`;

const ofColumns = (change: string, where: string) =>
  first(`SELECT format('ALTER TABLE %s ${change}', c.oid::regclass, quote_ident(a.attname), a.atttypmod - 5) AS statement
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname NOT IN ${bookkeeping}
      AND a.attnum > 0 AND NOT a.attisdropped AND ${where}
    ORDER BY c.relname COLLATE "C", a.attnum`);

const isFree = `NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND a.attnum = ANY (i.indkey))
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND a.attnum = ANY (k.conkey))`;
const isVarchar = "a.atttypid = 'varchar'::regtype AND a.atttypmod > 8";

/** Of an index: its statement as PostgreSQL prints it, taken away and made again otherwise. */
const ofIndexes = (replaced: string, where: string) =>
  first(`SELECT format('DROP INDEX %s; %s', i.indexrelid::regclass, ${replaced}) AS statement
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid, pg_get_indexdef(i.indexrelid) AS definition
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname NOT IN ${bookkeeping} AND i.indpred IS NULL
      AND i.indexprs IS NULL AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
      AND i.indexrelid NOT IN (SELECT objid FROM pg_depend WHERE deptype = 'i') AND ${where}
    ORDER BY i.indexrelid::regclass::text COLLATE "C"`);

const ofForeignKeys = (change: string, where = "true") =>
  first(`SELECT format('ALTER TABLE %s ${change}', k.conrelid::regclass, quote_ident(k.conname),
      regexp_replace(pg_get_constraintdef(k.oid), ' ON DELETE (CASCADE|RESTRICT|SET NULL|SET DEFAULT)', '')) AS statement
    FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND ${where}
    ORDER BY k.conrelid::regclass::text COLLATE "C", k.conname COLLATE "C"`);

const firstTable = 'ORDER BY c.relname COLLATE "C"';
const ofTables = (change: string) =>
  first(`SELECT format('${change}', c.oid::regclass) AS statement FROM pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname NOT IN ${bookkeeping} ${firstTable}`);

export const drifts: readonly Injected[] = [
  { name: "a column was dropped", sql: ofColumns("DROP COLUMN %s", `NOT a.attnotnull AND ${isFree}`) },
  { name: "a column was added", sql: ofTables("ALTER TABLE %s ADD COLUMN added_by_hand text") },
  { name: "NOT NULL was dropped", sql: ofColumns("ALTER COLUMN %s DROP NOT NULL", `a.attnotnull AND ${isFree}`) },
  { name: "a varchar got shorter", sql: ofColumns("ALTER COLUMN %s TYPE varchar(%s)", `${isVarchar} AND ${isFree}`) },
  {
    name: "a column got another collation",
    sql: ofColumns(`ALTER COLUMN %s TYPE varchar COLLATE "C"`, `a.atttypid = 'varchar'::regtype AND ${isFree}`)
      .replace("TYPE varchar COLLATE", "TYPE varchar(%s) COLLATE")
      .replace("a.atttypmod - 5", "a.atttypmod - 4"),
  },
  {
    name: "a default was added",
    sql: ofColumns("ALTER COLUMN %s SET DEFAULT ''by hand''", `${isVarchar} AND ${isFree}`),
  },
  {
    name: "a primary key was dropped",
    sql: first(`SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::regclass, k.conname) AS statement
    FROM pg_constraint k WHERE k.contype = 'p' AND k.connamespace = 'public'::regnamespace
      AND k.conrelid::regclass::text NOT IN ${bookkeeping}
      AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.confrelid = k.conrelid)
    ORDER BY k.conrelid::regclass::text COLLATE "C"`),
  },
  { name: "a unique index was dropped", sql: ofIndexes("''", "i.indisunique") },
  { name: "a unique index is no longer unique", sql: ofIndexes("replace(definition, 'UNIQUE ', '')", "i.indisunique") },
  {
    name: "an index covers only some rows",
    sql: ofIndexes(
      "definition || ' WHERE (' || quote_ident((SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = i.indkey[0])) || ' IS NOT NULL)'",
      "NOT i.indisunique",
    ),
  },
  {
    name: "an index sorts downwards",
    sql: ofIndexes("regexp_replace(definition, '\\)$', ' DESC)')", "NOT i.indisunique"),
  },
  {
    name: "a foreign key deletes with its target",
    sql: ofForeignKeys(
      "DROP CONSTRAINT %s, ADD CONSTRAINT %2$s %3$s ON DELETE CASCADE".replace("%s", "%2$s"),
      "k.confdeltype <> 'c'",
    ),
  },
  { name: "a foreign key is deferred", sql: ofForeignKeys("ALTER CONSTRAINT %s DEFERRABLE INITIALLY DEFERRED") },
  { name: "a foreign key was dropped", sql: ofForeignKeys("DROP CONSTRAINT %s") },
  {
    name: "a check was added",
    sql: ofColumns("ADD CHECK (%s > 0)", "a.atttypid IN ('integer'::regtype, 'bigint'::regtype)"),
  },
  {
    name: "an enum got another label",
    sql: first(`SELECT format('ALTER TYPE %s ADD VALUE %L', t.oid::regtype, 'by hand') AS statement FROM pg_type t
    WHERE t.typtype = 'e' AND t.typnamespace = 'public'::regnamespace ORDER BY t.typname COLLATE "C"`),
  },
  {
    name: "a sequence counts in tens",
    sql: first(`SELECT format('ALTER SEQUENCE %s INCREMENT 10', c.oid::regclass) AS statement FROM pg_class c
    WHERE c.relkind = 'S' AND c.relnamespace = 'public'::regnamespace ${firstTable}`),
  },
  {
    name: "a trigger was added",
    sql: `CREATE FUNCTION by_hand() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
    ${ofTables("CREATE TRIGGER by_hand BEFORE INSERT ON %s FOR EACH ROW EXECUTE FUNCTION by_hand()")}`,
  },
  { name: "row security hides rows", sql: ofTables("ALTER TABLE %s ENABLE ROW LEVEL SECURITY") },
  { name: "a view was added", sql: ofTables("CREATE VIEW by_hand AS SELECT count(*) FROM %s") },
];
