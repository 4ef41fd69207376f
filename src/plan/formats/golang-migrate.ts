// golang-migrate: a file for each direction, sent to the server as a whole. What forbids a transaction stands alone in its file.

import { join } from "node:path";
import { golangMigrate as tool } from "../../migrations/golang-migrate.ts";
import { loadParser } from "../../sql/parse.ts";
import { folderOf, slugs } from "./folder.ts";
import type { PlanFormat } from "./format.ts";
import { nextNumbers } from "./numbers.ts";
import { fileOf, headText, paragraphsOf } from "./sql-text.ts";
import { unitsOf } from "./units.ts";

export const golangMigrate: PlanFormat = {
  name: "golang-migrate",
  summary: "NAME.up.sql and NAME.down.sql",
  out: "the migrations folder",
  draft: async (plan, { path, name, now, lockTimeout }) => {
    await loadParser();
    const units = unitsOf(plan.statements, plan.reverse);
    const there = await folderOf(tool, path, /^(\d+)_.*\.(?:up|down)\./s);
    const numbers = nextNumbers(units.length, there.numbers, now, { style: "sequence", width: 6 });
    const titles = slugs(name, units.length);
    const form = { lockTimeout, hasTransaction: true } as const;
    const files = units.flatMap(({ up, down }, at) => {
      const head = headText(plan, { at: at + 1, of: units.length });
      const file = (direction: string) => join(path, `${numbers[at]}_${titles[at]}.${direction}.sql`);
      return [
        { file: file("up"), text: fileOf(head, ...paragraphsOf(up, form)) },
        { file: file("down"), text: fileOf(head, ...paragraphsOf(down, form)) },
      ];
    });
    return { files };
  },
};
