// What the tools of SQL folders have in common: a list of migrations in their order, of which one line of history is made.
// Each migration's DDL is its up part; it is read only when asked for.

import { SourceError } from "../errors.ts";
import type { Emitted, ToolOptions } from "../models/emitted.ts";
import { printable } from "../redact.ts";
import type { Script } from "../scripts/files.ts";
import type { History, MigrationTool } from "./tool.ts";

export interface Migration {
  readonly id: string;
  readonly file: string;
  readonly title?: string;
  /** Absent where there is no SQL to be had. */
  readonly script?: () => Promise<Script>;
  /** Why there is none, where that leaves something uncompared. */
  readonly leftOut?: string;
}

export interface Collected {
  /** In the tool's order; of two with one id the first is the one that counts. */
  readonly migrations: readonly Migration[];
  readonly problems?: readonly string[];
  /** What belongs to no migration, and is not run either. */
  readonly leftOut?: Emitted["leftOut"];
}

export type Collect = (path: string, options: ToolOptions) => Promise<Collected>;

/** @param files how the tool's files are named, for whoever has none of them there */
export function fromFolder(tool: string, files: string, collect: Collect): Pick<MigrationTool, "history" | "ddl"> {
  return {
    history: async (path, options) => {
      const collected = await collect(path, options);
      if (collected.migrations.length === 0)
        throw new SourceError(`${printable(path)} contains no migration of ${tool}, whose files are named ${files}`);
      return historyOf(collected);
    },
    ddl: async (path, _history, ids, options) => emit(tool, path, await collect(path, options), ids),
  };
}

export function historyOf(collected: Collected): History {
  const { kept, doubled } = withoutDoubles(collected);
  const revisions = kept.map(({ id, file, title }, at) => {
    const parent = kept[at - 1]?.id;
    return { id, parents: parent === undefined ? [] : [parent], file: printable(file), ...(title && { title }) };
  });
  const last = revisions.at(-1);
  return {
    revisions,
    heads: last === undefined ? [] : [last.id],
    problems: [...doubled.map(({ problem }) => problem), ...(collected.problems ?? [])].map(printable),
  };
}

export async function emit(
  tool: string,
  path: string,
  collected: Collected,
  ids: readonly string[] | undefined,
): Promise<Emitted> {
  const { kept, doubled } = withoutDoubles(collected);
  const chosen = ids && new Set(ids);
  const isChosen = ({ id }: Migration) => chosen === undefined || chosen.has(id);
  const wanted = kept.filter(isChosen);
  const [double] = doubled.filter(({ migration }) => isChosen(migration));
  if (double !== undefined) throw new SourceError(`${double.problem}, so ${tool} would stop there. Rename one.`);
  const scripts: Script[] = [];
  // One after the other: thousands of files at once would be more than a process may have open.
  for (const { script } of wanted) if (script !== undefined) scripts.push(await script());
  const leftOut = [
    ...wanted.flatMap(({ file, leftOut: reason }) => (reason ? [{ what: printable(file), reason }] : [])),
    ...(collected.leftOut ?? []).map(({ what, reason }) => ({ what: printable(what), reason })),
  ];
  const found = `${wanted.length} migrations of ${tool} in ${printable(path)}`;
  return { scripts, found, ...(leftOut.length > 0 && { leftOut }) };
}

interface Double {
  readonly migration: Migration;
  readonly problem: string;
}

/** No tool runs both of two migrations with one id: some refuse, some run the first and fail when they record the second. */
function withoutDoubles({ migrations }: Collected): { kept: readonly Migration[]; doubled: readonly Double[] } {
  const byId = new Map<string, Migration>();
  const doubled: Double[] = [];
  for (const migration of migrations) {
    const first = byId.get(migration.id);
    if (first === undefined) byId.set(migration.id, migration);
    else {
      const files = `${printable(first.file)} and ${printable(migration.file)}`;
      doubled.push({ migration, problem: `${files} have the same id ${printable(migration.id)}` });
    }
  }
  return { kept: [...byId.values()], doubled };
}

/** Migrations that share a name, told apart by their order: `name`, then `name#2`. */
export function numbered(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  });
}

export function byNumber(a: { readonly number: bigint }, b: { readonly number: bigint }): number {
  return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}
