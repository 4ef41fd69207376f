// Which migrations a stamp records: those that lead to the revision that was named. Reads the folder, and no database.

import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { SourceError, UsageError } from "../errors.ts";
import { didYouMean } from "../input/nearest.ts";
import { type Migrations, migrationsAt, prefixed } from "../migrations/locate.ts";
import { migrationTools } from "../migrations/registry.ts";
import type { Revision } from "../migrations/revision.ts";
import type { Stamper } from "../migrations/stamper.ts";
import type { History, MigrationTool } from "../migrations/tool.ts";
import type { ToolOptions } from "../models/emitted.ts";
import { redact } from "../redact.ts";

export interface TargetOptions extends ToolOptions {
  readonly declared: string;
  /** By default that of the declared side, where it is a history of migrations. */
  readonly tool?: string;
  readonly migrations?: string;
  /** An id, `head`, or `heads`. */
  readonly revision: string;
}

export interface Target {
  readonly tool: MigrationTool;
  readonly stamper: Stamper;
  readonly path: string;
  readonly history: History;
  /** The ids that stand for all that will have run. */
  readonly heads: readonly string[];
  /** All that will have run, in the tool's order. */
  readonly revisions: readonly Revision[];
  /** Whether that is all that there is. */
  readonly isWhole: boolean;
}

/** @throws UsageError, SourceError where it can't be told, or the folder has a problem */
export async function targetOf(options: TargetOptions): Promise<Target> {
  const { tool, path } = await migrationsOf(options);
  const usual = tool.stamper;
  if (usual === undefined)
    throw new UsageError(`--tool ${tool.name}: stamp cannot write its record. It supports ${stamperNames()}`);
  const history = await tool.history(path, options);
  const stamper = configured(usual, history);
  const [problem] = history.problems;
  if (problem !== undefined) throw new SourceError(`${redact(path)}: ${problem}. Correct the folder before you stamp.`);
  const heads = headsMeant(options.revision, tool, path, history);
  const revisions = upTo(history, heads);
  return { tool, stamper, path, history, heads, revisions, isWhole: revisions.length === history.revisions.length };
}

/** With the table that the project's own configuration names. */
export function configured(stamper: Stamper, { versionTable }: History): Stamper {
  if (versionTable === undefined) return stamper;
  const { name, schema } = versionTable;
  return { ...stamper, table: { name, ...(schema !== undefined && { schema }) } };
}

/** These and all that lead to them, in the tool's order. */
export function upTo(history: History, heads: readonly string[]): readonly Revision[] {
  const wanted = ancestors(history, heads);
  return history.revisions.filter(({ id }) => wanted.has(id));
}

const stamperNames = () =>
  migrationTools.flatMap(({ name, stamper }) => (stamper === undefined ? [] : [name])).join(", ");

async function migrationsOf({ declared, tool: name, migrations }: TargetOptions): Promise<Migrations> {
  const folder = await migrationsAt(migrations ?? declared);
  if (name === undefined) {
    if (folder !== undefined) return folder;
    if (migrations !== undefined) throw new UsageError(await whyNone(migrations));
    throw new UsageError(
      `--tool is missing. Name the migration tool (${stamperNames()}) and its folder with --migrations.`,
    );
  }
  const tool = migrationTools.find((each) => each.name === name);
  if (tool === undefined) {
    const names = migrationTools.map((each) => each.name);
    throw new UsageError(`--tool ${name} is unknown.${didYouMean(name, names)} Tools are ${stamperNames()}`);
  }
  if (migrations !== undefined) {
    const named = prefixed(migrations);
    const other = folder?.tool.name ?? named?.name ?? name;
    if (other !== name) throw new UsageError(contradiction(name, other, named?.path ?? migrations));
    return { tool, path: named?.path ?? migrations };
  }
  if (folder?.tool !== tool) throw new UsageError(`--migrations is missing. Name the migrations folder of ${name}.`);
  return folder;
}

const contradiction = (tool: string, other: string, path: string) =>
  `--tool ${tool} contradicts --migrations: ${redact(path)} belongs to ${other}. Omit --tool, or write ${tool}:${redact(path)}`;

async function whyNone(migrations: string): Promise<string> {
  const shown = redact(migrations);
  const isThere = (await stat(migrations).catch(() => undefined)) !== undefined;
  const why = isThere ? "the migration tool of the folder is unknown" : "the folder does not exist";
  return `--migrations ${shown}: ${why}. Name the tool too, as in goose:${shown} (${stamperNames()})`;
}

/** Several heads are a branch that nobody merged, where each application has not one of its own. */
function headsMeant(revision: string, tool: MigrationTool, path: string, { heads, revisions }: History): string[] {
  const shown = redact(path);
  if (revision === "heads" || (revision === "head" && (heads.length === 1 || tool.hasSeveralHeads))) return [...heads];
  if (revision === "head")
    throw new SourceError(
      `${shown} has ${heads.length} heads: ${heads.join(", ")}. Merge them, name one with --revision, or all with --revision heads.`,
    );
  const ids = revisions.map(({ id }) => id);
  if (ids.includes(revision)) return [revision];
  // What a person reads in the folder is the file.
  const byFile = revisions.filter(({ file }) => basename(file).replace(/\.\w+$/, "") === revision);
  if (byFile.length === 1) return byFile.map(({ id }) => id);
  if (ids.length === 0) throw new UsageError(`--revision ${revision}: ${shown} has no migrations.`);
  throw new UsageError(`--revision ${revision}: ${shown} has no such migration.${didYouMean(revision, ids)}`);
}

function ancestors({ revisions }: History, heads: readonly string[]): ReadonlySet<string> {
  const parents = new Map(revisions.map((each) => [each.id, each.parents]));
  const reached = new Set<string>();
  const open = [...heads];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    open.push(...(parents.get(id) ?? []));
  }
  return reached;
}
