// pg_dump's archives (-Fc, -Fd, -Ft), known by their first bytes. Only PostgreSQL's own pg_restore can read one: it is run where it
// is installed, without a shell, and only writes SQL. It connects to nothing.

import { isUtf8 } from "node:buffer";
import { execFile } from "node:child_process";
import { open } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { codeOf } from "../error-code.ts";
import { SourceError } from "../errors.ts";
import { printable, redactWithin } from "../redact.ts";

const run = promisify(execFile);
const largest = 512 * 1024 * 1024; // bytes
/** In seconds, as long as the restore that follows may take by default. */
export const defaultArchiveTimeout = 300;
const tableOfContents = "toc.dat";

/** Whether it is an archive: a file, or a folder as `pg_dump -Fd` makes it. */
export async function isArchive(path: string): Promise<boolean> {
  const first = (await headOf(path)) ?? (await headOf(join(path, tableOfContents)));
  return first !== undefined && (isCustom(first) || isTar(first));
}

const isCustom = (head: Buffer) => head.toString("latin1", 0, 5) === "PGDMP";

/** Of a tar, the first file is the table of contents. */
const isTar = (head: Buffer) =>
  head.toString("latin1", 0, tableOfContents.length + 1) === `${tableOfContents}\0` &&
  head.toString("latin1", 257, 262) === "ustar";

/** Undefined for what can't be read: whoever reads it next says why. */
async function headOf(path: string): Promise<Buffer | undefined> {
  const file = await open(path).catch(() => undefined);
  try {
    const { buffer, bytesRead } = (await file?.read(Buffer.alloc(512), 0, 512, 0)) ?? {};
    return buffer?.subarray(0, bytesRead);
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
}

/**
 * The SQL of an archive's schema.
 * @param timeout how long pg_restore may take, in seconds
 * @throws SourceError in one line that has the command to run elsewhere
 */
export async function archivedSchema(path: string, timeout: number): Promise<string> {
  try {
    const ends = { timeout: timeout * 1000, killSignal: "SIGKILL" } as const;
    const args = ["--schema-only", "--file=-", resolve(path)];
    const { stdout } = await run("pg_restore", args, { encoding: "buffer", maxBuffer: largest, ...ends });
    if (!isUtf8(stdout)) throw new Error("its text is not UTF-8");
    return stdout.toString("utf8");
  } catch (error) {
    const name = printable(path);
    throw new SourceError(`${name} is a pg_dump archive, and ${whyNot(error, timeout)}. ${plainDumpOf(path)}`, {
      cause: error,
    });
  }
}

/** What to do with an archive that can't be read here. */
export function plainDumpOf(path: string): string {
  const base = basename(path, extname(path));
  const output = extname(path) === ".sql" ? `${base}.plain.sql` : `${base}.sql`;
  return `Make a plain dump and pass that: pg_restore --schema-only --file=${inShell(output)} ${inShell(path)}`;
}

const inShell = (word: string) =>
  /^[\w./:=@%+-]+$/.test(word) ? word : `'${printable(word).replaceAll("'", `'\\''`)}'`;

function whyNot(error: unknown, timeout: number): string {
  if (codeOf(error) === "ENOENT") return "PATH contains no pg_restore to read it";
  if (codeOf(error) === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER")
    return `its schema has more than ${largest / 1024 ** 2} MB of SQL`;
  if (!(error instanceof Error)) return "pg_restore cannot read it";
  if ("killed" in error && error.killed === true)
    return `pg_restore did not finish within ${timeout} s (--restore-timeout)`;
  const output = "stderr" in error ? String(error.stderr) : error.message;
  const [, version] = /unsupported version \(([\d.]+)\)/.exec(output) ?? [];
  if (version !== undefined)
    return `the pg_restore in PATH is older than the pg_dump that made it (archive version ${version}). Use a newer one`;
  const line = output.split("\n").find((each) => each.trim() !== "") ?? "";
  return `pg_restore cannot read it (${printable(redactWithin(line.replace(/^\S*pg_restore(?:\.exe)?: (?:error: )?/, "")))})`;
}
