// pressly/goose: numbered .sql files whose up part is run, and .go files, which only Go can run.

import { extname, join } from "node:path";
import { anyFileHas, namesIn, scriptOf } from "../../scripts/folder.ts";
import { sqlFoldersThat } from "../../scripts/project-files.ts";
import { byNumber, type Collected, fromFolder, type Migration } from "../sql-folder.ts";
import type { MigrationTool } from "../tool.ts";
import { findVersionTable } from "../version-table.ts";
import { gooseUp, isGoose } from "./markers.ts";
import { stamper } from "./stamper.ts";
import { ownTables, samples } from "./tables.ts";

const table = {
  tool: "goose",
  name: "goose_db_version",
  columns: { id: [], version_id: ["bigint", "integer"], is_applied: ["boolean"], tstamp: [] },
};

export const goose: MigrationTool = {
  name: "goose",
  title: table.tool,
  ownTables,
  samples,
  stamper,
  downPart: /^--\s*\+goose\s+down\s*$/i,
  locator: "goose:db/migrations",
  recordsEach: true,
  detects,
  recognition: {
    find: async (files) =>
      (await sqlFoldersThat(files, detects)).map((folder) => ({ locator: `goose:${folder}`, title: table.tool })),
  },
  ...fromFolder("goose", "20240131120000_name.sql or 00001_name.sql", collect),
  recorded: async (client, options) => {
    const versionTable = await findVersionTable(client, table, options);
    if (versionTable === undefined) return undefined;
    const { rows } = await client.query(
      `SELECT version_id::text AS id, is_applied AS applied FROM ${versionTable.sql} ORDER BY id`,
    );
    // A migration that was undone may have rows of both; the last one tells. The row 0 only says that the table is there.
    const last = new Map<string, boolean>(rows.map(({ id, applied }) => [id, applied]));
    return {
      table: versionTable.shown,
      ids: [...last].flatMap(([id, applied]) => (applied && id !== "0" ? [id] : [])),
    };
  },
};

function detects(folder: string): Promise<boolean> {
  return anyFileHas(folder, isGoose);
}

async function collect(path: string): Promise<Collected> {
  const names = (await namesIn(path)).filter((name) => /\.(?:sql|go)$/.test(name) && !name.endsWith("_test.go"));
  const versioned = names.flatMap((name) => {
    const number = /^(\d+)_/.exec(name)?.[1];
    return number === undefined || BigInt(number) === 0n ? [] : [{ name, number: BigInt(number) }];
  });
  const run = new Set(versioned.map(({ name }) => name));
  return {
    migrations: versioned.sort(byNumber).map(migrationOf(path)),
    problems: names
      .filter((name) => name.endsWith(".sql") && !run.has(name))
      .map((name) => `goose does not run ${join(path, name)}: its name does not start with a number`),
  };
}

function migrationOf(path: string): (each: { readonly name: string; readonly number: bigint }) => Migration {
  return ({ name, number }) => {
    const file = join(path, name);
    const common = { id: String(number), file, title: name.slice(name.indexOf("_") + 1, -extname(name).length) };
    if (name.endsWith(".go")) return { ...common, leftOut: "a migration in Go, which driftcheck cannot run" };
    return { ...common, script: () => scriptOf(file, gooseUp) };
  };
}
