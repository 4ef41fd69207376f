// Rails: db/structure.sql says what the migrations of db/migrate make, and which of them have made it.
// The migrations themselves are Ruby, so that only the whole of structure.sql can be had.

import { join } from "node:path";
import { SourceError } from "../errors.ts";
import { placesOf, structureOf } from "../models/rails.ts";
import { printable } from "../redact.ts";
import { readText } from "../scripts/files.ts";
import { isFile, namesIn } from "../scripts/folder.ts";
import { splitScript } from "../scripts/psql-script.ts";
import { loadParser, nodesOf, parseStatements } from "../sql/parse.ts";
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
      ({ file }) => `${printable(file)} is not in ${printable(structure)}. Run rails db:migrate`,
    );
    return historyOf({ migrations: all, problems });
  },
  ddl: async (path, _history, ids) => {
    const structure = await structureOf(path);
    const text = await readText(structure);
    const other = ids && difference(ids, await versionsIn(structure));
    if (other !== undefined) {
      const advice = "Check out the revision of the database, or migrate it first.";
      throw new SourceError(
        `driftcheck cannot remove migration ${other} from ${printable(structure)}, because it is Ruby. ${advice}`,
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
