// Flyway: a row for each migration, with a checksum over the lines of its file (PostgreSQLDatabase.java, ChecksumCalculator.java).

import { basename, relative } from "node:path";
import { alwaysQuoted } from "../../catalog/object-id.ts";
import { SourceError } from "../../errors.ts";
import { readText } from "../../scripts/files.ts";
import { literal } from "../../sql/literal.ts";
import type { Revision } from "../revision.ts";
import { insert, type Stamper, sqlOf } from "../stamper.ts";
import { flywayChecksum } from "./checksum.ts";

const columns = [
  "installed_rank",
  "version",
  "description",
  "type",
  "script",
  "checksum",
  "installed_by",
  "execution_time",
  "success",
];

export const stamper: Stamper = {
  table: { name: "flyway_schema_history" },
  create: (table) => [
    `CREATE TABLE ${sqlOf(table)} (
  "installed_rank" INT NOT NULL,
  "version" VARCHAR(50),
  "description" VARCHAR(200) NOT NULL,
  "type" VARCHAR(20) NOT NULL,
  "script" VARCHAR(1000) NOT NULL,
  "checksum" INTEGER,
  "installed_by" VARCHAR(100) NOT NULL,
  "installed_on" TIMESTAMP NOT NULL DEFAULT now(),
  "execution_time" INTEGER NOT NULL,
  "success" BOOLEAN NOT NULL
)`,
    `ALTER TABLE ${sqlOf(table)} ADD CONSTRAINT ${alwaysQuoted(`${table.name}_pk`)} PRIMARY KEY ("installed_rank")`,
    `CREATE INDEX ${alwaysQuoted(`${table.name}_s_idx`)} ON ${sqlOf(table)} ("success")`,
  ],
  record: async ({ table, missing }, { path }) => {
    // Ranks go on where the table ends, whatever of it was recorded before.
    const last = `(SELECT coalesce(max("installed_rank"), 0) FROM ${sqlOf(table)})`;
    const rows = missing.map(async (each, at) => [`${last} + ${at + 1}`, ...(await rowOf(each, path))]);
    return insert(table, columns, await Promise.all(rows));
  },
};

async function rowOf({ file }: Revision, location: string): Promise<string[]> {
  const { version, description, type } = partsOf(basename(file));
  return [
    version === undefined ? "NULL" : literal(version),
    literal(description),
    literal(type),
    // As Flyway finds it under its location.
    literal(relative(location, file).replaceAll("\\", "/")),
    String(flywayChecksum(await readText(file))),
    "current_user",
    "0",
    "true",
  ];
}

interface Parts {
  readonly version: string | undefined;
  readonly description: string;
  readonly type: string;
}

/** `V1_2__Add_users.sql` is version 1.2, "Add users"; `R__views.sql` has none. */
export function partsOf(name: string): Parts {
  const [, prefix, number = "", description = ""] = /^([VBR])(.*?)__(.*)\.sql$/s.exec(name) ?? [];
  if (prefix === undefined || (prefix === "R") !== (number === ""))
    throw new SourceError(`${name} is not an SQL migration, and only Flyway knows what to record for it`);
  return {
    version: prefix === "R" ? undefined : number.replaceAll("_", "."),
    description: description.replaceAll("_", " "),
    type: prefix === "B" ? "SQL_BASELINE" : "SQL",
  };
}
