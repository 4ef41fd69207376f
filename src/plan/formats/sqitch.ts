// Sqitch: deploy, revert and verify scripts, which psql runs, and a line in sqitch.plan. A script has its own transaction.

import { readFile } from "node:fs/promises";
import { homedir, hostname, userInfo } from "node:os";
import { basename, dirname, join } from "node:path";
import { SourceError } from "../../errors.ts";
import { parsePlan } from "../../migrations/sqitch/plan.ts";
import { type Settings, sectionOf, settingsOf } from "../../migrations/sqitch/settings.ts";
import { printable } from "../../redact.ts";
import { readText } from "../../scripts/files.ts";
import { loadParser } from "../../sql/parse.ts";
import type { Plan } from "../plan.ts";
import { slugs } from "./folder.ts";
import type { Draft, PlanFormat } from "./format.ts";
import { checksOf } from "./sqitch-verify.ts";
import { fileOf, headText, paragraphsOf } from "./sql-text.ts";
import { type Unit, unitsOf } from "./units.ts";

export const sqitch: PlanFormat = {
  name: "sqitch",
  summary: "deploy, revert and verify scripts, and a line for each change in sqitch.plan",
  out: "the folder of sqitch.plan",
  draft: async (plan, { path, name, now, lockTimeout }) => {
    await loadParser();
    const root = basename(path) === "deploy" ? dirname(path) : path;
    const settings = await settingsOf(root);
    const before = await readText(settings.plan);
    const { changes } = parsePlan(before, settings.plan);
    const units = unitsOf(plan.statements, plan.reverse);
    const titles = unusedTitles(name, units.length, new Set(changes.map((change) => change.name)));
    const planner = await plannerOf(root);
    const last = changes.at(-1)?.name;
    const lines = titles.map((title, at) => {
      const required = at === 0 ? last : titles[at - 1];
      const time = now.toISOString().replace(/\.\d+Z$/, "Z");
      return `${title}${required === undefined ? "" : ` [${required}]`} ${time} ${planner} # driftcheck plan\n`;
    });
    const files = units.flatMap((unit, at) => scriptsOf(plan, unit, settings, { at, titles, lockTimeout }));
    const whole = before.endsWith("\n") ? before : `${before}\n`;
    return { files, amended: [{ file: settings.plan, before, after: whole + lines.join("") }] };
  },
};

interface Part {
  readonly at: number;
  readonly titles: readonly string[];
  readonly lockTimeout: string;
}

function scriptsOf(plan: Plan, { up, down }: Unit, settings: Settings, { at, titles, lockTimeout }: Part) {
  const head = headText(plan, { at: at + 1, of: titles.length });
  const form = { lockTimeout, hasTransaction: true } as const;
  const file = (folder: string) => join(folder, `${titles[at]}.${settings.extension}`);
  const verify = ["BEGIN;", ...checksOf(up, plan.statements), "ROLLBACK;"];
  return [
    { file: file(settings.deploy), text: fileOf(head, ...paragraphsOf(up, form)) },
    { file: file(settings.revert), text: fileOf(head, ...paragraphsOf(down, form)) },
    { file: file(settings.verify), text: fileOf(head, ...verify) },
  ] satisfies Draft["files"];
}

/** A name stands once in a plan, unless it is reworked. */
function unusedTitles(name: string, count: number, taken: ReadonlySet<string>): string[] {
  for (let again = 1; ; again += 1) {
    const titles = slugs(again === 1 ? name : `${name}_again${again === 2 ? "" : again - 1}`, count);
    if (!titles.some((title) => taken.has(title))) return titles;
  }
}

/** As Sqitch finds it: its environment variables, its configuration, the system's user. */
async function plannerOf(root: string): Promise<string> {
  const files = [join(root, "sqitch.conf"), join(homedir(), ".sqitch", "sqitch.conf")];
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8").catch(() => "")));
  const configured = (key: string) => texts.map((text) => sectionOf(text, "user").get(key)).find(Boolean);
  const { username } = userInfo();
  const name = process.env.SQITCH_FULLNAME || configured("name") || username;
  const email = process.env.SQITCH_EMAIL || configured("email") || `${username}@${hostname()}`;
  if (/[<>[\]\n#]/.test(name + email))
    throw new SourceError(
      `Sqitch's user ${printable(name)} <${printable(email)}> cannot be written to a plan. Set SQITCH_FULLNAME and SQITCH_EMAIL.`,
    );
  return `${name} <${email}>`;
}
