// Whether pgloader loaded the live database from another one: by its marks there, by a file of its commands, or by what a person says.

import { isMarked } from "../pgloader/marks.ts";
import type { ProjectFiles } from "../scripts/project-files.ts";
import type { LiveNow } from "./look.ts";
import { type Ask, askNobody } from "./question.ts";

export interface Moved {
  readonly presets: readonly string[];
  /** As a sentence; undefined where pgloader has no part in it. */
  readonly because?: string;
}

const ofMysql = ["pgloader-mysql"];
const ofSqlite = ["pgloader-sqlite"];

export async function movedBy(files: ProjectFiles, live: LiveNow | undefined, ask: Ask = askNobody): Promise<Moved> {
  const load = await loadFile(files);
  if (load !== undefined) return { presets: load.presets, because: `pgloader loads the database (${load.name}).` };
  if (live !== undefined && isMarked(live.catalog))
    return { presets: [...ofMysql, ...ofSqlite], because: "pgloader loaded the live database: its names are there." };
  // A database that was read and has no marks needs no question.
  if (live !== undefined) return { presets: [] };
  const answers = ["no", "yes, from MySQL or MariaDB", "yes, from SQLite"];
  const answer = await ask({ text: "Did pgloader load this database from another one?", answers });
  return { presets: [[], ofMysql, ofSqlite][answer] ?? [] };
}

/** A file of pgloader's commands names the database that it loads. */
async function loadFile(files: ProjectFiles) {
  for (const name of files.names.filter((each) => each.endsWith(".load"))) {
    const from = /\bfrom\s+'?(\w+):/i.exec(await files.read(name))?.[1]?.toLowerCase();
    if (from === "mysql") return { name, presets: ofMysql };
    if (from === "sqlite") return { name, presets: ofSqlite };
  }
  return undefined;
}
