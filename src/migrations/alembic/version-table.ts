// Where a project's env.py has Alembic keep its versions: by its own text where that is plain, else by what it says when it runs.

import { SourceError } from "../../errors.ts";
import { askPython } from "../../models/python.ts";
import type { History } from "../tool.ts";
import type { AlembicProject } from "./project.ts";

type Table = NonNullable<History["versionTable"]>;

const byDefault = "alembic_version";

/** Undefined where it is Alembic's default. Never throws. */
export async function alembicTable(project: AlembicProject, python: string | undefined): Promise<Table | undefined> {
  return project.table === null ? ofRunningEnv(project, python) : tableOf(project.table);
}

function tableOf([name, schema]: readonly [string | null, string | null]): Table | undefined {
  if (!name && !schema) return undefined;
  return { name: name || byDefault, ...(schema && { schema }) };
}

async function ofRunningEnv({ ini, scripts, folder }: AlembicProject, python: string | undefined): Promise<Table> {
  const request = { ini, scripts, ids: [] };
  const job = { scripts: ["alembic_ddl.py"], request, folder, what: "asking env.py for its version table" };
  try {
    const { table: names } = (await askPython(python, job)) as { table?: AlembicProject["table"] };
    const table = names ? tableOf(names) : undefined;
    if (table !== undefined) return table;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
  }
  // It may name one only where it is connected.
  return { name: byDefault, isGuess: true };
}
