// The files of a PGlite data directory: whether they are what they should be, who else has them open, and their content.

import { readdir, readFile, readlink, realpath, rm, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { codeOf, inWords, ofFolder } from "../error-code.ts";
import { SourceError } from "../errors.ts";
import type { DataDirectory } from "./packed-data.ts";

/** The only major that this PGlite starts; another's files are refused before it prints about them. */
const major = "18";

/** @throws SourceError in one line where this is no data directory that PGlite could open */
export async function refuseUnusable(folder: string): Promise<void> {
  const shown = `pglite:${folder}`;
  const info = await stat(folder).catch((error: unknown) => {
    throw new SourceError(`cannot read ${shown}: ${reason(error)}`, { cause: error });
  });
  if (!info.isDirectory()) throw new SourceError(`${shown} is not a folder. Name PGlite's data directory.`);
  const version = await readFile(join(folder, "PG_VERSION"), "utf8").catch((error: unknown) => {
    if (codeOf(error) === "EACCES") throw new SourceError(`cannot read ${shown}: permission denied`, { cause: error });
    throw new SourceError(`${shown} is not a PGlite data directory: it has no file PG_VERSION`, { cause: error });
  });
  if (version.trim() !== major) {
    const dataVersion = version.trim().slice(0, 20);
    throw new SourceError(
      `${shown} was made by PostgreSQL ${JSON.stringify(dataVersion)}, but this PGlite is ${major}. Dump it with the PGlite that made it.`,
    );
  }
  if ((await stat(join(folder, "global", "pg_control")).catch(() => undefined)) === undefined)
    throw new SourceError(`${shown} is incomplete: it has no global/pg_control`);
}

/** @throws SourceError where another process has it open */
export async function refuseOthers(folder: string): Promise<void> {
  const text = await readFile(join(folder, "postmaster.pid"), "utf8").catch(() => undefined);
  if (text === undefined) return;
  const shown = `pglite:${folder}`;
  const pid = Number(text.split("\n", 1)[0]);
  if (pid > 0 && isAlive(pid))
    throw new SourceError(`${shown} is in use by the PostgreSQL server with process id ${pid}. Stop it first.`);
  if (pid > 0) return;
  // PGlite writes the same number whoever it runs in, and leaves the file when it is killed.
  const user = await userOf(folder);
  if (user !== undefined)
    throw new SourceError(`${shown} is in use by the process ${user}. End that process, or close PGlite in it.`);
}

/** PostgreSQL takes an empty one, which a process leaves that dies while it starts, for another's, and would never start again. */
export async function removeEmptyPid(folder: string): Promise<void> {
  const file = join(folder, "postmaster.pid");
  if ((await stat(file).catch(() => undefined))?.size === 0) await rm(file, { force: true });
}

/** Another process that has one of its files open. Only Linux tells; elsewhere nobody is found. */
async function userOf(folder: string): Promise<string | undefined> {
  const within = `${await realpath(folder)}${sep}`;
  const processes = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const id of processes) {
    if (id === String(process.pid)) continue;
    const open = await readdir(`/proc/${id}/fd`).catch(() => []);
    const targets = await Promise.all(open.map((name) => readlink(`/proc/${id}/fd/${name}`).catch(() => "")));
    if (targets.some((target) => target.startsWith(within))) return id;
  }
  return undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** Every file under it. @throws SourceError */
export async function filesOf(folder: string): Promise<DataDirectory> {
  const files = new Map<string, Uint8Array | null>();
  try {
    await collect(folder, "", files);
  } catch (error) {
    throw new SourceError(`cannot read pglite:${folder}: ${reason(error)}`, { cause: error });
  }
  return files;
}

async function collect(folder: string, under: string, files: Map<string, Uint8Array | null>): Promise<void> {
  for (const entry of await readdir(join(folder, under), { withFileTypes: true })) {
    const path = under === "" ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) {
      files.set(path, null);
      await collect(folder, path, files);
    } else if (entry.isFile() && path !== "postmaster.pid") {
      files.set(path, await readFile(join(folder, path)));
    }
  }
}

const reason = (error: unknown) => inWords(error, ofFolder) || "it changed while it was read. Try again.";
