// Pending is not drift: how far the live database is in its migrations, so that it is compared with the model at that point.

import { existsSync } from "node:fs";
import type { Catalog, Unread } from "./catalog/catalog.ts";
import type { Drift } from "./catalog/drift.ts";
import { dotted, kindOf, nameOf, type ObjectId } from "./catalog/object-id.ts";
import type { Comparison } from "./compare/diff/diff.ts";
import { UsageError } from "./errors.ts";
import { nearest } from "./input/nearest.ts";
import { membersOf } from "./judge/rules/facts.ts";
import { type Migrations, migrationsAt, prefixed, severalHeads } from "./migrations/locate.ts";
import { type Progress, progressOf } from "./migrations/progress.ts";
import { migrationTools } from "./migrations/registry.ts";
import type { History, MigrationTool, Recorded } from "./migrations/tool.ts";
import type { ToolOptions } from "./models/emitted.ts";
import { printable, redact } from "./redact.ts";
import type { Migrated } from "./reporters/reporter.ts";

export interface MigrationOptions extends ToolOptions {
  readonly declared: string;
  /** Where the declared side is no history of migrations. */
  readonly migrations?: string;
}

/** The history that both sides of a check belong to, and what the live one says of it. */
export class MigratedSide {
  readonly #of: Migrations;
  readonly #history: History;
  readonly #options: ToolOptions;
  readonly #isDeclared: boolean;
  #asked = false;
  #recorded: Recorded | undefined;
  #progress: Progress | undefined;

  /** @returns undefined where no migrations are known. @throws SourceError, UsageError */
  static async open(options: MigrationOptions): Promise<MigratedSide | undefined> {
    const found = await migrationsAt(options.migrations ?? options.declared);
    if (found === undefined) {
      if (options.migrations !== undefined) refuseNoMigrations(options.migrations);
      return undefined;
    }
    const history = await found.tool.history(found.path, options);
    return new MigratedSide(found, history, options, options.migrations === undefined);
  }

  private constructor(of: Migrations, history: History, options: ToolOptions, isDeclared: boolean) {
    this.#of = of;
    this.#history = history;
    this.#options = options;
    this.#isDeclared = isDeclared;
  }

  /** Reads the version table. */
  async ask(client: Parameters<MigrationTool["recorded"]>[0]): Promise<void> {
    this.#asked = true;
    this.#recorded = await this.#of.tool.recorded(client, this.#options, this.#history);
    if (this.#recorded !== undefined) this.#progress = progressOf(this.#of.tool, this.#history, this.#recorded);
  }

  /** The declared side's history, where it is one. */
  get declared(): History | undefined {
    return this.#isDeclared ? this.#history : undefined;
  }

  /** The migrations that have run, where the declared side can be the model after them. */
  get at(): readonly string[] | undefined {
    const { applied = [], unknown = [], pending = [] } = this.#progress ?? {};
    const canBe = this.#isDeclared && this.#of.tool.onlyAtHead !== true;
    const isThere = canBe && applied.length > 0 && unknown.length === 0 && pending.length > 0;
    return isThere ? applied : undefined;
  }

  /** The same without those that will run again, where there are any: what these make is not known of the live side. */
  get atBeforeOutdated(): readonly string[] | undefined {
    const { outdated = [] } = this.#recorded ?? {};
    return outdated.length === 0 ? undefined : this.at?.filter((id) => !outdated.includes(id));
  }

  #fileOf(id: string): string {
    return this.#history.revisions.find((revision) => revision.id === id)?.file ?? id;
  }

  /** Whether a live database was asked. Nothing is known of a dump's or a snapshot's. */
  get isKnown(): boolean {
    return this.#asked;
  }

  get report(): Migrated {
    const { pending = [] } = this.#progress ?? {};
    return {
      tool: this.#of.tool.name,
      ...(this.#recorded && { table: this.#recorded.table }),
      recorded: this.#recorded?.ids ?? [],
      heads: this.#history.heads,
      pending: pending.map(({ id, file, title }) => ({ id, file, ...(title !== undefined && { title }) })),
      comparedAtRecorded: this.at !== undefined,
    };
  }

  /** A database that the tool has not seen lacks its tables. That it has none the report tells. */
  withoutOwnTables(comparison: Comparison): Comparison {
    if (!this.#isDeclared || this.#recorded !== undefined) return comparison;
    const { declared, drift } = comparison;
    const { name } = this.#of.tool;
    const isOwn = ({ type, id }: Drift) =>
      type === "missing" && kindOf(id) === "table" && isToolsOwn(name, id, declared);
    const lacking = drift.filter(isOwn).map(({ id }): Unread => {
      const reason = `${printable(dotted(id))} is a table of ${name} that the live side lacks`;
      return { what: "table", count: 1, reason };
    });
    return {
      ...comparison,
      drift: drift.filter((each) => !isOwn(each)),
      declared: { ...declared, notCompared: [...declared.notCompared, ...lacking] },
    };
  }

  /** Where nothing differs: what is pending is there already, or is in no model. */
  get hints(): readonly string[] {
    const { pending = [] } = this.#progress ?? {};
    const [first] = pending;
    if (first === undefined || this.at !== undefined) return [];
    const many = pending.length === 1 ? `${first.id} is` : `${pending.length} migrations from ${first.id} on are`;
    return [
      `${many} pending, but the live schema already matches. They were applied without ${this.#of.tool.name}, or the declared schema lacks them.`,
    ];
  }

  /** What no pending migration explains, in a sentence each. */
  get failures(): readonly string[] {
    const { path } = this.#of;
    const { table = "", failed = [], edited = [] } = this.#recorded ?? {};
    const { unknown = [] } = this.#progress ?? {};
    const { heads, problems } = this.#history;
    const shown = redact(path);
    return [
      ...problems,
      ...severalHeads(this.#of, heads),
      ...unknown.map(
        (id) =>
          `${table}: Revision ${id} is recorded but not in ${shown}. Is this an old checkout, or another project's database?`,
      ),
      ...failed.map(
        (id) => `${table}: Migration ${id} started but did not finish. Repair it with ${this.#of.tool.name}.`,
      ),
      ...edited.map(
        (id) =>
          `${table}: The checksum of ${id} differs from that of ${this.#fileOf(id)}. The file changed after it ran.`,
      ),
    ];
  }
}

/** The tables of these tools that their own DDL makes. */
function isToolsOwn(tool: string, id: ObjectId, catalog: Catalog): boolean {
  if (tool === "rails") return ["schema_migrations", "ar_internal_metadata"].includes(nameOf(id));
  const columns = membersOf(id, "column", catalog).map((column) => nameOf(column.id));
  return tool === "alembic" && columns.join() === "version_num";
}

/** Whoever names migrations wants them read: a check without them would be another one. */
function refuseNoMigrations(locator: string): never {
  const names = migrationTools.map(({ name }) => name);
  const tools = `Write it as tool:path, with one of ${names.join(", ")}`;
  const [, prefix] = /^([\w-]+):(?!\/)/.exec(locator) ?? [];
  const why =
    prefix !== undefined && !names.includes(prefix)
      ? `no migration tool is named ${prefix}; did you mean ${nearest(prefix, names)}?`
      : locator.includes("://")
        ? "a URL is not a migrations folder."
        : existsSync(prefixed(locator)?.path ?? locator)
          ? "no known migration tool stores its files like this."
          : "the folder does not exist.";
  throw new UsageError(`--migrations ${redact(locator)}: ${why} ${tools}`);
}
