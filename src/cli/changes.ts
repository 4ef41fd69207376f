// Waits for files to change. Each folder has a watcher of its own, so that other people's packages have none, and what is made or
// removed meanwhile is followed.

import { existsSync, type FSWatcher, readdirSync, watch } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isOwnFolder } from "../scripts/project-files.ts";
import type { Watched } from "./watched.ts";

/** Editors write a file in several steps. */
const settles = 20; // milliseconds

/** Of one tree. A system watches so many for a user. */
const mostFolders = 4000;

/** Whether a change of this name in a folder matters. */
type Wants = (name: string) => boolean;

export class Changes {
  #changed: () => void = () => {};
  #isChanged = false;
  readonly #watchers = new Map<string, FSWatcher>();
  #wanted: ReadonlyMap<string, readonly Wants[]> = new Map();
  /** Written by whoever waits: no news. */
  readonly #own: ReadonlySet<string>;

  /** @param own absolute paths */
  constructor(own: readonly string[] = []) {
    this.#own = new Set(own);
  }

  /** From now on these are followed, and no others. */
  follow(all: readonly Watched[]): void {
    const wanted = new Map<string, Wants[]>();
    const add = (folder: string, wants: Wants) => wanted.set(folder, [...(wanted.get(folder) ?? []), wants]);
    for (const { path, has } of all) {
      const folders = has === undefined ? [] : foldersIn(path);
      for (const folder of folders) add(folder, (name) => has?.(name) === true || isNewFolder(folder, name));
      if (folders.length > 0) continue;
      const { folder, name } = placeOf(path);
      add(folder, (changed) => changed === name);
    }
    this.#wanted = wanted;
    for (const [folder, watcher] of this.#watchers) if (!wanted.has(folder)) this.#leave(folder, watcher);
    for (const folder of wanted.keys()) if (!this.#watchers.has(folder)) this.#enter(folder);
  }

  /** After the next change, or at once where there was one since the last. */
  async next(): Promise<void> {
    if (!this.#isChanged)
      await new Promise<void>((fulfil) => {
        this.#changed = fulfil;
      });
    await new Promise((fulfil) => setTimeout(fulfil, settles));
    this.#isChanged = false;
  }

  #enter(folder: string): void {
    try {
      const watcher = watch(folder, (_, name) => this.#hear(folder, name));
      watcher.on("error", () => this.#leave(folder, watcher));
      this.#watchers.set(folder, watcher);
    } catch {
      // It went meanwhile, or the system watches no more folders: the others are watched all the same.
    }
  }

  #hear(folder: string, name: string | null): void {
    // Of the folder itself: one that was removed and made again is another one, which this watcher does not see.
    const isItself = name === null || name === basename(folder) || !existsSync(folder);
    const watcher = this.#watchers.get(folder);
    if (isItself && watcher !== undefined) this.#leave(folder, watcher);
    if (!isItself && (this.#own.has(join(folder, name)) || !this.#wants(folder, name))) return;
    this.#isChanged = true;
    this.#changed();
  }

  #wants(folder: string, name: string): boolean {
    return this.#wanted.get(folder)?.some((wants) => wants(name)) === true;
  }

  #leave(folder: string, watcher: FSWatcher): void {
    watcher.close();
    this.#watchers.delete(folder);
  }
}

/** The folder in which a change of this shows, and the name that it has there: of a folder that is not there yet, one above. */
function placeOf(path: string): { readonly folder: string; readonly name: string } {
  let [folder, name] = [dirname(path), basename(path)];
  while (!existsSync(folder) && dirname(folder) !== folder) [folder, name] = [dirname(folder), basename(folder)];
  return { folder, name };
}

/** The folder and those below it, but for other people's packages. None where it is not there. */
function foldersIn(root: string): readonly string[] {
  if (!existsSync(root)) return [];
  const found = [root];
  for (let at = 0; at < found.length && found.length < mostFolders; at += 1) found.push(...below(found[at] ?? root));
  return found.slice(0, mostFolders);
}

function below(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.flatMap((each) => (each.isDirectory() && isOwnFolder(each.name) ? [join(folder, each.name)] : []));
  } catch {
    return [];
  }
}

/** What is in it is followed from then on. */
function isNewFolder(folder: string, name: string): boolean {
  if (!isOwnFolder(name)) return false;
  try {
    readdirSync(join(folder, name));
    return true;
  } catch {
    return false;
  }
}
