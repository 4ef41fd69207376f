// Runs a program that a project has installed from npm: its own version, without a shell, without the network.
// What it says is shown in one line, and without a password.

import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { SourceError } from "../errors.ts";
import { printable, redactWithin } from "../redact.ts";

export interface NodeProgram {
  readonly name: string;
  /** As in package.json. */
  readonly version: string;
  /** The script that Node.js runs. */
  readonly script: string;
  /** The project's own folder, in which its scripts are run. */
  readonly project: string;
}

const wait = 120_000; // milliseconds
const largest = 256 * 1024 * 1024; // bytes

/** @throws SourceError where neither the file's folder nor one around it has the package */
export async function findProgram(name: string, file: string): Promise<NodeProgram> {
  if (!(await exists(file))) throw new SourceError(`cannot read ${printable(file)}: no such file`);
  for (const folder of foldersAround(file)) {
    const place = join(folder, "node_modules", name);
    const manifest = await readFile(join(place, "package.json"), "utf8").catch(() => undefined);
    if (manifest === undefined) continue;
    const { version, bin } = JSON.parse(manifest) as { version: string; bin: string | Record<string, string> };
    const script = typeof bin === "string" ? bin : bin[name];
    if (script === undefined) continue;
    return { name, version, script: join(place, script), project: await projectOf(file) };
  }
  throw new SourceError(`${printable(file)} needs ${name}, which is not installed. Run npm install in its project.`);
}

/** Where npm runs a project's scripts: the nearest folder with a package.json. */
async function projectOf(file: string): Promise<string> {
  for (const folder of foldersAround(file)) if (await exists(join(folder, "package.json"))) return folder;
  return dirname(resolve(file));
}

function foldersAround(file: string): string[] {
  const folders = [dirname(resolve(file))];
  for (;;) {
    const last = folders.at(-1) ?? "";
    if (dirname(last) === last) return folders;
    folders.push(dirname(last));
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

/**
 * What the program prints.
 * @param explain what to do, from what it said
 * @throws SourceError in one line: what it said, and what to do
 */
export function runProgram(
  program: NodeProgram,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  explain: (said: string) => string,
): Promise<string> {
  const { name, version, script, project } = program;
  const options = {
    cwd: project,
    // Nothing that is asked of a person, coloured, or looked up elsewhere.
    env: { ...process.env, CI: "1", NO_COLOR: "1", DOTENV_CONFIG_QUIET: "true", ...env },
    timeout: wait,
    killSignal: "SIGKILL",
    maxBuffer: largest,
  } as const;
  return new Promise((fulfil, reject) => {
    const child = execFile(nodeBinary(), [script, ...args], options, (error, stdout, stderr) => {
      if (error === null) return fulfil(stdout);
      const message = error.killed ? `no answer within ${wait / 1000} seconds` : lastWords(`${stderr}\n${stdout}`);
      reject(new SourceError(`${name} ${version} failed: ${message}. ${explain(message)}`, { cause: error }));
    });
    child.stdin?.end();
  });
}

/** The single executable would run driftcheck again; whoever installed the program from npm has a Node.js. */
function nodeBinary(): string {
  return isSingleExecutable() ? "node" : process.execPath;
}

function isSingleExecutable(): boolean {
  try {
    return (createRequire(import.meta.url)("node:sea") as { isSea: () => boolean }).isSea();
  } catch {
    // The first releases of Node.js 20 know of no such thing.
    return false;
  }
}

/** The error that it ended with, or else its last line; not where in its code that was. */
function lastWords(output: string): string {
  const lines = stripVTControlCharacters(output)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^(?:at |Node\.js v|\^+$)/.test(line));
  const error = lines.findIndex((line) => /^\W*\w*Error\b/i.test(line));
  const last = error < 0 ? lines.slice(-1) : lines.slice(error, error + 3);
  const text = last.join(" ").slice(0, 400);
  return text === "" ? "it printed nothing" : printable(redactWithin(text));
}
