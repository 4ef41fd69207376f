// dbmate: one file with an up and a down part, each of which says whether it has a transaction. dbmate sends a part as a whole, so
// that two statements of it are one transaction to PostgreSQL even where dbmate begins none: what forbids one stands alone.

import { join } from "node:path";
import { dbmate as tool } from "../../migrations/dbmate.ts";
import { loadParser } from "../../sql/parse.ts";
import { folderOf, slugs } from "./folder.ts";
import type { PlanFormat } from "./format.ts";
import { nextNumbers } from "./numbers.ts";
import { fileOf, headText, paragraphsOf } from "./sql-text.ts";
import { type Step, unitsOf } from "./units.ts";

const hazard = { tool: "dbmate", pattern: /[\n\r]\s*--[\s-]*migrate\s*:/i, word: /migrate\s*:/i, characters: ":" };

export const dbmate: PlanFormat = {
  name: "dbmate",
  summary: "NAME.sql with `migrate:up` and `migrate:down`",
  out: "the migrations folder",
  draft: async (plan, { path, name, now, lockTimeout }) => {
    await loadParser();
    const units = unitsOf(plan.statements, plan.reverse);
    const there = await folderOf(tool, path, /^(\d+)_?.*\.sql$/s);
    const numbers = nextNumbers(units.length, there.numbers, now, { style: "timestamp" });
    const titles = slugs(name, units.length);
    const form = { lockTimeout, hazard };
    const part = (direction: string, step: Step | undefined) => [
      `-- migrate:${direction}${step?.isAlone ? " transaction:false" : ""}`,
      ...paragraphsOf(step, form),
    ];
    const files = units.map(({ up, down }, at) => {
      const head = headText(plan, { at: at + 1, of: units.length }, hazard);
      return {
        file: join(path, `${numbers[at]}_${titles[at]}.sql`),
        text: fileOf(head, ...part("up", up), ...part("down", down)),
      };
    });
    return { files };
  },
};
