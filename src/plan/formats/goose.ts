// goose: one file with an Up and a Down part; NO TRANSACTION holds for both.

import { join } from "node:path";
import { goose as tool } from "../../migrations/goose/goose.ts";
import { loadParser } from "../../sql/parse.ts";
import { folderOf, slugs } from "./folder.ts";
import type { PlanFormat } from "./format.ts";
import { nextNumbers } from "./numbers.ts";
import { fileOf, headText, paragraphsOf } from "./sql-text.ts";
import { unitsOf } from "./units.ts";

/** Lines that goose takes for its own wherever they stand, and the ends of lines that it changes. */
const hazard = {
  tool: "goose",
  pattern: /[\n\r][ \t]*--[^\n\r]*\+goose|\r\n/,
  word: /\+goose|\r\n/i,
  characters: "+",
};

/** Without these lines goose ends a statement at each line that ends with a semicolon. */
const wrap = (sql: string) =>
  sql.slice(0, -1).includes(";") || sql.endsWith("\n;") || sql.includes("--")
    ? `-- +goose StatementBegin\n${sql}\n-- +goose StatementEnd`
    : sql;

export const goose: PlanFormat = {
  name: "goose",
  summary: "NAME.sql with `+goose Up` and `+goose Down`",
  out: "the migrations folder",
  draft: async (plan, { path, name, now, lockTimeout }) => {
    await loadParser();
    const units = unitsOf(plan.statements, plan.reverse);
    const there = await folderOf(tool, path, /^(\d+)_.*\.(?:sql|go)$/s);
    const numbers = nextNumbers(units.length, there.numbers, now, { style: "timestamp" });
    const titles = slugs(name, units.length);
    const files = units.map(({ up, down }, at) => {
      const isAlone = (up ?? down)?.isAlone === true;
      const form = { lockTimeout, hazard, wrap };
      const head = headText(plan, { at: at + 1, of: units.length }, hazard);
      return {
        file: join(path, `${numbers[at]}_${titles[at]}.sql`),
        text: fileOf(
          ...(isAlone ? ["-- +goose NO TRANSACTION"] : []),
          head,
          "-- +goose Up",
          ...paragraphsOf(up, form),
          "-- +goose Down",
          ...paragraphsOf(down, form),
        ),
      };
    });
    return { files };
  },
};
