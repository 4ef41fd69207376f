// The base where none is named: the declared file where this branch left the main one, or, if the live database is nearer to it,
// another version of the file in git's history. Tells nothing where git has no answer: nobody asked for a base by name.

import { basename, dirname, extname } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { DriftcheckError } from "../errors.ts";
import type { ReadingOptions } from "../read-catalog.ts";
import { readSnapshot } from "../snapshot/file.ts";
import type { Base } from "./base.ts";
import { baseAt, fileOf } from "./find-base.ts";
import { askGit } from "./git.ts";
import { textOf, versionsOf } from "./history.ts";

type Distance = (from: Catalog) => Promise<number>;

export async function baseInHistory(
  declared: string,
  options: ReadingOptions,
  distance: Distance,
): Promise<Base | undefined> {
  const file = await fileOf(declared);
  if (file === undefined || (await askGit(dirname(file), ["rev-parse", "HEAD"])) === undefined) return undefined;
  try {
    const isShallow = (await askGit(dirname(file), ["rev-parse", "--is-shallow-repository"])) === "true";
    const found = await baseAtMergeBase(file, options);
    const head = await askGit(dirname(file), ["rev-parse", "HEAD"]);
    // A clone without its history knows the file only as it is now: everything would be the database's doing.
    const atMergeBase = isShallow && found?.from.commit === head ? undefined : found;
    if (extname(file) !== ".sql") return await nearest(file, atMergeBase, { isShallow, distance });
    // A script that is the same there tells nothing, and to restore each version of it takes too long.
    return (await isSameNow(file, atMergeBase?.from.commit)) ? undefined : atMergeBase;
  } catch (error) {
    if (error instanceof DriftcheckError) return undefined;
    throw error;
  }
}

async function baseAtMergeBase(file: string, options: ReadingOptions): Promise<Base | undefined> {
  const commit = await mergeBase(dirname(file));
  const at = `${commit}:./${basename(file)}`;
  const isThere = commit !== undefined && (await askGit(dirname(file), ["cat-file", "-e", at])) !== undefined;
  return isThere ? baseAt(commit, file, "merge-base", options) : undefined;
}

async function isSameNow(file: string, commit: string | undefined): Promise<boolean> {
  if (commit === undefined) return true;
  const [folder, name] = [dirname(file), basename(file)];
  const then = await askGit(folder, ["rev-parse", "--verify", "--quiet", `${commit}:./${name}`]);
  return then === (await askGit(folder, ["hash-object", "--", name]));
}

const most = 20;

/** The version that the live database has the fewest differences from: what it was before somebody moved. */
async function nearest(
  file: string,
  atMergeBase: Base | undefined,
  { isShallow, distance }: { readonly isShallow: boolean; readonly distance: Distance },
): Promise<Base | undefined> {
  let best = atMergeBase;
  let least = best === undefined ? Number.POSITIVE_INFINITY : await distance(best.model);
  if (least === 0) return best;
  const { root, versions } = await versionsOf(file, most);
  for (const { blob, commit, date, path } of versions) {
    if (blob === undefined) continue;
    const model = await catalogOf(root, blob, path);
    const differences = model === undefined ? least : await distance(model);
    if (model === undefined || differences >= least) continue;
    best = { from: { kind: "revision", locator: basename(path), commit, date }, model, live: model };
    least = differences;
    if (least === 0) break;
  }
  // Where some versions are not there, only one that the database is at for certain tells anything.
  return isShallow && least > 0 ? atMergeBase : best;
}

/** Undefined where it is no snapshot that this version reads. */
async function catalogOf(root: string, blob: string, path: string): Promise<Catalog | undefined> {
  try {
    return readSnapshot(await textOf(root, blob), path);
  } catch (error) {
    if (error instanceof DriftcheckError) return undefined;
    throw error;
  }
}

/** The names of the branch that this one will be merged into, the surest first. */
function mainBranches({ GITHUB_BASE_REF, CI_MERGE_REQUEST_TARGET_BRANCH_NAME } = process.env): readonly string[] {
  const ofCi = [GITHUB_BASE_REF, CI_MERGE_REQUEST_TARGET_BRANCH_NAME].filter(
    (name) => name !== undefined && name !== "",
  );
  return [...ofCi.map((name) => `refs/remotes/origin/${name}`), ...usual];
}

const usual = [
  "refs/remotes/origin/HEAD",
  "refs/remotes/origin/main",
  "refs/remotes/origin/master",
  "refs/heads/main",
  "refs/heads/master",
];

async function mergeBase(folder: string): Promise<string | undefined> {
  for (const branch of mainBranches()) {
    const commit = await askGit(folder, ["merge-base", "HEAD", branch]);
    if (commit !== undefined && commit !== "") return commit;
  }
  return undefined;
}
