// driftcheck log: from git's history of a snapshot, when an object changed and in which commit.

import type { Catalog } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { dotted, type ObjectId } from "../catalog/object-id.ts";
import { diff } from "../compare/diff/diff.ts";
import { SnapshotError, UsageError } from "../errors.ts";
import { matchesGlob } from "../input/glob.ts";
import { nearestOf } from "../input/nearest.ts";
import { kindNamed } from "../kinds/registry.ts";
import { printable } from "../redact.ts";
import { readSnapshot } from "../snapshot/file.ts";
import { textOf, type Version, versionsOf } from "./history.ts";

/** One object, or one attribute of it, in one commit. */
export interface Change {
  readonly type: "created" | "dropped" | "changed";
  readonly id: ObjectId;
  /** Its id before, where that was another. */
  readonly idBefore?: ObjectId;
  readonly attribute?: string;
  readonly before: Drift["declared"];
  readonly after: Drift["live"];
}

export interface LogEntry extends Pick<Version, "commit" | "date" | "author" | "subject" | "path"> {
  readonly changes: readonly Change[];
  /** The first version of all: everything in it is new. */
  readonly isFirst?: true;
  /** Why what changed is not known. */
  readonly unread?: string;
}

export interface Log {
  readonly version: 1;
  readonly file: string;
  readonly object?: string;
  /** The newest first; only commits that changed something that was asked for. */
  readonly commits: readonly LogEntry[];
  /** How many versions of the file were read. */
  readonly read: number;
  /** There are older versions. */
  readonly isCut: boolean;
}

export interface LogOptions {
  readonly object?: string;
  /** How many versions are read. */
  readonly limit: number;
}

/** @throws UsageError where the file has no history, or no version has such an object */
export async function logOf(file: string, { object, limit }: LogOptions): Promise<Log> {
  const { root, versions, isCut } = await versionsOf(file, limit);
  const reader = new Reader(root);
  const commits: LogEntry[] = [];
  const seen = new Set<ObjectId>();
  for (const version of versions) {
    const entry = await entryOf(version, reader, (id) => seen.add(id));
    const asked = object === undefined ? entry.changes : entry.changes.filter((each) => isMeant(object, each));
    if (asked.length > 0 || entry.unread !== undefined) commits.push({ ...entry, changes: asked });
  }
  if (object !== undefined && ![...seen].some((id) => isMeant(object, { id })))
    throw new UsageError(
      `no version of ${printable(file)} has an object ${printable(object)}. The nearest are ${nearestOf(
        object,
        [...seen],
        3,
      )
        .map(printable)
        .join(", ")}.`,
    );
  return { version: 1, file, ...(object !== undefined && { object }), commits, read: versions.length, isCut };
}

/** An object's id, its name, the end of its name, or a glob; and all that belongs to it. */
function isMeant(object: string, { id, idBefore }: Pick<Change, "id" | "idBefore">): boolean {
  return [id, idBefore].some((each) => {
    if (each === undefined) return false;
    const name = dotted(each);
    if (object.includes("*")) return matchesGlob(object, each) || matchesGlob(object, name);
    const plain = object.slice(object.indexOf(":") + 1);
    const isOwn = each === object || name === object || name.endsWith(`.${object}`);
    return isOwn || name.startsWith(`${plain}.`) || name.includes(`.${object}.`);
  });
}

/** Each version is read once, though it is a commit's own and its children's parent; of the last few no more is kept. */
class Reader {
  readonly #root: string;
  readonly #read = new Map<string, Promise<Catalog>>();

  constructor(root: string) {
    this.#root = root;
  }

  catalog(blob: string): Promise<Catalog> {
    const known = this.#read.get(blob) ?? textOf(this.#root, blob).then(catalogIn);
    this.#read.delete(blob);
    this.#read.set(blob, known);
    const [oldest] = this.#read.keys();
    if (this.#read.size > kept && oldest !== undefined) this.#read.delete(oldest);
    return known;
  }
}

const kept = 4;

const catalogIn = (text: string) => readSnapshot(text, text.startsWith("{") ? "version.json" : "version.yaml");

async function entryOf(
  { blob, before, ...version }: Version,
  reader: Reader,
  see: (id: ObjectId) => void,
): Promise<LogEntry> {
  const { commit, date, author, subject, path } = version;
  const entry = { commit, date, author, subject, path };
  try {
    const after = blob === undefined ? nothing : await reader.catalog(blob);
    const parents = before.length === 0 ? [nothing] : await Promise.all(before.map((each) => reader.catalog(each)));
    for (const { objects } of [after, ...parents]) for (const id of objects.keys()) see(id);
    const [first = [], ...others] = parents.map((each) => changesBetween(each, after));
    // What a merge has from one of its parents changed in a commit of that parent.
    const keys = others.map((changes) => new Set(changes.map(keyOf)));
    const changes = first.filter((each) => keys.every((of) => of.has(keyOf(each))));
    return { ...entry, changes, ...(before.length === 0 && { isFirst: true }) };
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error;
    return { ...entry, changes: [], unread: error.message };
  }
}

const nothing: Catalog = { server: "", objects: new Map(), notCompared: [] };

function changesBetween(before: Catalog, after: Catalog): Change[] {
  const { drift } = diff(before, after, (object, usedBy) => kindNamed(object.kind)?.shape?.(object, usedBy));
  return drift.map(({ type, id, liveId, attribute, declared, live }) => ({
    type: words[type],
    id: liveId ?? id,
    ...(liveId !== undefined && { idBefore: id }),
    ...(attribute !== undefined && { attribute }),
    before: declared,
    after: live,
  }));
}

const words = { missing: "dropped", unexpected: "created", changed: "changed" } as const;

const keyOf = ({ type, id, attribute, after }: Change) => JSON.stringify([type, id, attribute, after]);
