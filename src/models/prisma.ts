// Prisma's schema, as the project's own `prisma migrate diff` makes it out of nothing. No database is asked.

import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { SourceError } from "../errors.ts";
import { printable } from "../redact.ts";
import type { ProjectFiles } from "../scripts/project-files.ts";
import { beyondColumnsAndKeys, beyondOrms } from "./beyond-orms.ts";
import type { Model } from "./model.ts";
import { findProgram, runProgram } from "./node-program.ts";

// A port that answers nobody: an engine that is not there is not fetched, and this is told as such.
const nowhere = "http://127.0.0.1:9";

export const prisma: Model = {
  name: "prisma",
  locator: "prisma:prisma/schema.prisma",
  recognition: { find: findProjects, presets: ["prisma"], needs: "node" },
  ddl: async (path) => {
    const program = await findProgram("prisma", path);
    const to = Number.parseInt(program.version, 10) >= 7 ? "--to-schema" : "--to-schema-datamodel";
    const args = ["migrate", "diff", "--from-empty", to, resolve(path), "--script"];
    const text = ddlIn(await runProgram(program, args, quiet, explain));
    if (text === undefined) throw new SourceError(`${printable(path)} declares nothing: ${advice}`);
    const found = `the schema of ${printable(path)}, by prisma ${program.version}`;
    const name = `prisma migrate diff ${to} ${printable(path)}`;
    return { scripts: [{ name, text }], found, lacks: lacksOf(await schemaText(path)) };
  },
};

async function findProjects(files: ProjectFiles) {
  const named = files.names.filter((name) => /(?:^|\/)schema\.prisma$/.test(name));
  const texts = await Promise.all(named.map(files.read));
  return named
    .filter((_, at) => /^\s*provider\s*=\s*"postgres(?:ql)?"/m.test(texts[at] ?? ""))
    .map((name) => ({ locator: `prisma:${name}`, title: "Prisma" }));
}

const quiet = { CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1", PRISMA_ENGINES_MIRROR: nowhere };
const advice =
  "Look at the output of `npx prisma migrate diff --script` in that project, or pass the migrations folder.";

function explain(message: string): string {
  if (!message.includes(nowhere)) return advice;
  return "Its engine is not installed, and driftcheck downloads nothing. Run npx prisma version once, or pass the migrations folder.";
}

/** A config may print before Prisma does; each step of Prisma's script has a comment before it. */
function ddlIn(printed: string): string | undefined {
  const start = printed.search(/^-- (?:Create|Alter|Add)[A-Z]/m);
  return start < 0 ? undefined : printed.slice(start);
}

/** Of one file, or of all in a folder. */
async function schemaText(path: string): Promise<string> {
  if (!(await stat(path)).isDirectory()) return readFile(path, "utf8");
  const names = (await readdir(path)).filter((name) => name.endsWith(".prisma"));
  return (await Promise.all(names.map((name) => readFile(join(path, name), "utf8")))).join("\n");
}

/** What is expressed only where a preview feature is asked for. */
function lacksOf(schema: string): string[] {
  const preview = { extension: "postgresqlExtensions", "index.predicate": "partialIndexes" };
  return [...always, ...Object.entries(preview).flatMap(([what, feature]) => (schema.includes(feature) ? [] : [what]))];
}

const always: readonly string[] = [
  ...beyondOrms,
  "view",
  "materialized view",
  "policy",
  ...beyondColumnsAndKeys,
  "column.identity",
  "column.generated",
  "column.expression",
];
