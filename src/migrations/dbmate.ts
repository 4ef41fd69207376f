// amacneil/dbmate: .sql files in the order of their names as text, of which the part after `-- migrate:up` is run.

import { join } from "node:path";
import { SourceError } from "../errors.ts";
import { anyFileHas, namesIn, scriptOf } from "../scripts/folder.ts";
import { sqlFoldersThat } from "../scripts/project-files.ts";
import { literal } from "../sql/literal.ts";
import { columns } from "./own-table.ts";
import { metadata as besideRails } from "./rails.ts";
import { type Collected, fromFolder } from "./sql-folder.ts";
import { insert, type Stamper, sqlOf } from "./stamper.ts";
import type { MigrationTool } from "./tool.ts";
import { findVersionTable, type VersionTable } from "./version-table.ts";

const table: VersionTable = {
  tool: "dbmate",
  name: "schema_migrations",
  columns: { version: ["character varying", "text"] },
  neighbour: besideRails,
  // Rails' is the same table to the letter, but for what stands beside it, or, of old, for its lack of a primary key.
  fits: ({ columns, hasNeighbour, hasKey }) => columns.length === 1 && hasKey && !hasNeighbour,
};

/** dbmate: a row for each migration, with the digits that its file begins with (pkg/driver/postgres/postgres.go). */
const stamper: Stamper = {
  table: { name: "schema_migrations" },
  create: (table) => [`CREATE TABLE ${sqlOf(table)} (version varchar primary key)`],
  record: ({ table, missing }) =>
    insert(
      table,
      ["version"],
      missing.map(({ id }) => [literal(id)]),
    ),
};

export const dbmate: MigrationTool = {
  name: "dbmate",
  title: table.tool,
  // pkg/driver/postgres/postgres.go; version 1 made it 255 long.
  ownTables: [
    {
      table: "schema_migrations",
      columns: { version: "varchar|varchar(128)|varchar(255)" },
      key: ["version"],
    },
  ],
  samples: [
    {
      name: "schema_migrations",
      columns: columns(`
      version varchar(128)`),
      key: ["version"],
    },
    {
      name: "schema_migrations",
      columns: columns(`
      version varchar(255)`),
      key: ["version"],
    },
  ],
  stamper,
  locator: "dbmate:db/migrations",
  recordsEach: true,
  downPart: /^--\s*migrate:down(?:\s|$)/i,
  detects,
  recognition: {
    find: async (files) =>
      (await sqlFoldersThat(files, detects)).map((folder) => ({ locator: `dbmate:${folder}`, title: table.tool })),
  },
  ...fromFolder("dbmate", "20240131120000_name.sql", collect),
  recorded: async (client, options) => {
    const versionTable = await findVersionTable(client, table, options);
    if (versionTable === undefined) return undefined;
    const { rows } = await client.query(`SELECT version AS id FROM ${versionTable.sql} ORDER BY version`);
    return { table: versionTable.shown, ids: rows.map(({ id }) => id) };
  },
};

function detects(folder: string): Promise<boolean> {
  return anyFileHas(folder, /^--\s*migrate:up(?:\s|$)/m);
}

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
      .map((name) => `dbmate does not run ${join(path, name)}: its name does not start with a number`),
  };
}

const marker = /^--\s*migrate:(up|down)(?=\s|$)/;

/** What a person means as a marker, and dbmate takes for a comment: it would run the down part going up. */
const almost = /^\s*--[\s-]*migrate\s*:\s*(?:up|down)\b/i;

/**
 * What dbmate runs going up. Its markers are lines, also inside a string or a body; each up part has its down part.
 * @throws SourceError where dbmate refuses the file, or reads a marker as none
 */
export function dbmateUp(text: string, name: string): string {
  const reader = new Reader(name);
  const lines = text.split("\n").map((line, at) => reader.read(line, `:${at + 1}`));
  reader.end();
  return lines.join("\n");
}

class Reader {
  readonly #name: string;
  #part: "before" | "up" | "down" = "before";

  constructor(name: string) {
    this.#name = name;
  }

  read(line: string, where: string): string {
    const direction = marker.exec(line)?.[1];
    if (direction !== undefined) {
      this.#follow(direction, where);
      return "";
    }
    if (almost.test(line))
      throw new SourceError(
        `${this.#name}${where}: dbmate reads this as a comment and would run the rest of the file. Write \`-- migrate:up\` or \`-- migrate:down\` at the start of the line.`,
      );
    if (this.#part === "before" && !/^\s*(?:--|$)/.test(line))
      this.#refuse(where, "dbmate runs no statement before `-- migrate:up`");
    return this.#part === "up" ? line : "";
  }

  #follow(direction: string, where: string): void {
    if (direction === "down" && this.#part === "before") this.#refuse(where, "no `-- migrate:up` precedes it");
    if (direction === this.#part) this.#refuse(where, `two \`-- migrate:${direction}\` follow each other`);
    this.#part = direction === "up" ? "up" : "down";
  }

  end(): void {
    if (this.#part === "before") this.#refuse("", "it has no `-- migrate:up`");
    if (this.#part === "up") this.#refuse("", "it has no `-- migrate:down` (which may be empty)");
  }

  #refuse(where: string, why: string): never {
    throw new SourceError(`${this.#name}${where}: ${why}, so dbmate would not run this file`);
  }
}
