// Pending is not drift: how far the live database is in its project's migrations, so that it is compared with the model at that
// point. Values only: what the database says of itself is read elsewhere, and handed in.

import { existsSync } from "node:fs";
import type { Catalog } from "../catalog/catalog.ts";
import { membersOf } from "../catalog/members.ts";
import { nameOf, type ObjectId } from "../catalog/object-id.ts";
import { UsageError } from "../errors.ts";
import { didYouMean } from "../input/nearest.ts";
import type { ToolOptions } from "../models/emitted.ts";
import { redact } from "../redact.ts";
import type { Migrated } from "../reporters/reporter.ts";
import { type Migrations, migrationsAt, prefixed, severalHeads } from "./locate.ts";
import { type Progress, progressOf } from "./progress.ts";
import { migrationTools } from "./registry.ts";
import type { History, Recorded } from "./tool.ts";

export interface MigrationOptions extends ToolOptions {
  readonly declared: string;
  /** Where the declared side is no history of migrations. */
  readonly migrations?: string;
}

/** The migrations that both sides of a check belong to. */
export interface Project extends Migrations {
  readonly history: History;
  /** The declared side is this history; otherwise it is a model beside it. */
  readonly isDeclared: boolean;
}

/** How far a live side is in them. */
export interface Standing {
  readonly project: Project;
  /** Nothing is known of a dump's or a snapshot's record. */
  readonly isLive: boolean;
  /** Absent where the live side has no version table. */
  readonly recorded: Recorded | undefined;
  readonly progress: Progress | undefined;
  /** The migrations that have run, where the declared side can be the model after them. */
  readonly comparedAt: readonly string[] | undefined;
}

/** @returns undefined where no migrations are known. @throws SourceError, UsageError */
export async function projectOf(options: MigrationOptions): Promise<Project | undefined> {
  const { declared, migrations } = options;
  const located = await migrationsAt(migrations ?? declared);
  if (located !== undefined)
    return {
      ...located,
      history: await located.tool.history(located.path, options),
      isDeclared: migrations === undefined,
    };
  if (migrations !== undefined) refuseNoMigrations(migrations);
  return undefined;
}

export function standingOf(project: Project, isLive: boolean, recorded: Recorded | undefined): Standing {
  const progress = recorded && progressOf(project.tool, project.history, recorded);
  return { project, isLive, recorded, progress, comparedAt: appliedIn(project, progress) };
}

function appliedIn(project: Project, progress: Progress | undefined): readonly string[] | undefined {
  const { applied = [], unknown = [], pending = [] } = progress ?? {};
  const canBe = project.isDeclared && project.tool.onlyAtHead !== true;
  return canBe && applied.length > 0 && unknown.length === 0 && pending.length > 0 ? applied : undefined;
}

/** The same without those that will run again, where there are any: nobody has the file any more that made what is live. */
export function comparedBeforeOutdated(standing: Standing): readonly string[] | undefined {
  const { outdated = [] } = standing.recorded ?? {};
  return outdated.length === 0 ? undefined : standing.comparedAt?.filter((id) => !outdated.includes(id));
}

/** The tool's own tables, where the live side has no record of it: a database that the tool never ran on has none. */
export function unseenBy({ project: { tool, isDeclared }, recorded }: Standing) {
  if (!isDeclared || recorded !== undefined) return undefined;
  const isOwn = (id: ObjectId, catalog: Catalog) => {
    const columns = membersOf(id, "column", catalog).map((column) => nameOf(column.id));
    return tool.makesForItself?.({ name: nameOf(id), columns }) === true;
  };
  return { tool: tool.name, isOwn };
}

export function migrationsReport(standing: Standing): Migrated {
  const { project, recorded, progress } = standing;
  return {
    tool: project.tool.name,
    ...(recorded && { table: recorded.table }),
    recorded: recorded?.ids ?? [],
    heads: project.history.heads,
    pending: (progress?.pending ?? []).map(({ id, file, title }) => ({
      id,
      file,
      ...(title !== undefined && { title }),
    })),
    comparedAtRecorded: standing.comparedAt !== undefined,
  };
}

/** Where nothing differs: what is pending is there already, or is in no model. */
export function pendingHints(standing: Standing): readonly string[] {
  const { pending = [] } = standing.progress ?? {};
  const [first] = pending;
  if (first === undefined || standing.comparedAt !== undefined) return [];
  const { name } = standing.project.tool;
  const [many, they, them] =
    pending.length === 1
      ? [`${first.id} is`, "It was", "it"]
      : [`${pending.length} migrations from ${first.id} on are`, "They were", "them"];
  return [
    `${many} pending, but the live schema already matches. ${they} applied without ${name}, whose next run will then fail, or the declared schema lacks ${them}.`,
  ];
}

/** What no pending migration explains, in a sentence each. */
export function migrationFailures({ project, recorded, progress }: Standing): readonly string[] {
  const { table = "", failed = [], edited = [] } = recorded ?? {};
  const { heads, problems, revisions } = project.history;
  const fileOf = (id: string) => revisions.find((revision) => revision.id === id)?.file ?? id;
  const shown = redact(project.path);
  return [
    ...problems,
    ...severalHeads(project, heads),
    ...(progress?.unknown ?? []).map(
      (id) =>
        `${table}: Revision ${id} is recorded but not in ${shown}. Is this an old checkout, or another project's database?`,
    ),
    ...failed.map((id) => `${table}: Migration ${id} started but did not finish. Repair it with ${project.tool.name}.`),
    ...edited.map(
      (id) => `${table}: The checksum of ${id} differs from that of ${fileOf(id)}. The file changed after it ran.`,
    ),
  ];
}

/** Whoever names migrations wants them read: a check without them would be another one. */
function refuseNoMigrations(locator: string): never {
  const names = migrationTools.map(({ name }) => name);
  const tools = `Write it as tool:path, with one of ${names.join(", ")}`;
  const [, prefix] = /^([\w-]+):(?!\/)/.exec(locator) ?? [];
  const why =
    prefix !== undefined && !names.includes(prefix)
      ? `no migration tool is named ${prefix}.${didYouMean(prefix, names)}`
      : locator.includes("://")
        ? "a URL is not a migrations folder."
        : existsSync(prefixed(locator)?.path ?? locator)
          ? "no known migration tool stores its files like this."
          : "the folder does not exist.";
  throw new UsageError(`--migrations ${redact(locator)}: ${why} ${tools}`);
}
