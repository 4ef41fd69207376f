// A migration tool's own table is known by what it is: as the tool's sources make it, and as pgloader moved it, it is noise; what
// only resembles it is drift.

import { describe, expect, test } from "vitest";
import { diff } from "../../src/compare/diff/diff.ts";
import { applyRules } from "../../src/judge/rules/apply.ts";
import { loadPreset } from "../../src/judge/rules/load.ts";
import type { SampleTable } from "../../src/migrations/own-table.ts";
import { tableKeepers } from "../../src/migrations/registry.ts";
import { lookAlikes } from "../../src/prove/bookkeeping/look-alikes.ts";
import { useEmbedded } from "../support/pglite.ts";

const preset = (await loadPreset()).filter(({ id }) => id.startsWith("migration-"));
const read = useEmbedded();
const nothing = { server: "18", objects: new Map(), notCompared: [] };

/** The tables of a database in which nothing is declared, and whether the rules take each for a migration tool's. */
async function judged(sql: string): Promise<{ own: string[]; drift: string[] }> {
  const { drift, ignored } = await applyRules(
    diff(nothing, await read(everythingGone + sql), () => undefined),
    preset,
    "2026-01-01",
  );
  const tables = (all: readonly { readonly id: string }[]) =>
    all.flatMap(({ id }) => (id.startsWith("table:") ? [id.slice("table:".length)] : [])).sort();
  return { own: tables(ignored), drift: tables(drift) };
}

const everythingGone = `DO $$ DECLARE s regnamespace; BEGIN
  FOR s IN SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$|^public$'
  LOOP EXECUTE format('DROP SCHEMA %s CASCADE', s); END LOOP; END $$;`;

const toolTables = tableKeepers.flatMap(({ samples }) => samples);

/** @param column what became of each column's type, and of its name */
function created(
  { name, columns, key, schema }: SampleTable,
  at: number,
  column: { type: (type: string) => string; name: (name: string) => string; keyName?: string },
): string {
  const within = schema ?? `s${at}`;
  const parts = columns.map(
    (each) => `"${column.name(each.name)}" ${column.type(each.type)} ${column.keyName ? "" : each.rest}`,
  );
  const primary =
    key &&
    `${column.keyName ? `CONSTRAINT ${column.keyName}_${at} ` : ""}PRIMARY KEY (${key.map((each) => `"${column.name(each)}"`)})`;
  return `CREATE SCHEMA IF NOT EXISTS ${within}; CREATE TABLE ${within}."${column.name(name)}" (${[...parts, ...(primary ? [primary] : [])]});`;
}

const asIs = (text: string) => text;
const lower = (text: string) => text.toLowerCase();
const type = (map: Readonly<Record<string, string>>) => (of: string) =>
  Object.entries(map).find(([from]) => of === from || of.startsWith(`${from}(`))?.[1] ?? of;
const fromMysql = { timestamp: "timestamptz", integer: "bigint", serial: "bigserial" };
const fromSqlite = { ...fromMysql, varchar: "text", serial: "bigint" };
const keyName = "idx_16389_primary";

