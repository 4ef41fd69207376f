// Folders that the tools' own users would have: the same tables, a function with semicolons, and down parts that drop it all.

import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../../src/catalog/catalog.ts";
import { migrationTools } from "../../../src/migrations/registry.ts";
import { catalogOf, differences, emitted, fixture, folders, toolNamed } from "./fixtures.ts";

let expected: Catalog;
beforeAll(async () => {
  const name = fixture("expected.sql");
  expected = await catalogOf([{ name, text: await readFile(name, "utf8") }]);
});

const ids: Readonly<Record<string, readonly string[]>> = {
  goose: ["1", "2", "9", "10"],
  dbmate: ["20240101000000", "20240102000000", "20240103000000", "20250101000000"],
  "golang-migrate": ["1", "2", "9", "10"],
  flyway: ["1", "1.2", "1.9", "1.10", "R__touch.sql", "R__touch_trigger.sql"],
  sqitch: ["authors", "books", "touch", "isbn", "touch#2", "code"],
  drizzle: ["20240101000000", "20240102000000", "20240103000000", "20240104000000"],
  prisma: ["authors", "books", "isbn", "code"].map((name, at) => `2024010${at + 1}000000_${name}`),
  rails: ["20240101000000", "20240102000000", "20240103000000", "20240104000000"],
};

describe.each(Object.entries(folders))("%s", (name, path) => {
  test("its folder is known by what is in it, and to no other tool", async () => {
    const detecting = migrationTools.map(async (tool) => ((await tool.detects?.(path)) === true ? [tool.name] : []));
    expect((await Promise.all(detecting)).flat()).toEqual([name]);
  });

  test("its migrations are one line, in the tool's order", async () => {
    const { revisions, heads, problems } = await toolNamed(name).history(path, {});
    expect(revisions.map(({ id }) => id)).toEqual(ids[name]);
    expect(revisions.map(({ parents }) => parents)).toEqual(
      revisions.map((_, at) => (at === 0 ? [] : [ids[name]?.[at - 1]])),
    );
    expect({ heads, problems }).toEqual({ heads: [ids[name]?.at(-1)], problems: [] });
  });

  test("its up parts make what is expected, and no down part is run", async () => {
    const { scripts, leftOut } = await emitted(toolNamed(name), path);
    expect(leftOut).toBeUndefined();
    expect(await differences(expected, await catalogOf(scripts))).toEqual([]);
  });

  test.runIf(name !== "rails")("some of its migrations make only what they make", async () => {
    const { scripts, found } = await emitted(toolNamed(name), path, ids[name]?.slice(0, 2));
    expect(found).toMatch(/^2 migrations of /);
    const told = await differences(expected, await catalogOf(scripts));
    expect(told).toContain("missing column:public.books.code");
    expect(told).not.toContain("missing table:public.books");
  });
});

test("Drizzle's two layouts have the same ids and make the same", async () => {
  const [old, recent] = [fixture("drizzle"), fixture("drizzle-1.0")];
  const drizzle = toolNamed("drizzle");
  expect((await drizzle.history(recent, {})).revisions.map(({ id }) => id)).toEqual(ids.drizzle);
  expect(await toolNamed("prisma").detects?.(recent)).toBe(false);
  expect(await drizzle.detects?.(recent)).toBe(true);
  expect(await emitted(drizzle, `${old}/meta`)).toMatchObject({ scripts: (await emitted(drizzle, old)).scripts });
  expect(await differences(expected, await catalogOf((await emitted(drizzle, recent)).scripts))).toEqual([]);
});

test("Rails' structure.sql is had whole or not at all", async () => {
  const rails = toolNamed("rails");
  const path = folders.rails ?? "";
  const whole = await emitted(rails, path, ids.rails);
  expect(whole.scripts).toHaveLength(1);
  await expect(emitted(rails, path, ids.rails?.slice(0, 3))).rejects.toThrow(
    /cannot remove migration 20240104000000 from \S*structure\.sql, because it is Ruby\. Check out/,
  );
  await expect(rails.history(`${path}/schema.rb`, {})).rejects.toThrow(/schema\.rb is Ruby.*schema_format = :sql/);
});

test("Sqitch's deploy folder stands for its project", async () => {
  const sqitch = toolNamed("sqitch");
  expect(await sqitch.detects?.(fixture("sqitch/deploy"))).toBe(true);
  expect((await sqitch.history(fixture("sqitch/deploy"), {})).revisions).toMatchObject(
    (await sqitch.history(fixture("sqitch"), {})).revisions,
  );
});

test("plain SQL is no tool's", async () => {
  const detecting = migrationTools.map((tool) => tool.detects?.(fixture(".")));
  expect((await Promise.all(detecting)).filter(Boolean)).toEqual([]);
  const missing = await Promise.all(migrationTools.map((tool) => tool.detects?.(fixture("nowhere"))));
  expect(missing.filter(Boolean)).toEqual([]);
});
