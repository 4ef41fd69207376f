// amacneil/dbmate: .sql files in the order of their names as text, of which the part after `-- migrate:up` is run.

import { join } from "node:path";
import { SourceError } from "../../errors.ts";
import { anyFileHas, namesIn, scriptOf } from "./folder.ts";
import { type Collected, fromFolder } from "./sql-folder.ts";
import type { MigrationTool } from "./tool.ts";
import { findVersionTable, type VersionTable } from "./version-table.ts";

const table: VersionTable = {
  tool: "dbmate",
  name: "schema_migrations",
  columns: { version: ["character varying", "text"] },
  // Rails' is the same table to the letter, but for what stands beside it, or, of old, for its lack of a primary key.
  fits: ({ columns, besideRails, hasKey }) => columns.length === 1 && hasKey && !besideRails,
};

export const dbmate: MigrationTool = {
  name: "dbmate",
  locator: "dbmate:db/migrations",
  recordsEach: true,
  detects: (folder) => anyFileHas(folder, /^--\s*migrate:up(?:\s|$)/m),
  ...fromFolder("dbmate", "20240131120000_name.sql", collect),
  recorded: async (client, options) => {
    const found = await findVersionTable(client, table, options);
    if (found === undefined) return undefined;
    const { rows } = await client.query(`SELECT version AS id FROM ${found.sql} ORDER BY version`);
    return { table: found.shown, ids: rows.map(({ id }) => id) };
  },
};

async function collect(path: string): Promise<Collected> {
  const names = (await namesIn(path)).filter((name) => name.endsWith(".sql"));
  const version = (name: string) => /^\d+/.exec(name)?.[0];
  return {
    migrations: names.flatMap((name) => {
      const id = version(name);
      const file = join(path, name);
      const title = name.slice(id?.length, -".sql".length).replace(/^_/, "");
      return id === undefined ? [] : [{ id, file, title, script: () => scriptOf(file, dbmateUp) }];
    }),
    problems: names
      .filter((name) => version(name) === undefined)
      .map((name) => `${join(path, name)} is not run by dbmate: its name begins with no number`),
  };
}

/**
 * What dbmate runs going up. Its markers are lines, also inside a string or a body.
 * @throws SourceError where dbmate refuses the file
 */
export function dbmateUp(text: string, name: string): string {
  let part: "before" | "up" | "down" = "before";
  const lines = text.split("\n").map((line, at) => {
    const marker = /^--\s*migrate:(up|down)(?=\s|$)/.exec(line)?.[1];
    if (marker === "down" && part === "before")
      throw new SourceError(
        `${name}:${at + 1}: there is no \`-- migrate:up\` before it; dbmate would not run this file`,
      );
    if (marker !== undefined) part = marker === "up" ? "up" : "down";
    if (part === "before" && !/^\s*(?:--|$)/.test(line))
      throw new SourceError(`${name}:${at + 1}: dbmate runs no statement before \`-- migrate:up\``);
    return part === "up" && marker === undefined ? line : "";
  });
  if (part === "before")
    throw new SourceError(`${name}: there is no \`-- migrate:up\`; dbmate would not run this file`);
  return lines.join("\n");
}
