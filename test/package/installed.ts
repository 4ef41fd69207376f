// The package as `npm pack` makes it, installed in an empty folder with what it depends on and nothing else of ours.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");

export interface Packed {
  readonly tarball: string;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** Of what `npm run build` last made. */
export async function pack(): Promise<Packed> {
  const folder = await mkdtemp(join(tmpdir(), "driftcheck-pack-"));
  const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
    cwd: root,
  });
  const [{ filename, files }] = JSON.parse(stdout);
  return { tarball: join(folder, filename), files };
}

/** As `npm install` would, offline: the dependencies are those that the repository has. */
export async function install({ tarball }: Packed, folder: string): Promise<void> {
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "driftcheck"), { recursive: true });
  await run("tar", ["-xzf", tarball, "-C", join(modules, "driftcheck"), "--strip-components=1"]);
  const { dependencies } = JSON.parse(await readFile(join(modules, "driftcheck/package.json"), "utf8"));
  // Node's own types, as any project in TypeScript has them. The types of `pg` are none of its dependencies.
  for (const name of [...Object.keys(dependencies), "@types/node", "undici-types"]) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(root, "node_modules", name), join(modules, name));
  }
}

/** @returns what the compiler says */
export async function compile(folder: string): Promise<string> {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  return run(process.execPath, [tsc, "-p", folder]).then(
    () => "",
    ({ stdout }: { readonly stdout: string }) => stdout,
  );
}

/** What `attw` finds wrong with the types, for whoever imports the package as the ES module that it is. */
export async function wrongTypes({ tarball }: Packed): Promise<string> {
  const attw = join(root, "node_modules/.bin/attw");
  return run(attw, ["--profile", "esm-only", tarball]).then(
    () => "",
    ({ stdout }: { readonly stdout: string }) => stdout,
  );
}

const runner = `const printed = {};
const text = (value) => (typeof value === "object" ? JSON.stringify(value) : String(value));
for (const name of process.argv.slice(2)) {
  const lines = [];
  console.log = (...values) => lines.push(values.map(text).join(" "));
  await import("./run/" + name + ".js");
  printed[name] = lines.join(String.fromCharCode(10));
}
process.stdout.write(JSON.stringify(printed));`;

/**
 * Runs compiled modules in one process, one after the other, with the cache in the folder.
 * @returns what each of them prints
 * @throws where one fails, or anything comes to stderr
 */
export async function printedBy(folder: string, names: readonly string[]): Promise<unknown> {
  await writeFile(join(folder, "all.js"), runner);
  const env = { ...process.env, DRIFTCHECK_CACHE_DIR: join(folder, "cache") };
  const { stdout, stderr } = await run(process.execPath, ["all.js", ...names], { cwd: folder, env });
  if (stderr !== "") throw new Error(stderr);
  return JSON.parse(stdout);
}
