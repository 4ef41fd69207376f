// Alembic's revisions, read from the files of its versions folders without Python: ids, what each follows, the heads.

import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { SourceError } from "../../errors.ts";
import { readText } from "../../scripts/files.ts";
import type { Revision } from "../revision.ts";
import type { History } from "../tool.ts";
import type { AlembicProject } from "./config.ts";
import { type PythonValue, readPythonModule } from "./python-text.ts";

interface Read extends Revision {
  readonly labels: readonly string[];
}

export interface AlembicHistory extends History {
  /** Of the problems, those that Alembic refuses as well. */
  readonly broken?: readonly string[];
}

/** @throws SourceError where a folder can't be read, or no file holds a revision */
export async function alembicHistory(project: AlembicProject): Promise<AlembicHistory> {
  const problems: string[] = [];
  const read: Read[] = [];
  for (const file of await revisionFiles(project)) {
    const revision = await revisionOf(file);
    if (typeof revision === "string") problems.push(revision);
    else read.push(revision);
  }
  if (read.length === 0)
    throw new SourceError(
      `${shown(project.versions[0] ?? project.scripts)} contains no revision${problems.length > 0 ? `: ${problems[0]}` : ""}`,
    );
  const unread = problems.length;
  const revisions = resolved(unique(read, problems), problems);
  const parents = new Set(revisions.flatMap((revision) => revision.parents));
  const ordered = inOrder(revisions, problems);
  // A file that only Python can read may be what another one follows.
  const broken = unread > 0 ? [] : problems;
  return {
    revisions: ordered,
    heads: revisions.filter(({ id }) => !parents.has(id)).map(({ id }) => id),
    problems,
    ...(broken.length > 0 && { broken }),
  };
}

const shown = (file: string) => {
  const fromHere = relative(process.cwd(), file);
  return fromHere.startsWith("..") ? file : fromHere;
};

async function revisionFiles({ versions, recursive }: AlembicProject): Promise<string[]> {
  const lists = versions.map(async (folder) => {
    const names = await readdir(folder, { recursive }).catch((error: unknown) => {
      throw new SourceError(`cannot read ${shown(folder)}, Alembic's versions folder`, { cause: error });
    });
    // As Alembic does: an editor's lock and a package's `__init__` are no revisions.
    const files = names.filter((name) => /(?:^|[\\/])(?!\.#|__init__)[^\\/]*\.py$/.test(name));
    return files.filter((name) => !name.includes("__pycache__")).map((name) => join(folder, name));
  });
  return [...new Set((await Promise.all(lists)).flat())].sort();
}

/** Or what is wrong with the file. */
async function revisionOf(path: string): Promise<Read | string> {
  const file = shown(path);
  const module = readPythonModule(await readText(path));
  if (module === undefined) return `${file} is cut short: a string or parenthesis in it does not end`;
  const { assigned, doc } = module;
  const id = assigned.get("revision");
  if (id === undefined) return `${file} has no revision, and Alembic refuses a folder with such a file`;
  const lists = ["down_revision", "depends_on", "branch_labels"].map((name) => namesOf(assigned.get(name)));
  const [down, depends, labels] = lists;
  if (typeof id !== "string" || down === undefined || depends === undefined || labels === undefined) {
    return `${file}: its revision, down_revision, depends_on or branch_labels is not plain text, so only Python can read it`;
  }
  const title = doc.trim().split("\n")[0] ?? "";
  return { id, parents: [...new Set([...down, ...depends])], labels, file, ...(title !== "" && { title }) };
}

function namesOf(value: PythonValue | undefined): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  if (typeof value === "string") return [value];
  if (typeof value === "symbol") return undefined;
  return value.every((each) => typeof each === "string") ? value : undefined;
}

function unique(read: readonly Read[], problems: string[]): Read[] {
  const byId = new Map<string, Read>();
  for (const revision of read) {
    const before = byId.get(revision.id);
    if (before === undefined) byId.set(revision.id, revision);
    else problems.push(`${before.file} and ${revision.file} have the same revision ${revision.id}`);
  }
  return [...byId.values()];
}

/** `depends_on` may name a branch, which stands for the revision that has its label. */
function resolved(read: readonly Read[], problems: string[]): Revision[] {
  const ids = new Set(read.map(({ id }) => id));
  const labelled = new Map(read.flatMap(({ id, labels }) => labels.map((label) => [label, id])));
  return read.map(({ labels, ...revision }) => {
    const parents = revision.parents.map((parent) => (ids.has(parent) ? parent : (labelled.get(parent) ?? parent)));
    for (const parent of parents) {
      if (!ids.has(parent)) problems.push(`${revision.file} follows ${parent}, which no file defines`);
    }
    return { ...revision, parents: parents.filter((parent) => ids.has(parent)) };
  });
}

/** Parents first; otherwise by their files' names. What follows itself comes last. */
function inOrder(revisions: readonly Revision[], problems: string[]): Revision[] {
  const ordered: Revision[] = [];
  const done = new Set<string>();
  let left = [...revisions];
  while (left.length > 0) {
    const ready = left.filter(({ parents }) => parents.every((parent) => done.has(parent)));
    if (ready.length === 0) {
      problems.push(`these revisions follow each other in a circle: ${left.map(({ id }) => id).join(", ")}`);
      return [...ordered, ...left];
    }
    for (const revision of ready) done.add(revision.id);
    ordered.push(...ready);
    left = left.filter(({ id }) => !done.has(id));
  }
  return ordered;
}
