// Prisma Migrate: a folder with a migration.sql, which goes up only and is sent as a whole. What forbids a transaction stands alone.

import { join } from "node:path";
import { prisma as tool } from "../../migrations/prisma.ts";
import { isFile } from "../../scripts/folder.ts";
import { loadParser } from "../../sql/parse.ts";
import { folderOf, slugs } from "./folder.ts";
import type { PlanFormat } from "./format.ts";
import { nextNumbers } from "./numbers.ts";
import { fileOf, headText, paragraphsOf } from "./sql-text.ts";
import { unitsOf } from "./units.ts";

export const prisma: PlanFormat = {
  name: "prisma",
  summary: "NAME/migration.sql",
  out: "the migrations folder",
  state:
    "schema.prisma is as before. prisma migrate dev runs all migrations on an empty database, where this one fails if another already makes the same.",
  draft: async (plan, { path, name, now, lockTimeout }) => {
    await loadParser();
    // The folder of schema.prisma has that of the migrations in it.
    const folder = (await isFile(join(path, "schema.prisma"))) ? join(path, "migrations") : path;
    const units = unitsOf(plan.statements, []);
    const there = await folderOf(tool, folder, /^(\d{14})_/);
    const numbers = nextNumbers(units.length, there.numbers, now, { style: "timestamp" });
    const titles = slugs(name, units.length);
    const files = units.map(({ up }, at) => ({
      file: join(folder, `${numbers[at]}_${titles[at]}`, "migration.sql"),
      text: fileOf(headText(plan, { at: at + 1, of: units.length }), ...paragraphsOf(up, { lockTimeout })),
    }));
    return { files };
  },
};
