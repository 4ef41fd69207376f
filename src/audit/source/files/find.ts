// Which files are read: those of a known language under the paths, but for what .gitignore names, what lies outside of the
// folder, and what nobody wrote by hand.

import { existsSync } from "node:fs";
import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import ignore, { type Ignore } from "ignore";
import { inWords } from "../../../error-code.ts";
import { UsageError } from "../../../errors.ts";
import type { SkippedFile } from "../statement.ts";
import { textOfFile } from "./text.ts";

export interface FoundFiles {
  /** Relative to the root, with `/`, in the order of their names. */
  readonly files: readonly string[];
  readonly skipped: readonly SkippedFile[];
}

/** Folders of packages and of tools, whose code is another project's. */
const foreign = new Set([
  "node_modules",
  ".git",
  ".hg",
  ".svn",
  "__pycache__",
  ".venv",
  "venv",
  "bower_components",
  ".tox",
  "site-packages",
]);
/** What Composer and Go leave in a folder `vendor`, which is the project's own without it. */
const marks = ["composer/installed.json", "composer/installed.php", "modules.txt"];
/** No tree that people keep is deeper. */
const deepest = 64;

/** @throws UsageError where a path that was named is not there or lies outside of the root */
export async function filesUnder(
  root: string,
  paths: readonly string[],
  isSource: (name: string) => boolean,
): Promise<FoundFiles> {
  const finding = new Finding(await realpath(root), isSource);
  for (const path of paths.length === 0 ? ["."] : paths) await finding.named(path);
  return { files: [...finding.files].sort(), skipped: finding.skipped };
}

interface Ignored {
  /** Of the .gitignore, relative to the root, with `/` at its end where it is not the root. */
  readonly folder: string;
  readonly rules: Ignore;
}

class Finding {
  readonly files = new Set<string>();
  readonly skipped: SkippedFile[] = [];
  readonly #root: string;
  readonly #isSource: (name: string) => boolean;

  constructor(root: string, isSource: (name: string) => boolean) {
    this.#root = root;
    this.#isSource = isSource;
  }

  async named(path: string): Promise<void> {
    const whole = resolve(this.#root, path);
    const info = await stat(whole).catch((error: unknown) => {
      throw new UsageError(`cannot read ${path}: ${inWords(error)}`, { cause: error });
    });
    const real = await realpath(whole);
    if (real !== this.#root && !real.startsWith(this.#root + sep))
      throw new UsageError(`${path} is outside of ${this.#root}. Run the audit in the folder that holds it.`);
    const name = relative(this.#root, real).split(sep).join("/");
    if (info.isFile()) this.files.add(name);
    else await this.#folder(name, await this.#ignoredAbove(name), 0);
  }

  async #folder(folder: string, above: readonly Ignored[], depth: number): Promise<void> {
    if (depth > deepest) {
      this.skipped.push({ file: folder, reason: `folders are nested more than ${deepest} deep` });
      return;
    }
    const ignored = [...above, ...(await this.#rulesOf(folder))];
    const entries = await readdir(join(this.#root, folder), { withFileTypes: true }).catch((error: unknown) => {
      this.skipped.push({ file: folder, reason: `cannot be read: ${inWords(error)}` });
      return [];
    });
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !this.#isForeign(name, entry.name) && !isIgnored(`${name}/`, ignored))
        await this.#folder(name, ignored, depth + 1);
      else if (entry.isFile() && this.#isSource(name) && !isIgnored(name, ignored)) this.files.add(name);
      else if (entry.isSymbolicLink() && !isIgnored(name, ignored)) await this.#link(name);
    }
  }

  #isForeign(folder: string, name: string): boolean {
    if (name !== "vendor") return foreign.has(name);
    return marks.some((mark) => existsSync(join(this.#root, folder, mark)));
  }

  /** Its target is read where it stands, if it is in the folder; outside of that nothing is. */
  async #link(name: string): Promise<void> {
    const target = await realpath(join(this.#root, name)).catch(() => undefined);
    const isOutside = target === undefined || !`${target}${sep}`.startsWith(this.#root + sep);
    const isFolder = target !== undefined && (await lstat(target)).isDirectory();
    if (isOutside && (isFolder || this.#isSource(name)))
      this.skipped.push({ file: name, reason: "a link out of the folder is not followed" });
  }

  /** Of the root and of each folder on the way to this one. */
  async #ignoredAbove(folder: string): Promise<readonly Ignored[]> {
    const parts = folder === "" ? [] : folder.split("/");
    const found: Ignored[] = [];
    for (let at = 0; at < parts.length; at += 1) found.push(...(await this.#rulesOf(parts.slice(0, at).join("/"))));
    return found;
  }

  async #rulesOf(folder: string): Promise<readonly Ignored[]> {
    const file = join(this.#root, folder, ".gitignore");
    // As git does, which reads none through a link and knows capitals.
    const isFile = await lstat(file).then(
      (info) => info.isFile(),
      () => false,
    );
    const read = isFile ? await textOfFile(file) : { reason: "" };
    if ("reason" in read) return [];
    return [{ folder: folder === "" ? "" : `${folder}/`, rules: ignore({ ignorecase: false }).add(read.text) }];
  }
}

/** The innermost .gitignore that says something decides. */
function isIgnored(name: string, all: readonly Ignored[]): boolean {
  for (const { folder, rules } of all.toReversed()) {
    if (!name.startsWith(folder) || name === folder) continue;
    const { ignored, unignored } = rules.test(name.slice(folder.length));
    if (ignored || unignored) return ignored;
  }
  return false;
}
