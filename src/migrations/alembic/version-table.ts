// Where a project's env.py has Alembic keep its versions: by its own text where that is plain, else by what it says when it runs.

import { join } from "node:path";
import { SourceError } from "../../errors.ts";
import { askPython } from "../../models/python.ts";
import { readText } from "../../scripts/files.ts";
import type { History } from "../tool.ts";
import type { AlembicProject } from "./config.ts";
import { type PythonValue, readKeywords } from "./python-text.ts";

type Table = NonNullable<History["versionTable"]>;

const byDefault = "alembic_version";

/** Undefined where it is Alembic's default. Never throws. */
export async function alembicTable(project: AlembicProject, python: string | undefined): Promise<Table | undefined> {
  const text = await readText(join(project.scripts, "env.py")).catch(() => "");
  const keywords = readKeywords(text, "configure", ["version_table", "version_table_schema"]);
  if (keywords !== undefined) {
    const [name, schema] = keywords.map(one);
    if (name !== undefined && schema !== undefined) return tableOf(name, schema);
  }
  return ofRunningEnv(project, python);
}

/** The one value that it has wherever it is given; undefined where that can't be told. */
function one(values: readonly PythonValue[]): string | null | undefined {
  const [value = null, ...others] = new Set(values);
  return others.length === 0 && (value === null || typeof value === "string") ? value : undefined;
}

function tableOf(name: string | null, schema: string | null): Table | undefined {
  if (!name && !schema) return undefined;
  return { name: name || byDefault, ...(schema && { schema }) };
}

async function ofRunningEnv({ ini, scripts, folder }: AlembicProject, python: string | undefined): Promise<Table> {
  const request = { ini: ini ?? null, scripts, ids: [] };
  const job = { scripts: ["alembic_ddl.py"], request, folder, what: "asking env.py for its version table" };
  try {
    const { table: names } = (await askPython(python, job)) as { table?: readonly [string | null, string | null] };
    const table = tableOf(names?.[0] ?? null, names?.[1] ?? null);
    if (table !== undefined) return table;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
  }
  // It may name one only where it is connected.
  return { name: byDefault, isGuess: true };
}
