// Rails: a class with up and down in db/migrate. What forbids a transaction has a class of its own, without Rails' transaction.

import { join } from "node:path";
import { rails as tool } from "../../migrations/rails.ts";
import { placesOf } from "../../models/rails.ts";
import { readText } from "../../scripts/files.ts";
import { isFile, namesIn } from "../../scripts/folder.ts";
import type { Plan } from "../plan.ts";
import { aboutStatement, commentedOut, comments, headOf } from "./comments.ts";
import { slugs } from "./folder.ts";
import type { PlanFormat } from "./format.ts";
import { nextNumbers } from "./numbers.ts";
import { rubyText } from "./ruby-text.ts";
import { type Step, type Unit, unitsOf } from "./units.ts";

const named = /^(\d+)_(\w+)\.rb$/;

export const rails: PlanFormat = {
  name: tool.name,
  summary: "a migration class with `up` and `down`",
  out: "the folder db",
  draft: async (plan, { path, name, now, lockTimeout }) => {
    const { migrate } = placesOf(path);
    const names = await namesIn(migrate);
    const units = unitsOf(plan.statements, plan.reverse);
    const taken = names.flatMap((each) => named.exec(each)?.[1] ?? []);
    const numbers = nextNumbers(units.length, taken, now, { style: "timestamp" });
    const titles = unusedTitles(name, units.length, names);
    const version = await railsVersion(path, migrate, names);
    const files = units.map((unit, at) => ({
      file: join(migrate, `${numbers[at]}_${titles[at]}.rb`),
      text: classOf(plan, unit, { at: at + 1, of: units.length, title: titles[at] ?? name, version, lockTimeout }),
    }));
    return { files };
  },
};

/** Rails refuses two migrations of one name. */
function unusedTitles(name: string, count: number, names: readonly string[]): string[] {
  const taken = new Set(names.map((each) => named.exec(each)?.[2]));
  for (let again = 1; ; again += 1) {
    const titles = slugs(again === 1 ? name : `${name}_again${again === 2 ? "" : again - 1}`, count);
    if (!titles.some((title) => taken.has(title))) return titles;
  }
}

/** That of the latest migration, else of Gemfile.lock. */
async function railsVersion(path: string, migrate: string, names: readonly string[]): Promise<string> {
  const latest = names.filter((name) => named.test(name)).at(-1);
  const text = latest === undefined ? "" : await readText(join(migrate, latest));
  const ofLatest = /ActiveRecord::Migration\[(\d+\.\d+)\]/.exec(text)?.[1];
  if (ofLatest !== undefined) return ofLatest;
  const lock = join(path, "..", "Gemfile.lock");
  const locked = (await isFile(lock)) ? await readText(lock) : "";
  return /^\s+activerecord \((\d+\.\d+)/m.exec(locked)?.[1] ?? "6.1";
}

interface Part {
  readonly at: number;
  readonly of: number;
  readonly title: string;
  readonly version: string;
  readonly lockTimeout: string;
}

function classOf(plan: Plan, { up, down }: Unit, part: Part): string {
  const name = part.title.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const lines = [
    ...comments("# ", headOf(plan, part)),
    "",
    `class ${name} < ActiveRecord::Migration[${part.version}]`,
    ...((up ?? down)?.isAlone ? ["  disable_ddl_transaction!", ""] : []),
    ...methodOf("up", up, part.lockTimeout),
    "",
    ...(plan.reverse.length === 0
      ? ["  def down", "    raise ActiveRecord::IrreversibleMigration", "  end"]
      : methodOf("down", down, part.lockTimeout)),
    "end",
    "",
  ];
  return lines.join("\n");
}

function methodOf(name: string, step: Step | undefined, lockTimeout: string): string[] {
  const isRun = step?.statements.some(({ commented }) => !commented) === true;
  const timeout = isRun && !step.isAlone ? [`    execute "SET LOCAL lock_timeout = '${lockTimeout}'"`] : [];
  const calls = (step?.statements ?? []).flatMap((statement) => [
    ...comments("    # ", aboutStatement(statement)),
    statement.commented
      ? commentedOut("    # ", `execute ${rubyText(statement.sql, "")}`)
      : `    execute ${rubyText(statement.sql, "    ")}`,
  ]);
  return [`  def ${name}`, ...timeout, ...calls, "  end"];
}