describe("every tool's own tables are noise", () => {
  test.each([
    ["as the tool makes them", { type: asIs, name: asIs }],
    ["as pgloader moved them from MySQL", { type: type(fromMysql), name: lower, keyName }],
    ["as pgloader moved them from SQLite", { type: type(fromSqlite), name: lower, keyName }],
    ["with pgloader's quoted identifiers", { type: type(fromMysql), name: asIs, keyName }],
  ])("%s", async (_, column) => {
    const { own, drift } = await judged(toolTables.map((table, at) => created(table, at, column)).join("\n"));
    expect(drift).toEqual([]);
    expect(own).toHaveLength(toolTables.length);
  });

  test("as older and other versions make them", async () => {
    const versions = [
      "CREATE TABLE alembic_version_api (version_num varchar(255) PRIMARY KEY)",
      "CREATE TABLE neutron_alembic_version (version_num text PRIMARY KEY)",
      "CREATE TABLE ckan_revisions (version_num varchar(32), CONSTRAINT ckan_revisions_pkc PRIMARY KEY (version_num))",
      "CREATE TABLE schema_migrations (version varchar(255) NOT NULL); CREATE UNIQUE INDEX unique_schema_migrations ON schema_migrations (version)",
      "CREATE TABLE sqlite_alembic_version (version_num text); CREATE UNIQUE INDEX idx_146442_sqlite_autoindex_alembic_version_1 ON sqlite_alembic_version (version_num)",
      "CREATE TABLE migrations (migration varchar(191) NOT NULL, batch int NOT NULL)",
      "CREATE TABLE migration_versions (version varchar(14) PRIMARY KEY, executed_at timestamp(0) NOT NULL)",
      "CREATE TABLE phinxlog (version bigint PRIMARY KEY, start_time timestamp, end_time timestamp)",
      "CREATE TABLE databasechangeloglock (id int PRIMARY KEY, locked boolean NOT NULL, lockgranted timestamptz, lockedby varchar(255))",
      "CREATE TABLE ef_migrations_history (a int)",
      "CREATE TABLE __ef_migrations_history (migration_id varchar(150) PRIMARY KEY, product_version varchar(32))",
      "CREATE TABLE sequelize_meta (name varchar(255) PRIMARY KEY)",
      "CREATE TABLE __drizzle_migrations (id bigserial, hash text, created_at bigint, CONSTRAINT idx_1_primary PRIMARY KEY (id))",
      "CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz, started_at timestamptz DEFAULT now(), applied_steps_count int DEFAULT 0); ALTER TABLE _prisma_migrations ENABLE ROW LEVEL SECURITY; COMMENT ON TABLE _prisma_migrations IS 'x'",
    ];
    const { own, drift } = await judged(`${versions.join(";\n")};`);
    expect(drift).toEqual(["public.ef_migrations_history"]);
    expect(own).toHaveLength(versions.length - 1);
  });

  test("Sqitch's six, that refer to each other", async () => {
    const { own, drift } = await judged(` CREATE SCHEMA sqitch; SET search_path = sqitch;
      CREATE TABLE projects (project text PRIMARY KEY, uri text UNIQUE, created_at timestamptz, creator_name text, creator_email text);
      CREATE TABLE changes (change_id text PRIMARY KEY, script_hash text, change text, project text REFERENCES projects, note text,
        committed_at timestamptz, committer_name text, committer_email text, planned_at timestamptz, planner_name text, planner_email text,
        UNIQUE (project, script_hash));
      CREATE TABLE dependencies (change_id text REFERENCES changes, type text, dependency text, dependency_id text REFERENCES changes
        CONSTRAINT dependencies_check CHECK (type = 'require' OR dependency_id IS NULL), PRIMARY KEY (change_id, dependency));`);
    expect({ own, drift }).toEqual({ own: ["sqitch.changes", "sqitch.dependencies", "sqitch.projects"], drift: [] });
  });
});

const tables = [
  "tags (tag_id int, tag text, note text)",
  "events (event text, note text, project text)",
  "projects (project text PRIMARY KEY, uri text UNIQUE, created_at timestamptz, creator_name text, creator_email text)",
  "changes (id int PRIMARY KEY, change text, project text)",
  "dependencies (change_id text, type text, dependency text, dependency_id text, PRIMARY KEY (change_id, dependency))",
  "releases (version real PRIMARY KEY, installed_at timestamptz, installer_name text, installer_email text)",
  "releases (version text PRIMARY KEY)",
  "migrations (id int, name text)",
  "migrations (id serial PRIMARY KEY, name text)",
  "migrations (id serial PRIMARY KEY, name varchar(255), batch int)",
  "migrations (id serial PRIMARY KEY, migration varchar(255), batch text)",
  "migrations (id uuid PRIMARY KEY, migration varchar(255), batch int)",
  'migrations (id serial PRIMARY KEY, "timestamp" timestamptz, name varchar)',
  'migrations (id serial, "timestamp" bigint, name varchar)',
  "api_versions (version_num jsonb)",
  "api_versions (version_num varchar(32) PRIMARY KEY)",
  "alembic_version (version_num varchar(32))",
  "alembic_version (version_num int PRIMARY KEY)",
  "alembic_version (version_num varchar(12) PRIMARY KEY)",
  "alembic_version (version_num varchar(32) PRIMARY KEY, note text)",
  "alembic_version (version_num varchar(32) GENERATED ALWAYS AS ('a') STORED PRIMARY KEY)",
  'alembic_version (version_num varchar(32) COLLATE "C" PRIMARY KEY)',
  "alembic_versions_of_ours (version_num varchar(32) PRIMARY KEY)",
  "schema_migrations (version text)",
  "schema_migrations (version int PRIMARY KEY)",
  "schema_migrations (version uuid PRIMARY KEY)",
  "schema_migrations (version bigint PRIMARY KEY)",
  "schema_migrations (version bigint PRIMARY KEY, dirty text)",
  "schema_migrations (version bigint PRIMARY KEY, dirty boolean, inserted_at timestamp)",
  "schema_migrations (version varchar PRIMARY KEY, applied_at timestamptz)",
  "schema_migrations (version varchar PRIMARY KEY DEFERRABLE)",
  "schema_migrations (id serial PRIMARY KEY, version varchar UNIQUE)",
  "schema_migrations (version varchar UNIQUE)",
  "schema_migrations (dirty boolean)",
  "schema_info (version int)",
  "ar_internal_metadata (key varchar PRIMARY KEY, value jsonb, created_at timestamp, updated_at timestamp)",
  "ar_internal_metadata (key varchar PRIMARY KEY, value varchar)",
  "django_migrations (id serial PRIMARY KEY, app varchar(255), name varchar(255))",
  "django_migrations (id serial, app varchar(255), name varchar(255), applied timestamptz)",
  "goose_db_version (version_id bigint, is_applied boolean)",
  "goose_db_version (id serial PRIMARY KEY, version_id bigint, is_applied int, tstamp timestamp)",
  "schema_version (version int NOT NULL)",
  "schema_version (version text PRIMARY KEY, description text, applied_at timestamptz)",
  "flyway_schema_history (installed_rank int PRIMARY KEY, version varchar(50))",
  "databasechangelog (id varchar(255), author varchar(255), filename varchar(255))",
  "databasechangeloglock (id int PRIMARY KEY, locked boolean)",
  "databasechangeloglock (id int PRIMARY KEY, locked int, lockgranted timestamp, lockedby varchar(255))",
  "_prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64), migration_name varchar(255))",
  "__drizzle_migrations (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint)",
  "knex_migrations (id serial PRIMARY KEY, name varchar(255))",
  "knex_migrations_lock (index serial PRIMARY KEY, is_locked boolean)",
  '"SequelizeMeta" (name int PRIMARY KEY)',
  '"SequelizeMeta" (name varchar(255))',
  '"sequelizeMETA" (name varchar(255) PRIMARY KEY)',
  '"__EFMigrationsHistory" ("MigrationId" varchar(150) PRIMARY KEY)',
  "typeorm_metadata (id int, name text)",
  "phinxlog (version bigint PRIMARY KEY, start_time timestamp, end_time timestamp, breakpoint boolean)",
  "migration_versions (id int PRIMARY KEY, version varchar(17) NOT NULL)",
  "doctrine_migration_versions (version varchar(191) PRIMARY KEY)",
  "pgmigrations (id serial PRIMARY KEY, name varchar(255))",
  "migrate_version (repository_id varchar(250) PRIMARY KEY, version int)",
  "migrate_version (repository_id varchar(250), repository_path text, version int)",
  "alembic_version_history (version_num text[] PRIMARY KEY)",
];

