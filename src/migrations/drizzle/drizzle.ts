// Drizzle: what meta/_journal.json lists, or since 1.0 a folder with a migration.sql for each migration.
// An id is the second in which the migration was made, which is all that both layouts and both forms of the table share.

import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { SourceError } from "../../errors.ts";
import { printable } from "../../redact.ts";
import { isFile, namesIn, scriptOf } from "../../scripts/folder.ts";
import { foldersWith, type ProjectFiles } from "../../scripts/project-files.ts";
import { type Collected, fromFolder, type Migration, numbered } from "../sql-folder.ts";
import type { MigrationTool } from "../tool.ts";
import { findVersionTable } from "../version-table.ts";
import { stamper } from "./stamper.ts";
import { ownTables, samples } from "./tables.ts";

const table = {
  tool: "Drizzle",
  name: "__drizzle_migrations",
  schema: "drizzle",
  columns: { id: [], hash: [], created_at: ["bigint", "numeric"] },
};

export const drizzle: MigrationTool = {
  name: "drizzle",
  title: table.tool,
  ownTables,
  samples,
  stamper,
  locator: "drizzle:drizzle",
  recordsEach: true,
  recognition: { find: findProjects, presets: ["drizzle"] },
  detects: async (folder) =>
    (await isFile(join(folder, journal))) ||
    (await foldersOf(folder, "snapshot.json").catch((): string[] => [])).length > 0,
  ...fromFolder("Drizzle", "meta/_journal.json and 0000_name.sql, or 20240131120000_name/migration.sql", collect),
  recorded: async (client, options) => {
    const versionTable = await findVersionTable(client, table, options);
    if (versionTable === undefined) return undefined;
    const name = versionTable.has("name") ? "name" : "NULL::text";
    const { rows } = await client.query(
      `SELECT created_at::text AS made, ${name} AS name FROM ${versionTable.sql} ORDER BY created_at, id`,
    );
    const seconds = rows.map(({ made, name: folder }) => secondOf(folder) ?? second(Number(made)));
    return { table: versionTable.shown, ids: numbered(seconds) };
  },
};

/** The list of its migrations, in their folder. */
export const journal = "meta/_journal.json";

async function findProjects(files: ProjectFiles) {
  const listed = foldersWith(files, /^(?:(.*)\/)?meta\/_journal\.json$/);
  const journals = await Promise.all(listed.map((folder) => files.read(join(folder, journal))));
  // Of other databases it writes the same files.
  const ours = listed.filter((_, at) => !/"dialect":\s*"(?!p)/.test(journals[at] ?? ""));
  const folders = [...ours, ...foldersWith(files, /^(?:(.*)\/)?\d{14}_[^/]*\/snapshot\.json$/)];
  return folders.map((folder) => ({ locator: `drizzle:${folder}`, title: table.tool }));
}

async function collect(path: string): Promise<Collected> {
  const folder = basename(path) === "meta" && (await isFile(join(path, "_journal.json"))) ? dirname(path) : path;
  return (await isFile(join(folder, journal))) ? fromJournal(folder) : fromFolders(folder);
}

interface Entry {
  readonly tag: string;
  readonly when: number;
}

async function fromJournal(folder: string): Promise<Collected> {
  const entries = await entriesOf(join(folder, journal));
  const ids = numbered(entries.map(({ when }) => second(when)));
  const listed = new Set(entries.map(({ tag }) => `${tag}.sql`));
  const files = (await namesIn(folder)).filter((name) => name.endsWith(".sql"));
  return {
    migrations: entries.map(({ tag }, at) => migrationOf(ids[at] ?? tag, tag, join(folder, `${tag}.sql`))),
    problems: [
      ...files.filter((name) => !listed.has(name)).map((name) => `${join(folder, name)} is not in ${journal}`),
      // Drizzle runs what is newer than the newest that ran, and nothing else.
      ...entries.flatMap(({ tag, when }, at) =>
        entries.slice(0, at).some((earlier) => earlier.when >= when)
          ? [`${tag} has an earlier date than the migration before it, so Drizzle skips it where that one has run`]
          : [],
      ),
    ],
  };
}

async function entriesOf(file: string): Promise<readonly Entry[]> {
  try {
    // The file is the project's: nothing is known of its shape until it is looked at.
    const { entries } = JSON.parse(await readFile(file, "utf8")) as { entries?: unknown };
    if (Array.isArray(entries) && entries.every(isEntry)) return entries;
  } catch (error) {
    throw new SourceError(`cannot read ${printable(file)}: it is not JSON`, { cause: error });
  }
  throw new SourceError(`cannot read ${printable(file)}: it has no entries with a tag and a time`);
}

function isEntry(entry: unknown): entry is Entry {
  if (typeof entry !== "object" || entry === null || !("tag" in entry) || !("when" in entry)) return false;
  return typeof entry.tag === "string" && Number.isSafeInteger(entry.when);
}

async function fromFolders(folder: string): Promise<Collected> {
  const names = (await foldersOf(folder, "migration.sql")).sort((a, b) => a.localeCompare(b));
  const ids = numbered(names.map((name) => secondOf(name) ?? name));
  return {
    migrations: names.map((name, at) => migrationOf(ids[at] ?? name, name, join(folder, name, "migration.sql"))),
  };
}

async function foldersOf(folder: string, file: string): Promise<string[]> {
  const names = (await namesIn(folder)).filter((name) => secondOf(name) !== undefined);
  const present = await Promise.all(names.map((name) => isFile(join(folder, name, file))));
  return names.filter((_, at) => present[at]);
}

/** Drizzle cuts at this text wherever it stands; a statement before it may lack its semicolon. */
function migrationOf(id: string, title: string, file: string): Migration {
  const cut = (text: string) => text.replaceAll("--> statement-breakpoint", ";");
  return { id, title, file, script: () => scriptOf(file, cut) };
}

const secondOf = (name: unknown) => (typeof name === "string" ? /^\d{14}(?=_)/.exec(name)?.[0] : undefined);

function second(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return String(milliseconds);
  return date.toISOString().replace(/\D/g, "").slice(0, 14);
}
