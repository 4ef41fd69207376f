// golang-migrate: `1_name.up.sql` beside `1_name.down.sql`. Its one row stands for all that led to it.

import { join } from "node:path";
import { namesIn, scriptOf } from "../scripts/folder.ts";
import { sqlFoldersThat } from "../scripts/project-files.ts";
import { columns } from "./own-table.ts";
import { byNumber, type Collected, fromFolder, type Migration } from "./sql-folder.ts";
import { insert, type Stamper, sqlOf } from "./stamper.ts";
import type { MigrationTool } from "./tool.ts";
import { numberOf } from "./version-number.ts";
import { findVersionTable } from "./version-table.ts";

const table = {
  tool: "golang-migrate",
  name: "schema_migrations",
  columns: { version: ["bigint"], dirty: ["boolean"] },
};

/** golang-migrate: one row, the last version, and whether its migration is half done (database/postgres/postgres.go). */
const stamper: Stamper = {
  table: { name: "schema_migrations" },
  create: (table) => [`CREATE TABLE ${sqlOf(table)} (version bigint not null primary key, dirty boolean not null)`],
  record: ({ table, recorded, heads }) => [
    // It has no other way to go on to a version itself: TRUNCATE, then INSERT.
    ...(recorded.length === 0 ? [] : [`TRUNCATE ${sqlOf(table)}`]),
    ...insert(
      table,
      ["version", "dirty"],
      heads.map((id) => [numberOf(id), "false"]),
    ),
  ],
};

export const golangMigrate: MigrationTool = {
  name: "golang-migrate",
  title: table.tool,
  // database/postgres/postgres.go; in SQLite a unique index stands for the key.
  ownTables: [
    {
      table: "schema_migrations",
      columns: { version: "bigint", dirty: "boolean" },
      key: ["version"],
      isKeyIndex: true,
    },
  ],
  samples: [
    {
      name: "schema_migrations",
      columns: columns(`
      version bigint NOT NULL
      dirty boolean NOT NULL`),
      key: ["version"],
    },
  ],
  stamper,
  locator: "golang-migrate:db/migrations",
  recordsEach: false,
  detects,
  recognition: {
    find: async (files) =>
      (await sqlFoldersThat(files, detects)).map((folder) => ({
        locator: `golang-migrate:${folder}`,
        title: table.tool,
      })),
  },
  ...fromFolder("golang-migrate", "1_name.up.sql and 1_name.down.sql", collect),
  recorded: async (client, options) => {
    const versionTable = await findVersionTable(client, table, options);
    if (versionTable === undefined) return undefined;
    const { rows } = await client.query(`SELECT version::text AS id, dirty FROM ${versionTable.sql}`);
    const failed = rows.flatMap(({ id, dirty }) => (dirty ? [id] : []));
    return { table: versionTable.shown, ids: rows.map(({ id }) => id), ...(failed.length > 0 && { failed }) };
  },
};

interface Part {
  readonly name: string;
  readonly number: bigint;
  readonly title: string;
  readonly isUp: boolean;
}

async function detects(folder: string): Promise<boolean> {
  return (await namesIn(folder).catch(() => [])).some((name) => /^\d+_.*\.up\.sql$/s.test(name));
}

async function collect(path: string): Promise<Collected> {
  const names = await namesIn(path);
  const parts = names.flatMap((name) => partOf(name) ?? []);
  const ups = parts.filter(({ isUp }) => isUp);
  const upNumbers = new Set(ups.map(({ number }) => number));
  // A version that only goes down is counted by the tool, and does nothing going up.
  const downsAlone = parts.filter(({ isUp, number }) => !isUp && !upNumbers.has(number));
  const run = new Set(parts.map(({ name }) => name));
  return {
    migrations: [...ups, ...downsAlone].sort(byNumber).map((part) => migrationOf(path, part)),
    problems: names
      .filter((name) => name.endsWith(".sql") && !run.has(name))
      .map((name) => `golang-migrate does not run ${join(path, name)}: its name is not like 1_name.up.sql`),
  };
}

function partOf(name: string): Part | undefined {
  const [, number, title = "", direction] = /^(\d+)_(.*)\.(down|up)\.(?:.*)$/s.exec(name) ?? [];
  return number === undefined ? undefined : { name, number: BigInt(number), title, isUp: direction === "up" };
}

function migrationOf(path: string, { name, number, title, isUp }: Part): Migration {
  const file = join(path, name);
  return { id: String(number), file, title, ...(isUp && { script: () => scriptOf(file, (text) => text) }) };
}
