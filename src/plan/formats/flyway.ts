// Flyway: V for the way there and U for the way back; beside a file its .conf says what Flyway can't see in it.

import { join } from "node:path";
import { flyway as tool } from "../../migrations/flyway/flyway.ts";
import { byVersion, flywayName } from "../../migrations/flyway/names.ts";
import { namesBelow } from "../../scripts/folder.ts";
import { loadParser } from "../../sql/parse.ts";
import { folderOf, slugs } from "./folder.ts";
import type { Draft, PlanFormat } from "./format.ts";
import { nextNumbers } from "./numbers.ts";
import { fileOf, headText, paragraphsOf } from "./sql-text.ts";
import { type Step, type Unit, unitsOf } from "./units.ts";

/** Flyway fills these in everywhere, in comments and strings too. */
const hazard = { tool: "Flyway", pattern: /\$\{/, word: /\$\{/, characters: "$" };

const outsideTransaction = "executeInTransaction=false\n";
const ownLock =
  "Flyway holds a transaction open while it migrates, for which CREATE INDEX CONCURRENTLY waits without end: set flyway.postgresql.transactional.lock=false.";

export const flyway: PlanFormat = {
  name: "flyway",
  summary: "V…__NAME.sql and U…__NAME.sql, and a .conf for each that cannot run in a transaction",
  out: "the migrations folder",
  draft: async (plan, { path, name, now, lockTimeout }) => {
    await loadParser();
    const units = unitsOf(plan.statements, plan.reverse);
    await folderOf(tool, path, /^[VBR](.*?)__/);
    const versions = await nextVersions(path, units.length, now);
    const titles = slugs(name, units.length);
    const files = units.flatMap((unit, at) => {
      const head = headText(plan, { at: at + 1, of: units.length }, hazard);
      return directions(unit, plan.reverse.length > 0).flatMap(([prefix, step]) =>
        filesOf(join(path, `${prefix}${versions[at]}__${titles[at]}.sql`), head, step, lockTimeout),
      );
    });
    return { files, ...(units.some(({ up, down }) => (up ?? down)?.isAlone) && { notes: [ownLock] }) };
  },
};

function directions({ up, down }: Unit, hasReverse: boolean): (readonly [string, Step | undefined])[] {
  return [["V", up], ...(hasReverse ? ([["U", down]] as const) : [])];
}

function filesOf(file: string, head: string, step: Step | undefined, lockTimeout: string): Draft["files"] {
  const text = fileOf(head, ...paragraphsOf(step, { lockTimeout, hazard }));
  return [{ file, text }, ...(step?.isAlone ? [{ file: `${file}.conf`, text: outsideTransaction }] : [])];
}

/** After the highest, in its style: a step in its last part. */
async function nextVersions(path: string, count: number, now: Date): Promise<string[]> {
  const written = (await namesBelow(path)).flatMap((name) => {
    const file = name.slice(name.lastIndexOf("/") + 1);
    const { sort, id } = flywayName(file);
    const version = /^[VB](.*?)__/.exec(file)?.[1];
    return (sort === "versioned" || sort === "baseline") && version !== undefined ? [{ id, version }] : [];
  });
  const highest = written.sort(byVersion).at(-1)?.version;
  if (highest === undefined) return nextNumbers(count, [], now, { style: "sequence" });
  const [, before = "", last = "0"] = /^(.*[._])?(\d+)$/.exec(highest) ?? [];
  return nextNumbers(count, [last], now, { style: "sequence" }).map((number) => before + number);
}
