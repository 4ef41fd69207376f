// Rails: db/structure.sql says what the migrations of db/migrate make, and which of them have made it.
// The migrations themselves are Ruby, so that only the whole of structure.sql can be had.

import { basename, dirname, join } from "node:path";
import { SourceError } from "../../errors.ts";
import { printable } from "../../redact.ts";
import { loadParser, nodesOf, parseStatements } from "../../sql/parse.ts";
import { readText } from "../files.ts";
import { splitScript } from "../psql-script.ts";
import { isFile, namesIn } from "./folder.ts";
import { historyOf, type Migration } from "./sql-folder.ts";
import type { MigrationTool } from "./tool.ts";
import { findVersionTable, type VersionTable } from "./version-table.ts";

const table: VersionTable = {
  tool: "Rails",
  name: "schema_migrations",
  columns: { version: ["character varying", "text"] },
  // dbmate's is the same to the letter; Rails has a table of its own beside it, or, of old, no primary key.
  fits: ({ columns, besideRails, hasKey }) => columns.length === 1 && (besideRails || !hasKey),
};

export const rails: MigrationTool = {
  name: "rails",
  locator: "rails:db",
  recordsEach: true,
  onlyAtHead: true,
  detects: async (folder) => {
    if (folder.endsWith(".rb")) return false;
    const { structure, ruby, migrate } = placesOf(folder);
    return ((await isFile(structure)) || (await isFile(ruby))) && (await migrationsIn(migrate)).length > 0;
  },
  history: async (path) => {
    const { structure, migrate } = placesOf(path);
    const migrations = await migrationsIn(migrate);
    const known = new Set(migrations.map(({ id }) => id));
    const inStructure = await versionsIn(await structureOf(path));
    // Migrations that were cleared away are still a part of what structure.sql is.
    const cleared = inStructure.filter((id) => !known.has(id)).map((id) => ({ id, file: structure }));
    const all = [...cleared, ...migrations].sort((a, b) => byNumber(a.id, b.id));
    const missing = migrations.filter(({ id }) => !inStructure.includes(id));
    const problems = missing.map(
      ({ file }) => `${printable(file)} is not in ${printable(structure)}; run rails db:migrate`,
    );
    return historyOf({ migrations: all, problems });
  },
  ddl: async (path, _history, ids) => {
    const structure = await structureOf(path);
    const text = await readText(structure);
    const other = ids && difference(ids, await versionsIn(structure));
    if (other !== undefined) {
      const advice = "check out the revision that the database is at, or migrate it first";
      throw new SourceError(
        `${printable(structure)} can't be had without migration ${other}, which is Ruby; ${advice}`,
      );
    }
    return { scripts: [{ name: printable(structure), text }], found: printable(structure) };
  },
  recorded: async (client, options) => {
    const found = await findVersionTable(client, table, options);
    if (found === undefined) return undefined;
    const { rows } = await client.query(`SELECT version AS id FROM ${found.sql} ORDER BY version`);
    return { table: found.shown, ids: rows.map(({ id }) => number(id)) };
  },
};

function placesOf(path: string) {
  if (path.endsWith(".rb")) throw new SourceError(schemaRb(path));
  const isScript = path.endsWith(".sql");
  const db = isScript || basename(path) === "migrate" ? dirname(path) : path;
  const structure = isScript ? path : join(db, "structure.sql");
  return { structure, ruby: join(db, "schema.rb"), migrate: join(db, "migrate") };
}

/** @throws SourceError where Rails writes the other form, which is beside it */
export async function structureOf(path: string): Promise<string> {
  const { structure, ruby } = placesOf(path);
  if (!(await isFile(structure)) && (await isFile(ruby))) throw new SourceError(schemaRb(ruby));
  return structure;
}

/** What to say of the other form of Rails' schema. */
function schemaRb(path: string): string {
  const dump = "rails db:schema:dump (before Rails 6.1, db:structure:dump)";
  const advice = `Set config.active_record.schema_format = :sql, run ${dump}, and give rails:db/structure.sql.`;
  return `${printable(path)} is Ruby, which says less than the database holds. ${advice}`;
}

async function migrationsIn(folder: string): Promise<Migration[]> {
  const names = await namesIn(folder).catch(() => []);
  return names.flatMap((name) => {
    const [, id, title = ""] = /^(\d+)_(\w+)\.rb$/.exec(name) ?? [];
    return id === undefined ? [] : [{ id: number(id), title, file: join(folder, name) }];
  });
}

/** What structure.sql inserts into schema_migrations, as PostgreSQL's parser reads it. */
async function versionsIn(structure: string): Promise<string[]> {
  const statements = splitScript(await readText(structure), printable(structure));
  const inserts = statements.filter(({ words }) => words[0] === "insert");
  await loadParser();
  return inserts.flatMap(({ sql }) => {
    const [insert] = nodesOf(parseStatements(sql), "InsertStmt");
    const [relation] = nodesOf(insert, "relation");
    if (relation?.relname !== "schema_migrations") return [];
    return [...nodesOf(insert?.selectStmt, "sval")].flatMap(({ sval }) =>
      typeof sval === "string" ? [number(sval)] : [],
    );
  });
}

/** One that is asked for and not there, or there and not asked for. */
function difference(asked: readonly string[], there: readonly string[]): string | undefined {
  return asked.find((id) => !there.includes(id)) ?? there.find((id) => !asked.includes(id));
}

const number = (version: string) => (/^\d+$/.test(version) ? String(BigInt(version)) : version);
const byNumber = (a: string, b: string) => a.length - b.length || (a < b ? -1 : 1);
