// What a model lacks is set aside only where it has no value there: a flag or a list is no or nothing, and differs.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { beyondColumnsAndKeys } from "../../../src/models/beyond-orms.ts";
import { prisma } from "../../../src/models/prisma.ts";
import { lacksOf } from "../../../src/models/sqlalchemy-statements.ts";
import { loadParser } from "../../../src/sql/parse.ts";

const files: Readonly<Record<string, string>> = {
  table: "tables",
  column: "columns",
  constraint: "constraints",
  index: "indexes",
};

test("no flag and no list is among what a model may lack", async () => {
  await loadParser();
  const lists = [...beyondColumnsAndKeys, ...lacksOf([], "1.4"), ...(await lacksOfPrisma())];
  const wrong = lists.filter((name) => {
    const [kind = "", attribute] = name.split(".");
    const file = files[kind];
    if (file === undefined || attribute === undefined) return false;
    const source = readFileSync(new URL(`../../../src/kinds/${file}.ts`, import.meta.url), "utf8");
    return new RegExp(`\\b${attribute}: (?:flag|list|storageOptions)\\(`).test(source);
  });
  // Privileges are told apart by whether they are asked for at all.
  expect(wrong.filter((name) => !name.endsWith(".privileges"))).toEqual([]);
});

/** As its source has them: Prisma itself need not be there. */
async function lacksOfPrisma(): Promise<string[]> {
  expect(prisma.name).toBe("prisma");
  const source = readFileSync(new URL("../../../src/models/prisma.ts", import.meta.url), "utf8");
  return [...source.matchAll(/"([a-z]+\.\w+)"/g)].map(([, name = ""]) => name);
}
