// A project's Alembic as its files say it: the configuration, env.py and the revisions. The project's own Python parses them,
// and runs nothing of them.

import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { inWords } from "../../error-code.ts";
import { SourceError } from "../../errors.ts";
import { askPython } from "../../models/python.ts";
import { redact } from "../../redact.ts";
import { isFile } from "../../scripts/folder.ts";

export interface AlembicProject extends Answer {
  /** The configuration file; a folder that has `env.py` needs none. */
  readonly ini: string | null;
}

/** As `alembic_history.py` gives it. */
interface Answer {
  /** Alembic is started there: paths in the file are from there. */
  readonly folder: string;
  /** The folder of `env.py`. */
  readonly scripts: string;
  readonly versions: readonly string[];
  /** The version table's name and schema; null as a whole where only running env.py can tell. */
  readonly table: readonly [string | null, string | null] | null;
  readonly files: readonly (AlembicFile | Unread)[];
}

export interface AlembicFile {
  readonly id: string;
  /** What it follows and what it depends on, by id or by label. */
  readonly parents: readonly string[];
  readonly labels: readonly string[];
  readonly file: string;
  readonly title: string;
}

interface Unread {
  readonly problem: string;
}

/** @throws SourceError where there is no such project, or no Python */
export async function readProject(path: string, python: string | undefined): Promise<AlembicProject> {
  const ini = await iniOf(path);
  const beside = resolve(ini === null ? path : dirname(ini));
  const answer = await askPython(python, {
    scripts: ["alembic_history.py"],
    request: { path: resolve(path), ini },
    // Flask-Migrate's file stands in the folder of env.py, and that in the project's.
    folder: (await isFile(join(beside, "env.py"))) ? dirname(beside) : beside,
    what: `reading alembic:${redact(path)}`,
    isIsolated: true,
  });
  return { ...(answer as Answer), ini };
}

async function iniOf(path: string): Promise<string | null> {
  const info = await stat(path).catch((error: unknown) => {
    throw new SourceError(`cannot read ${redact(path)}: ${inWords(error)}`, { cause: error });
  });
  if (!info.isDirectory()) return resolve(path);
  // Flask-Migrate's folder lies in the project's; Alembic's own file lies beside it.
  for (const name of ["alembic.ini", "migrations/alembic.ini"])
    if (await isFile(join(path, name))) return resolve(path, name);
  return null;
}
