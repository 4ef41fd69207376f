// What check --watch waits for: the files that decide what a check reads, by the names that its options give them.

import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { prefixed } from "../migrations/locate.ts";
import { migrationTools } from "../migrations/registry.ts";
import { models } from "../models/registry.ts";
import { isConnection } from "../sources/connection/resolve.ts";

/** One file, which may not be there yet; or what is in a folder and below it. */
export interface Watched {
  /** Absolute. */
  readonly path: string;
  /** Of a folder: whether a file in it matters, by its name alone. Undefined for a file. */
  readonly has?: (name: string) => boolean;
}

/** @param name a locator or a file; a server has no files */
export function watchedBy(name: string): readonly Watched[] {
  const tool = prefixed(name);
  if (tool !== undefined && !existsSync(name)) return ofTool(tool.name, tool.path);
  if (name.includes("://") || (isConnection(name) && !existsSync(name))) return [];
  if (isFolder(name)) return [{ path: resolve(name), has: isWritten }];
  return [...ofFile(name), ...includedBy(name)];
}

/** A tool's program reads what it likes of the project; what a migration or a model is made of has one of these endings. */
function ofTool(name: string, path: string): readonly Watched[] {
  const { needs } = [...migrationTools, ...models].find((each) => each.name === name)?.recognition ?? {};
  const project = needs === undefined && existsSync(path) ? [] : [{ path: process.cwd(), has: isSource }];
  if (isFolder(path)) return [{ path: resolve(path), has: isWritten }, ...project];
  if (!existsSync(path)) return project;
  return [...ofFile(path), { path: dirname(resolve(path)), has: isSource }, ...project];
}

/** Under its name, and where a link leads. */
function ofFile(name: string): readonly Watched[] {
  const path = resolve(name);
  const real = existsSync(path) ? realpathSync(path) : path;
  return real === path ? [{ path }] : [{ path }, { path: real }];
}

const largest = 64 * 1024 * 1024; // bytes

/** psql reads what a script includes, and that lies in the script's folder. */
function includedBy(name: string): readonly Watched[] {
  const { size } = statSync(name, { throwIfNoEntry: false }) ?? { size: 0 };
  if (size > largest || !/\.sql$/i.test(name) || !existsSync(name) || !/\\i/.test(readFileSync(name, "latin1")))
    return [];
  return [{ path: dirname(resolve(name)), has: (each) => isWritten(each) && /\.[a-z]*sql$/i.test(each) }];
}

/** By whoever works on the project: no backup, no file that an editor or driftcheck has for a moment. */
const isWritten = (name: string) => !/^(?:\.|#)|~$|\.(?:pyc|tmp|sw[a-z])$/.test(name);

const isSource = (name: string) =>
  /^\.env/.test(name) ||
  (isWritten(name) &&
    /\.(?:py|sql|ini|cfg|toml|ya?ml|json|prisma|[cm]?[jt]sx?|rb|go|xml|conf|properties|plan)$/.test(name));

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
