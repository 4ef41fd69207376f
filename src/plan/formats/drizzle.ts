// Drizzle: one file, its line in the journal, and a snapshot that is the last one's copy, as `drizzle-kit generate --custom` makes it.
// Its migrator runs all that is pending in one transaction, so that what forbids one is written without CONCURRENTLY.

import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { SourceError } from "../../errors.ts";
import { journal as journalFile, drizzle as tool } from "../../migrations/drizzle/drizzle.ts";
import { printable } from "../../redact.ts";
import { readText } from "../../scripts/files.ts";
import { isFile, namesIn } from "../../scripts/folder.ts";
import { loadParser } from "../../sql/parse.ts";
import type { Plan, PlannedStatement } from "../plan.ts";
import type { Draft, NewFile, Place, PlanFormat } from "./format.ts";
import { inTransaction } from "./in-transaction.ts";
import { nextNumbers } from "./numbers.ts";
import { fileOf, headText, paragraphsOf } from "./sql-text.ts";

const cut = "--> statement-breakpoint";
const hazard = {
  tool: "Drizzle",
  pattern: /--> statement-breakpoint/,
  word: /--> statement-breakpoint/,
  characters: ">",
};

export const drizzle: PlanFormat = {
  name: tool.name,
  summary: "NAME.sql, its entry in meta/_journal.json and its snapshot; or NAME/migration.sql with its snapshot",
  out: "the migrations folder",
  state:
    "The snapshot is a copy of the last one. If drizzle-kit generate writes a migration, use that one instead: it would write the same change again.",
  draft: async (plan, place) => {
    await loadParser();
    const { problems } = await tool.history(place.path, {});
    const [doubled] = problems.filter((problem) => problem.includes(" have the same id "));
    if (doubled !== undefined) throw new SourceError(`${doubled}, so Drizzle would stop there. Rename one.`);
    const locked = plan.statements.filter(({ transaction, commented }) => transaction === "forbidden" && !commented);
    const text = textOf(plan, place);
    const draft = (await isFile(join(place.path, journalFile)))
      ? await inJournal(place, text)
      : await inFolder(place, text);
    return { ...draft, ...(locked.length > 0 && { notes: [noConcurrently(locked.length)] }) };
  },
};

const noConcurrently = (count: number) =>
  `Drizzle runs all pending migrations in one transaction, so that ${count === 1 ? "a statement is" : `${count} statements are`} written without CONCURRENTLY and keep${count === 1 ? "s" : ""} writers waiting while it runs.`;

function textOf(plan: Plan, { lockTimeout }: Place): string {
  const statements = plan.statements.map((statement, at) => transactional(statement, plan.statements.slice(at + 1)));
  const head = headText(plan, { at: 1, of: 1 }, hazard);
  const paragraphs = paragraphsOf({ isAlone: false, statements }, { lockTimeout, hazard });
  const isRun = statements.some(({ commented }) => !commented);
  const all = isRun ? [...paragraphs, "SET LOCAL lock_timeout TO DEFAULT;"] : paragraphs;
  const [first = "", ...rest] = all;
  return fileOf(head, [first, ...rest].join(`\n${cut}\n`));
}

/** @throws SourceError where there is no way to run it in a transaction */
function transactional(statement: PlannedStatement, later: readonly PlannedStatement[]): PlannedStatement {
  if (statement.transaction !== "forbidden" || statement.commented) return statement;
  const sql = inTransaction(statement.sql) ?? addedLabel(statement.sql, later);
  if (sql !== undefined) return { ...statement, sql, lock: "SHARE", transaction: "either" };
  throw new SourceError(
    `Drizzle runs all pending migrations in one transaction, in which PostgreSQL refuses a statement of the plan: ${printable(statement.sql)}. Plan with --format sql.`,
  );
}

/** An enum's label can be added in a transaction, and not be used there. */
function addedLabel(sql: string, later: readonly PlannedStatement[]): string | undefined {
  const [, label] = /^ALTER TYPE .* ADD VALUE (?:IF NOT EXISTS )?'((?:[^']|'')*)'/s.exec(sql) ?? [];
  if (label === undefined || later.some((each) => each.sql.includes(`'${label}'`))) return undefined;
  return sql;
}

interface Entry {
  readonly idx?: number;
  readonly version?: string;
  readonly when: number;
  readonly tag: string;
}

async function inJournal({ path, name, now }: Place, text: string): Promise<Draft> {
  const file = join(path, journalFile);
  const before = await readText(file);
  // Its entries were read before, as the tool's history.
  const journal = JSON.parse(before) as { readonly version?: string; readonly entries: readonly Entry[] };
  const last = journal.entries.at(-1);
  const prefixes = journal.entries.flatMap(({ tag }) => /^(\d+)_/.exec(tag)?.[1] ?? []);
  const [number = ""] = nextNumbers(1, prefixes, now, { style: "sequence", width: 4 });
  const prefix = prefixes.length === 0 && last !== undefined ? "" : `${number}_`;
  const entry = {
    idx: Math.max(-1, ...journal.entries.map(({ idx }, at) => idx ?? at)) + 1,
    version: last?.version ?? journal.version ?? "7",
    when: Math.max(now.getTime(), ...journal.entries.map(({ when }) => when + 1)),
    tag: `${prefix}${name}`,
    breakpoints: true,
  };
  const after = { ...journal, entries: [...journal.entries, entry] };
  const snapshots = (await namesIn(join(path, "meta"))).filter((each) => each.endsWith("_snapshot.json"));
  const copy = await copied(snapshots.map((each) => join(path, "meta", each)).at(-1));
  const files = [
    { file: join(path, `${entry.tag}.sql`), text },
    ...(copy === undefined ? [] : [{ file: join(path, "meta", `${number}_snapshot.json`), text: copy }]),
  ];
  return { files, amended: [{ file, before, after: JSON.stringify(after, null, 2) }] };
}

async function inFolder({ path, name, now }: Place, text: string): Promise<Draft> {
  const names = (await namesIn(path)).filter((each) => /^\d{14}_/.test(each));
  const [number = ""] = nextNumbers(
    1,
    names.map((each) => each.slice(0, 14)),
    now,
    { style: "timestamp" },
  );
  const folder = join(path, `${number}_${name}`);
  const copy = await copied(names.map((each) => join(path, each, "snapshot.json")).at(-1));
  const files: NewFile[] = [{ file: join(folder, "migration.sql"), text }];
  return { files: copy === undefined ? files : [...files, { file: join(folder, "snapshot.json"), text: copy }] };
}

/** The model is what it was: the plan only takes a database to it. */
async function copied(file: string | undefined): Promise<string | undefined> {
  if (file === undefined || !(await isFile(file))) return undefined;
  const snapshot = JSON.parse(await readText(file)) as { readonly id?: string; readonly prevIds?: readonly string[] };
  const previous = snapshot.prevIds === undefined ? { prevId: snapshot.id } : { prevIds: [snapshot.id] };
  return JSON.stringify({ ...snapshot, id: randomUUID(), ...previous }, null, 2);
}
