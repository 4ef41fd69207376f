// Rails' db/structure.sql: the dump that Rails itself makes of the database, when told to write SQL.

import { basename, dirname, join } from "node:path";
import { SourceError } from "../errors.ts";
import { printable } from "../redact.ts";
import { readText } from "../scripts/files.ts";
import { isFile } from "../scripts/folder.ts";
import { foldersWith } from "../scripts/project-files.ts";
import type { Model } from "./model.ts";

export const rails: Model = {
  name: "rails",
  locator: "rails:db/structure.sql",
  recognition: {
    find: async (files) =>
      foldersWith(files, /^(?:(.*)\/)?structure\.sql$/)
        .filter((folder) => folder === "db" || folder.endsWith("/db"))
        .map((folder) => ({ locator: `rails:${folder}/structure.sql`, title: "Rails" })),
    presets: ["rails"],
  },
  ddl: async (path) => {
    const text = await readText(await structureOf(path));
    return { scripts: [{ name: printable(path), text }], found: printable(path) };
  },
};

/** Where a Rails application keeps its schema and its migrations. @throws SourceError for the other form */
export function placesOf(path: string) {
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
  const advice = `Set config.active_record.schema_format = :sql, run ${dump}, and pass rails:db/structure.sql.`;
  return `${printable(path)} is Ruby and does not describe everything in the database. ${advice}`;
}
