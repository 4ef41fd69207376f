// Puts one PostgreSQL of test/servers/package.json into test/servers/node_modules, once, when a test first asks for it.
// A platform or a registry that can't provide it is an answer (Unavailable); a lockfile that doesn't fit is an error.

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const majors = [14, 15, 16, 17, 18] as const;
export type Major = (typeof majors)[number];

export interface Unavailable {
  readonly reason: string;
}

export interface Installed {
  /** Holds `initdb` and `postgres`; neither `psql` nor `pg_dump` is in the packages. */
  readonly binDir: string;
}

interface Manifest {
  name: string;
  version?: string;
  dependencies: Record<string, string>;
}

interface Lockfile {
  packages: Record<string, { version?: string; dependencies?: Record<string, string> }>;
}

export interface InstallOptions {
  /** The folder of the manifest and its lockfile. */
  home?: string;
  platform?: string;
  env?: NodeJS.ProcessEnv;
}

const SERVERS = fileURLToPath(new URL("../../servers", import.meta.url));
const INSTALL_TIMEOUT_MS = 5 * 60_000;

export async function installServer(major: Major, options: InstallOptions = {}): Promise<Installed | Unavailable> {
  const { home = SERVERS, platform = `${process.platform}-${process.arch}`, env = process.env } = options;
  if (platform !== "linux-x64") return { reason: `test/servers has no build for ${platform}, only for linux-x64` };

  const alias = `pg${major}`;
  const lockfile = await readJson<Lockfile>(join(home, "package-lock.json"));
  const wanted = lockfile.packages[`node_modules/${alias}`]?.version;
  if (wanted === undefined) throw new Error(`${home}/package-lock.json has no ${alias}`);

  if ((await installedVersion(home, alias)) !== wanted) {
    const failure = await install(home, alias, wanted, env);
    if (failure !== undefined) return failure;
  }
  return { binDir: join(home, "node_modules", alias, "native", "bin") };
}

async function installedVersion(home: string, alias: string): Promise<string | undefined> {
  try {
    return (await readJson<Manifest>(join(home, "node_modules", alias, "package.json"))).version;
  } catch {
    return undefined;
  }
}

/** Installs beside the place and renames into it: two workers may both do so, and nobody ever sees half a server. */
async function install(
  home: string,
  alias: string,
  wanted: string,
  env: NodeJS.ProcessEnv,
): Promise<Unavailable | undefined> {
  await mkdir(join(home, "node_modules"), { recursive: true });
  const staging = await mkdtemp(join(home, "node_modules", `.installing-${alias}-`));
  try {
    await writeManifests(home, staging, alias);
    const failure = await npmCi(staging, env);
    if (failure !== undefined) return failure;
    await linkLibraries(join(staging, "node_modules", alias));
    if ((await installedVersion(home, alias)) !== wanted) await publish(staging, home, alias);
    return undefined;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** npm can't install a part of a lockfile, so the staging folder gets a manifest and a lockfile of that part. */
async function writeManifests(home: string, staging: string, alias: string): Promise<void> {
  const manifest = await readJson<Manifest>(join(home, "package.json"));
  const lockfile = await readJson<Lockfile>(join(home, "package-lock.json"));
  const dependencies = { [alias]: manifest.dependencies[alias] ?? "" };
  const entry = `node_modules/${alias}`;
  const packages = { "": { ...lockfile.packages[""], dependencies }, [entry]: lockfile.packages[entry] };
  await writeFile(join(staging, "package.json"), JSON.stringify({ ...manifest, dependencies }));
  await writeFile(join(staging, "package-lock.json"), JSON.stringify({ ...lockfile, packages }));
  await cp(join(home, ".npmrc"), join(staging, ".npmrc"));
}

async function npmCi(cwd: string, env: NodeJS.ProcessEnv): Promise<Unavailable | undefined> {
  const args = ["ci", "--ignore-scripts", "--prefer-offline", "--loglevel=error"];
  const patience = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000"];
  try {
    await promisify(execFile)("npm", [...args, ...patience], { cwd, env, timeout: INSTALL_TIMEOUT_MS });
    return undefined;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    const text = stderr || message;
    if (/EINTEGRITY|EUSAGE/.test(text)) throw new Error(`test/servers does not install: ${text}`);
    return { reason: `npm could not fetch it: ${gist(text)}` };
  }
}

/** npm's error code and its first sentence, out of a page of advice. */
function gist(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.replace(/^npm error /, "").trim());
  const telling = lines.filter((line) => line !== "" && !/^(syscall|errno|type) /.test(line));
  return telling.slice(0, 2).join("; ");
}

/** npm packages can't hold symbolic links: this one lists them, paths from its root, `target` being the link's. */
async function linkLibraries(folder: string): Promise<void> {
  const links = await readJson<{ source: string; target: string }[]>(join(folder, "native", "pg-symlinks.json"));
  for (const { source, target } of links) {
    await symlink(relative(dirname(target), source), join(folder, target));
  }
}

async function publish(staging: string, home: string, alias: string): Promise<void> {
  const place = join(home, "node_modules", alias);
  await rename(place, join(staging, "replaced")).catch(unless("ENOENT"));
  await rename(join(staging, "node_modules", alias), place).catch(unless("ENOTEMPTY", "EEXIST"));
}

function unless(...codes: string[]): (error: NodeJS.ErrnoException) => void {
  return (error) => {
    if (!codes.includes(error.code ?? "")) throw error;
  };
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, "utf8")) as T;
}
