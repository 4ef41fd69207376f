// Alembic's revisions, as the files of its versions folders define them: ids, what each follows, the heads.

import { SourceError } from "../../errors.ts";
import type { Revision } from "../revision.ts";
import type { History } from "../tool.ts";
import type { AlembicFile, AlembicProject } from "./project.ts";

export interface AlembicHistory extends History {
  readonly project: AlembicProject;
  /** Of the problems, those that Alembic refuses as well. */
  readonly broken?: readonly string[];
}

/** @throws SourceError where no file defines a revision */
export function alembicHistory(project: AlembicProject): AlembicHistory {
  const problems = project.files.flatMap((file) => ("problem" in file ? [file.problem] : []));
  const read = project.files.flatMap((file) => ("problem" in file ? [] : [file]));
  if (read.length === 0) {
    const why = problems[0] === undefined ? "" : `: ${problems[0]}`;
    throw new SourceError(`${project.versions[0] ?? project.scripts} contains no revision${why}`);
  }
  const unread = problems.length;
  const revisions = resolved(unique(read, problems), problems);
  const parents = new Set(revisions.flatMap((revision) => revision.parents));
  const ordered = inOrder(revisions, problems);
  // A file that could not be read may be what another one follows.
  const broken = unread > 0 ? [] : problems;
  return {
    project,
    revisions: ordered,
    heads: revisions.filter(({ id }) => !parents.has(id)).map(({ id }) => id),
    problems,
    ...(broken.length > 0 && { broken }),
  };
}

function unique(read: readonly AlembicFile[], problems: string[]): AlembicFile[] {
  const byId = new Map<string, AlembicFile>();
  for (const revision of read) {
    const before = byId.get(revision.id);
    if (before === undefined) byId.set(revision.id, revision);
    else problems.push(`${before.file} and ${revision.file} have the same revision ${revision.id}`);
  }
  return [...byId.values()];
}

/** `depends_on` may name a branch, which stands for the revision that has its label. */
function resolved(read: readonly AlembicFile[], problems: string[]): Revision[] {
  const ids = new Set(read.map(({ id }) => id));
  const labelled = new Map(read.flatMap(({ id, labels }) => labels.map((label) => [label, id])));
  return read.map(({ labels, title, ...revision }) => {
    const parents = revision.parents.map((parent) => (ids.has(parent) ? parent : (labelled.get(parent) ?? parent)));
    for (const parent of parents) {
      if (!ids.has(parent)) problems.push(`${revision.file} follows ${parent}, which no file defines`);
    }
    return { ...revision, parents: parents.filter((parent) => ids.has(parent)), ...(title !== "" && { title }) };
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
