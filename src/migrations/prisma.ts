// Prisma Migrate: a folder with a migration.sql for each migration, in the order of their names.

import { join } from "node:path";
import { isFile, namesIn, scriptOf } from "../scripts/folder.ts";
import { type Collected, fromFolder } from "./sql-folder.ts";
import type { MigrationTool } from "./tool.ts";
import { findVersionTable } from "./version-table.ts";

const table = {
  tool: "Prisma",
  name: "_prisma_migrations",
  columns: { migration_name: [], started_at: [], finished_at: [], rolled_back_at: [] },
};

export const prisma: MigrationTool = {
  name: "prisma",
  locator: "prisma:prisma/migrations",
  recordsEach: true,
  detects,
  ...fromFolder("Prisma", "20240131120000_name/migration.sql", collect),
  recorded: async (client, options) => {
    const found = await findVersionTable(client, table, options);
    if (found === undefined) return undefined;
    // One that was rolled back and run again has a row of each.
    const { rows } = await client.query(
      `SELECT migration_name AS id, pg_catalog.bool_or(finished_at IS NOT NULL) AS finished FROM ${found.sql}
        WHERE rolled_back_at IS NULL GROUP BY migration_name ORDER BY migration_name`,
    );
    const ids = (wanted: boolean) => rows.flatMap(({ id, finished }) => (finished === wanted ? [id] : []));
    const failed = ids(false);
    return { table: found.shown, ids: ids(true), ...(failed.length > 0 && { failed }) };
  },
};

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
