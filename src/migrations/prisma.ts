// Prisma Migrate: a folder with a migration.sql for each migration, in the order of their names.

import { join } from "node:path";
import { isFile, namesIn, scriptOf } from "../scripts/folder.ts";
import { foldersWith, type ProjectFiles } from "../scripts/project-files.ts";
import { literal } from "../sql/literal.ts";
import { fileDigest } from "./file-digest.ts";
import { columns } from "./own-table.ts";
import { type Collected, fromFolder } from "./sql-folder.ts";
import { insert, type Stamper, sqlOf } from "./stamper.ts";
import type { MigrationTool } from "./tool.ts";
import { findVersionTable } from "./version-table.ts";

const table = {
  tool: "Prisma",
  name: "_prisma_migrations",
  columns: { migration_name: [], started_at: [], finished_at: [], rolled_back_at: [] },
};

const recordedColumns = ["id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count"];

/** Prisma: a row for each migration, with the digest of its file, written as `prisma migrate resolve --applied` writes it. */
const stamper: Stamper = {
  table: { name: "_prisma_migrations" },
  create: (table) => [
    `CREATE TABLE ${sqlOf(table)} (
  id                      VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum                VARCHAR(64) NOT NULL,
  finished_at             TIMESTAMPTZ,
  migration_name          VARCHAR(255) NOT NULL,
  logs                    TEXT,
  rolled_back_at          TIMESTAMPTZ,
  started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`,
  ],
  record: async ({ table, missing }) => {
    const rows = missing.map(async ({ id, file }) => {
      const checksum = literal(await fileDigest(file));
      return ["gen_random_uuid()", checksum, literal(id), "now()", "now()", "0"];
    });
    return insert(table, recordedColumns, await Promise.all(rows));
  },
};

export const prisma: MigrationTool = {
  name: "prisma",
  title: table.tool,
  // schema-engine/connectors/sql-schema-connector/src/flavour/postgres.rs
  ownTables: [
    {
      table: "_prisma_migrations",
      columns: {
        id: "varchar(36)",
        checksum: "varchar(64)",
        finished_at: "timestamptz",
        migration_name: "varchar(255)",
        logs: "text",
        rolled_back_at: "timestamptz",
        started_at: "timestamptz",
        applied_steps_count: "integer",
      },
      key: ["id"],
    },
  ],
  samples: [
    {
      name: "_prisma_migrations",
      columns: columns(`
      id varchar(36) NOT NULL
      checksum varchar(64) NOT NULL
      finished_at timestamptz
      migration_name varchar(255) NOT NULL
      logs text
      rolled_back_at timestamptz
      started_at timestamptz NOT NULL DEFAULT now()
      applied_steps_count integer NOT NULL DEFAULT 0`),
      key: ["id"],
    },
  ],
  stamper,
  locator: "prisma:prisma/migrations",
  recordsEach: true,
  recognition: { find: findProjects, presets: ["prisma"] },
  detects,
  ...fromFolder("Prisma", "20240131120000_name/migration.sql", collect),
  recorded: async (client, options) => {
    const versionTable = await findVersionTable(client, table, options);
    if (versionTable === undefined) return undefined;
    // One that was rolled back and run again has a row of each.
    const { rows } = await client.query(
      `SELECT migration_name AS id, pg_catalog.bool_or(finished_at IS NOT NULL) AS finished FROM ${versionTable.sql}
        WHERE rolled_back_at IS NULL GROUP BY migration_name ORDER BY migration_name`,
    );
    const ids = (wanted: boolean) => rows.flatMap(({ id, finished }) => (finished === wanted ? [id] : []));
    const failed = ids(false);
    return { table: versionTable.shown, ids: ids(true), ...(failed.length > 0 && { failed }) };
  },
};

/** The lock file names the database that the migrations are for. */
async function findProjects(files: ProjectFiles) {
  const folders = foldersWith(files, /^(?:(.*)\/)?migration_lock\.toml$/);
  const locks = await Promise.all(folders.map((folder) => files.read(join(folder, "migration_lock.toml"))));
  return folders
    .filter((_, at) => /"(?:postgresql|postgres|cockroachdb)"/.test(locks[at] ?? ""))
    .map((folder) => ({ locator: `prisma:${folder}`, title: table.tool }));
}

/** Drizzle's folders look alike, but have a snapshot each and no lock file. */
async function detects(folder: string): Promise<boolean> {
  const names = await namesIn(folder).catch((): string[] => []);
  if (names.includes("migration_lock.toml")) return true;
  for (const name of names) {
    if (!/^\d{14}_/.test(name) || !(await isFile(join(folder, name, "migration.sql")))) continue;
    return !(await isFile(join(folder, name, "snapshot.json")));
  }
  return false;
}

async function collect(path: string): Promise<Collected> {
  // The folder of schema.prisma has that of the migrations in it.
  const folder = (await isFile(join(path, "schema.prisma"))) ? join(path, "migrations") : path;
  const folders = (await namesIn(folder)).map((name) => ({ name, file: join(folder, name, "migration.sql") }));
  const present = await Promise.all(folders.map(({ file }) => isFile(file)));
  return {
    migrations: folders.flatMap(({ name, file }, at) =>
      present[at] ? [{ id: name, file, script: () => scriptOf(file, (text) => text) }] : [],
    ),
    problems: folders
      .filter(({ name }, at) => !present[at] && /^\d{14}_/.test(name))
      .map(({ name }) => `${join(folder, name)} has no migration.sql, so Prisma would stop there`),
  };
}
