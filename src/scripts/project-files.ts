// The files of a project, as far as they tell which tools it uses. Nothing is run, a folder that is huge is not read to its end,
// and what other people's packages contain is not the project's.

import { open, readdir } from "node:fs/promises";
import { join } from "node:path";

export interface ProjectFiles {
  readonly root: string;
  /** Paths from the root with `/` between, those nearest to it first, then by name. */
  readonly names: readonly string[];
  /** Folders were left out, because there are too many files or they lie too deep. */
  readonly isCut: boolean;
  /** The start of a file; empty where it can't be read. */
  readonly read: (name: string) => Promise<string>;
}

/** A schema that a project declares. */
export interface Recognised {
  /** Relative to the project's folder. */
  readonly locator: string;
  /** What people call the tool that keeps it. */
  readonly title: string;
}

/** How the projects of a tool are known, and what follows for whoever checks one. */
export interface Recognition {
  /** Everything of the tool that the project has, those nearest to its folder first. */
  readonly find: (files: ProjectFiles) => Promise<readonly Recognised[]>;
  /** The presets of rules for what the tool leaves in a database. */
  readonly presets?: readonly string[];
  /** Whose packages must be installed before its DDL can be had. */
  readonly needs?: "python" | "node";
}

const deepest = 10;
const mostFiles = 20_000;
const largestRead = 256 * 1024; // bytes

/** Folders of packages, of environments and of what was built. */
const foreign: readonly string[] = [
  ...["node_modules", "bower_components", "site-packages", "__pycache__", "__pypackages__", "venv", "env"],
  ...["vendor", "dist", "build", "target", "coverage"],
];

export async function projectFiles(root: string): Promise<ProjectFiles> {
  const names: string[] = [];
  let isCut = false;
  let level = [""];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest || names.length > mostFiles) {
      isCut = true;
      break;
    }
    const next: string[] = [];
    for (const folder of level) {
      const { files, folders } = await entriesOf(root, folder);
      names.push(...files);
      next.push(...folders);
      if (names.length > mostFiles) break;
    }
    level = next;
  }
  return { root, names, isCut, read: (name) => startOf(join(root, name)) };
}

/** Links are not followed: they may lead out of the project, or in a circle. */
async function entriesOf(root: string, folder: string) {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const sorted = entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const under = (name: string) => (folder === "" ? name : `${folder}/${name}`);
  return {
    files: sorted.flatMap((entry) => (entry.isFile() ? [under(entry.name)] : [])),
    folders: sorted.flatMap((entry) => (entry.isDirectory() && isOwnFolder(entry.name) ? [under(entry.name)] : [])),
  };
}

/** By its name alone: none of packages, of an environment, or that a tool hides. */
export const isOwnFolder = (folder: string) => !folder.startsWith(".") && !foreign.includes(folder);

async function startOf(path: string): Promise<string> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return "";
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(largestRead), 0, largestRead, 0);
    return buffer.subarray(0, bytesRead).toString("utf8");
  } catch {
    return "";
  } finally {
    await file.close();
  }
}

/** The folder that a path is in; a dot for the project's own. */
export function folderOf(name: string): string {
  const end = name.lastIndexOf("/");
  return end < 0 ? "." : name.slice(0, end);
}

/** The folders with a file of such a path below them, whose first group is the folder: `/^(?:(.*)\/)?migration_lock\.toml$/`. */
export function foldersWith(files: ProjectFiles, pattern: RegExp): readonly string[] {
  return [...new Set(files.names.flatMap((name) => (pattern.test(name) ? [pattern.exec(name)?.[1] ?? "."] : [])))];
}

/** The folders with files in SQL that this says yes to, as whoever detects a folder by its files does. */
export async function sqlFoldersThat(
  files: ProjectFiles,
  detects: (folder: string) => Promise<boolean>,
): Promise<readonly string[]> {
  const folders = foldersWith(files, /^(?:(.*)\/)?[^/]+\.sql$/);
  const detected = await Promise.all(folders.map((folder) => detects(join(files.root, folder))));
  return folders.filter((_, at) => detected[at]);
}

/** A program's own folder of the same sort inside another one is a part of it. */
export function outermost(folders: readonly string[]): readonly string[] {
  return folders.filter((folder) => !folders.some((other) => other !== folder && isInside(folder, other)));
}

export const isInside = (folder: string, other: string) => other === "." || folder.startsWith(`${other}/`);
