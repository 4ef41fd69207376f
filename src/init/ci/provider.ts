// The contract of a CI provider: how its projects are known, and the recipe that makes a gate there.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

interface Recipe {
  /** From the top of the repository. */
  readonly file: string;
  readonly text: string;
  /** What must be done by hand before it runs, a sentence each. */
  readonly toDo: readonly string[];
}

/** What a recipe is made of. */
export interface RecipeParts {
  /** The project's folder from the top of its repository; empty for the top itself. */
  readonly folder: string;
  /** Commands that install what the declared schema needs, and driftcheck itself. */
  readonly setup: readonly string[];
  /** Whether some of them need Python. */
  readonly python: boolean;
  /** The variable that holds the URL of the database there. */
  readonly variable: string;
}

export interface CiProvider {
  readonly name: string;
  readonly title: string;
  /** Files or folders, any of which a project that uses it has. */
  readonly signs: readonly string[];
  /** The server on which repositories are checked by it. */
  readonly host?: RegExp;
  /** @param has whether the repository has a file already */
  readonly recipe: (parts: RecipeParts, has: (file: string) => boolean) => Recipe;
}

/** A command as an item of a list in YAML: plain where that is the same text. */
export const item = (command: string) =>
  /^[\w./(][^#:\p{Cc}]*$/u.test(command) && !command.endsWith(" ") ? command : JSON.stringify(command);

/** A command in a folder; the next one of the same shell is where this one began. */
export const inFolder = (folder: string, command: string) =>
  folder === "" ? command : `(cd ${shellWord(folder)} && ${command})`;

/** In quotes where a shell would read more in it than a name. */
export const shellWord = (text: string) => (/^[\w./@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** Those that the project uses, else that of the server from which it was cloned. */
export async function providersOf(root: string, providers: readonly CiProvider[]): Promise<readonly CiProvider[]> {
  const used = providers.filter(({ signs }) => signs.some((sign) => existsSync(join(root, sign))));
  if (used.length > 0) return used;
  const remotes = await readFile(join(root, ".git/config"), "utf8").catch(() => "");
  const urls = [...remotes.matchAll(/^\s*url\s*=\s*(\S+)/gm)].map(([, url = ""]) => url);
  return providers.filter(({ host }) => host !== undefined && urls.some((url) => host.test(url))).slice(0, 1);
}
