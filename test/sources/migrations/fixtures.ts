// The folders of test/fixtures/migrations, and what their up parts make: read as driftcheck reads a declared model.

import { join } from "node:path";
import type { Catalog } from "../../../src/catalog/catalog.ts";
import { compare } from "../../../src/compare/steps.ts";
import { migrationTools } from "../../../src/migrations/registry.ts";
import type { MigrationTool } from "../../../src/migrations/tool.ts";
import type { Emitted } from "../../../src/models/emitted.ts";
import { introspect } from "../../../src/read/introspect.ts";
import { splitScript } from "../../../src/scripts/psql-script.ts";
import { openScripts } from "../../../src/sources/texts.ts";

const folder = join(import.meta.dirname, "../../fixtures/migrations");

/** Below test/fixtures/migrations. */
export const fixture = (name: string) => join(folder, name);

/** Each tool's folder in this repository; all make the same. */
export const folders: Readonly<Record<string, string>> = {
  goose: fixture("goose"),
  dbmate: fixture("dbmate"),
  "golang-migrate": fixture("golang-migrate"),
  flyway: fixture("flyway"),
  sqitch: fixture("sqitch"),
  drizzle: fixture("drizzle"),
  prisma: fixture("prisma"),
  rails: fixture("rails/db"),
};

export function toolNamed(name: string): MigrationTool {
  const tool = migrationTools.find((each) => each.name === name);
  if (tool === undefined) throw new Error(`there is no migration tool ${name}`);
  return tool;
}

export async function emitted(tool: MigrationTool, path: string, ids?: readonly string[]): Promise<Emitted> {
  return tool.ddl(path, await tool.history(path, {}), ids, {});
}

export async function catalogOf(scripts: Emitted["scripts"]): Promise<Catalog> {
  const split = scripts.map(({ name, text }) => ({ name, statements: splitScript(text, name) }));
  const { client, close } = await openScripts(split);
  try {
    return await introspect(client);
  } finally {
    await close();
  }
}

/** What tells the two apart, in words; what a tool keeps for itself is no part of it. */
export async function differences(declared: Catalog, live: Catalog): Promise<string[]> {
  const { drift } = await compare(declared, live);
  return drift
    .map(({ type, id, ...rest }) => `${type} ${id}${"attribute" in rest ? ` ${rest.attribute}` : ""}`)
    .filter((text) => !ownTables.test(text));
}

const ownTables =
  /:public\.(?:goose_db_version|schema_migrations|ar_internal_metadata|_prisma_migrations)\b|:(?:drizzle|sqitch)\b/;