describe("what only resembles one is drift", () => {
  test("every look-alike of the proof", async () => {
    const free = lookAlikes().filter(({ id }) => /^table:driftcheck_/.test(id));
    const { own, drift } = await judged(`${free.map(({ sql }) => sql[0]).join(";\n")};`);
    expect(own).toEqual([]);
    expect(drift.filter((name) => !name.includes("driftcheck_parent"))).toHaveLength(free.length);
    expect(free.length).toBeGreaterThan(300);
  });

  test("each of these", async () => {
    const { own, drift } = await judged(
      // Each in a schema of its own, as many have one name.
      tables.map((table, at) => `CREATE SCHEMA s${at}; SET search_path = s${at}; CREATE TABLE ${table};`).join("\n"),
    );
    expect(own).toEqual([]);
    expect(drift).toHaveLength(tables.length);
  });

  test.each([
    ["unlogged", "CREATE UNLOGGED TABLE alembic_version (version_num varchar(32) PRIMARY KEY);"],
    [
      "with partitions",
      "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY) PARTITION BY LIST (version_num);",
    ],
    [
      "with a child",
      "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY); CREATE TABLE other_one () INHERITS (alembic_version);",
    ],
    [
      "with a policy",
      "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY); CREATE POLICY p ON alembic_version USING (true);",
    ],
    [
      "with a unique index over some rows",
      "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY); CREATE UNIQUE INDEX i ON alembic_version (lower(version_num)) WHERE length(version_num) > 3;",
    ],
    [
      "with a trigger",
      "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY); CREATE TRIGGER t BEFORE UPDATE ON alembic_version FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();",
    ],
    [
      "referred to",
      "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY); CREATE TABLE uses (v varchar(32) REFERENCES alembic_version);",
    ],
    [
      "with a partial index for a key",
      "CREATE TABLE schema_migrations (version varchar); CREATE UNIQUE INDEX i ON schema_migrations (version) WHERE version > '2';",
    ],
    [
      "referred to from outside its schema",
      "CREATE SCHEMA sqitch; CREATE TABLE sqitch.releases (version real PRIMARY KEY, installed_at timestamptz, installer_name text, installer_email text); CREATE TABLE uses (v real REFERENCES sqitch.releases);",
    ],
  ])("%s", async (_, sql) => {
    expect((await judged(sql)).own).toEqual([]);
  });
});
