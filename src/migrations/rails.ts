// Rails: db/structure.sql says what the migrations of db/migrate make, and which of them have made it.
// The migrations themselves are Ruby, so that only the whole of structure.sql can be had.

import { join } from "node:path";
import { SourceError } from "../errors.ts";
import { placesOf, structureOf } from "../models/rails.ts";
import { printable } from "../redact.ts";
import { readText } from "../scripts/files.ts";
import { isFile, namesIn } from "../scripts/folder.ts";
import { foldersWith } from "../scripts/project-files.ts";
import { splitScript } from "../scripts/psql-script.ts";
import { literal } from "../sql/literal.ts";
import { loadParser, nodesOf, parseStatements } from "../sql/parse.ts";
import { columns } from "./own-table.ts";
import { historyOf, type Migration } from "./sql-folder.ts";
import { insert, type Stamper, sqlOf } from "./stamper.ts";
import type { MigrationTool } from "./tool.ts";
import { findVersionTable, type VersionTable } from "./version-table.ts";

/** The table that Rails keeps beside its schema_migrations. */
export const metadata = "ar_internal_metadata";

const table: VersionTable = {
  tool: "Rails",
  name: "schema_migrations",
  columns: { version: ["character varying", "text"] },
  neighbour: metadata,
  // dbmate's is the same to the letter; Rails has a table of its own beside it, or, of old, no primary key.
  fits: ({ columns, hasNeighbour, hasKey }) => columns.length === 1 && (hasNeighbour || !hasKey),
};

/** Rails makes it unlimited; it was 255 up to Rails 4, and 191 in MySQL with four-byte characters. */
const railsString = "varchar|varchar(191)";

/**
 * Rails: a row for each migration. Its own table beside it is made, and left without the environment: only Rails knows which one
 * it is (bin/rails db:environment:set).
 */
const stamper: Stamper = {
  table: { name: "schema_migrations" },
  beside: [metadata],
  create: (table) => [
    `CREATE TABLE ${sqlOf(table)} ("version" character varying NOT NULL PRIMARY KEY)`,
    // Without it the table would be dbmate's as well.
    `CREATE TABLE IF NOT EXISTS ${sqlOf({ ...table, name: metadata })} (
  "key" character varying NOT NULL PRIMARY KEY,
  "value" character varying,
  "created_at" timestamp(6) NOT NULL,
  "updated_at" timestamp(6) NOT NULL
)`,
  ],
  record: ({ table, missing }) =>
    insert(
      table,
      ["version"],
      missing.map(({ id }) => [literal(id)]),
    ),
};

export const rails: MigrationTool = {
  name: "rails",
  title: table.tool,
  // activerecord/lib/active_record/schema_migration.rb, internal_metadata.rb. Up to 4 a unique index stands for the key.
  ownTables: [
    { table: "schema_migrations", columns: { version: railsString }, key: ["version"], isKeyIndex: true },
    {
      table: metadata,
      columns: { key: railsString, value: railsString, created_at: "timestamp", updated_at: "timestamp" },
      key: ["key"],
    },
  ],
  samples: [
    {
      name: "schema_migrations",
      columns: columns(`
      version varchar NOT NULL`),
      key: ["version"],
    },
    {
      name: "schema_migrations",
      columns: columns(`
      version varchar(255) NOT NULL`),
      key: ["version"],
    },
    {
      name: "ar_internal_metadata",
      columns: columns(`
      key varchar NOT NULL
      value varchar
      created_at timestamp(6) NOT NULL
      updated_at timestamp(6) NOT NULL`),
      key: ["key"],
    },
  ],
  stamper,
  locator: "rails:db",
  recordsEach: true,
  onlyAtHead: true,
  recognition: {
    find: async (files) =>
      foldersWith(files, /^(?:(.*)\/)?structure\.sql$/)
        .filter((folder) => files.names.some((name) => name.startsWith(`${folder}/migrate/`) && name.endsWith(".rb")))
        .map((folder) => ({ locator: `rails:${folder}`, title: table.tool })),
    presets: ["rails"],
  },
  // structure.sql holds both, and their rows.
  makesForItself: ({ name }) => [table.name, metadata].includes(name),
  detects: async (folder) => {
    if (folder.endsWith(".rb")) return false;
    const { structure, ruby, migrate } = placesOf(folder);
    return ((await isFile(structure)) || (await isFile(ruby))) && (await migrationsIn(migrate)).length > 0;
  },
  history: async (path) => {
    const { structure, migrate } = placesOf(path);
    const migrations = await migrationsIn(migrate);
    const ids = new Set(migrations.map(({ id }) => id));
    const inStructure = await versionsIn(await structureOf(path));
    // Migrations that were cleared away are still a part of what structure.sql is.
    const cleared = inStructure.filter((id) => !ids.has(id)).map((id) => ({ id, file: structure }));
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
    const versionTable = await findVersionTable(client, table, options);
    if (versionTable === undefined) return undefined;
    const { rows } = await client.query(`SELECT version AS id FROM ${versionTable.sql} ORDER BY version`);
    return { table: versionTable.shown, ids: rows.map(({ id }) => number(id)) };
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
function difference(wanted: readonly string[], there: readonly string[]): string | undefined {
  return wanted.find((id) => !there.includes(id)) ?? there.find((id) => !wanted.includes(id));
}

const number = (version: string) => (/^\d+$/.test(version) ? String(BigInt(version)) : version);
const byNumber = (a: string, b: string) => a.length - b.length || (a < b ? -1 : 1);
