// Drizzle's schema through the real drizzle-kit, of either major, compared with what its own migrations make.

import { describe, expect, test } from "vitest";
import { kinds } from "../../../src/kinds/registry.ts";
import { drizzle } from "../../../src/models/drizzle.ts";
import { useFolder } from "../../support/cli.ts";
import { catalogOf } from "../migrations/fixtures.ts";
import { installed, project, testWith } from "./projects.ts";

const files = useFolder();

const schema = `
import { sql } from "drizzle-orm";
import { check, index, integer, pgEnum, pgPolicy, pgSchema, pgTable, pgView, serial, text } from "drizzle-orm/pg-core";
export const mood = pgEnum("mood", ["sad", "it's; ok"]);
export const other = pgSchema("other");
export const users = pgTable("users", {
  id: serial("id").primaryKey(),
  name: text("name").notNull().default("a;b"),
  age: integer("age"),
  mood: mood("mood"),
}, (t) => [index("ix").on(t.name).where(sql\`age > 3\`), check("c", sql\`\${t.age} > 0\`), pgPolicy("p", { for: "select" })]);
export const orders = other.table("orders", {
  id: integer().generatedAlwaysAsIdentity(),
  user: integer().references(() => users.id),
});
export const view = pgView("v").as((q) => q.select().from(users));
`;
const config = (more = "") =>
  `${more}console.log("[dotenv] injecting env");\nexport default { dialect: "postgresql", schema: "./schema.ts", out: "./drizzle" };\n`;

describe.each([
  ["drizzle-kit 0.31", "."],
  ["drizzle-kit 1.0", "drizzle1"],
])("%s", (name, below) => {
  const modules = installed("drizzle-kit", below);

  testWith(modules)("makes the tables, views, policies and enums of the schema", async () => {
    await project(files(), name, modules);
    await files().write(`${name}/schema.ts`, schema);
    const { scripts, found } = await drizzle.ddl(await files().write(`${name}/drizzle.config.ts`, config()), {});
    expect(found).toMatch(/^the schema of .*drizzle\.config\.ts, by drizzle-kit \d/);
    const { objects, notCompared } = await catalogOf(scripts);
    expect(notCompared).toEqual([]);
    const ids = [...objects.keys()].map(String);
    expect(ids).toEqual(
      expect.arrayContaining([
        "enum:public.mood",
        "table:other.orders",
        "column:public.users.name",
        "index:public.users.ix",
        "constraint:public.users.c",
        "policy:public.users.p",
        "view:public.v",
      ]),
    );
  });

  testWith(modules)("says in one line what failed, without a password", async () => {
    await project(files(), `${name}-fails`, modules);
    const why = "throw new Error('no answer from postgres://me:secret@db/x');\n";
    const file = await files().write(`${name}-fails/drizzle.config.ts`, config(why));
    const failure = drizzle.ddl(file, {});
    await expect(failure).rejects.toThrow(
      /^drizzle-kit \S+ failed: .*no answer from postgres:\/\/me@db\/x.*\. Look at the output of `npx/,
    );
    await expect(failure).rejects.not.toThrow(/secret|\n/);
  });

  testWith(modules)("says that a schema declares nothing", async () => {
    await project(files(), `${name}-empty`, modules);
    await files().write(`${name}-empty/schema.ts`, "export const nothing = 1;\n");
    const file = await files().write(`${name}-empty/drizzle.config.ts`, config());
    await expect(drizzle.ddl(file, {})).rejects.toThrow(/drizzle\.config\.ts declares nothing/);
  });
});

test("a project without drizzle-kit is told so, and a file that is not there too", async () => {
  await project(files(), "bare", undefined);
  const file = await files().write("bare/drizzle.config.ts", config());
  await expect(drizzle.ddl(file, {})).rejects.toThrow(`${file} needs drizzle-kit, which is not installed`);
  await expect(drizzle.ddl(files().at("nowhere.ts"), {})).rejects.toThrow("nowhere.ts: no such file");
});

testWith(installed("drizzle-kit"))("what it can't express are kinds and attributes that there are", async () => {
  const modules = installed("drizzle-kit");
  await project(files(), "lacks", modules);
  await files().write("lacks/schema.ts", schema);
  const { lacks = [] } = await drizzle.ddl(await files().write("lacks/drizzle.config.ts", config()), {});
  const known = new Set(
    kinds.flatMap(({ name, attributes }) => [name, ...Object.keys(attributes).map((each) => `${name}.${each}`)]),
  );
  expect(lacks.filter((each) => !known.has(each))).toEqual([]);
  expect(new Set(lacks).size).toBe(lacks.length);
});
