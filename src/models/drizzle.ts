// Drizzle's schema, as the project's own drizzle-kit exports it from its config. No database is asked.

import { resolve } from "node:path";
import { SourceError } from "../errors.ts";
import { printable } from "../redact.ts";
import type { ProjectFiles } from "../scripts/project-files.ts";
import { beyondColumnsAndKeys, beyondOrms } from "./beyond-orms.ts";
import type { Model } from "./model.ts";
import { findProgram, runProgram } from "./node-program.ts";

export const drizzle: Model = {
  name: "drizzle",
  locator: "drizzle:drizzle.config.ts",
  recognition: { find: findProjects, presets: ["drizzle"], needs: "node" },
  ddl: async (path) => {
    const program = await findProgram("drizzle-kit", path);
    const printed = await runProgram(program, ["export", "--config", resolve(path)], {}, explain);
    const text = ddlIn(printed);
    if (text === undefined) throw new SourceError(`${printable(path)} declares nothing: ${explain("")}`);
    const found = `the schema of ${printable(path)}, by drizzle-kit ${program.version}`;
    return { scripts: [{ name: `drizzle-kit export --config ${printable(path)}`, text }], found, lacks };
  },
};

async function findProjects(files: ProjectFiles) {
  const named = files.names.filter((name) => /(?:^|\/)drizzle\.config\.(?:[cm]?[jt]s|json)$/.test(name));
  const texts = await Promise.all(named.map(files.read));
  return named
    .filter((_, at) => /\bdialect\b\W+postgresql|\bdriver\b\W+pg\b/.test(texts[at] ?? ""))
    .map((name) => ({ locator: `drizzle:${name}`, title: "Drizzle" }));
}

const explain = (message: string) =>
  /unknown command/i.test(message)
    ? "Update drizzle-kit: it has export since 0.30. Or pass the migrations folder."
    : "Look at the output of `npx drizzle-kit export` in that project, or pass the migrations folder.";

/** A config may print before drizzle-kit does; what drizzle-kit makes begins with a CREATE. */
function ddlIn(printed: string): string | undefined {
  const start = printed.search(/^CREATE /m);
  return start < 0 ? undefined : printed.slice(start);
}

const lacks: readonly string[] = [
  ...beyondOrms,
  "extension",
  ...beyondColumnsAndKeys,
  "view.columnComments",
  "view.comment",
  "materialized view.columnComments",
  "materialized view.columnSettings",
  "materialized view.comment",
  "policy.comment",
];
