// A script of which a part can't be had is refused, or what is lost with it is told. Nothing is lost in silence.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { check } from "../../src/check.ts";
import { readCatalog } from "../../src/read-catalog.ts";

const folder = mkdtempSync(join(tmpdir(), "driftcheck-"));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
function script(sql: string): string {
  count += 1;
  const file = join(folder, `${count}.sql`);
  writeFileSync(file, sql);
  return file;
}

const tables = "CREATE TABLE r (id int PRIMARY KEY); CREATE TABLE t (a text, b int);";

describe("refused", () => {
  test.each([
    [
      "commands that a failing foreign key takes along",
      `${tables} ALTER TABLE t ADD c int, ADD FOREIGN KEY (a) REFERENCES r;`,
      /cannot restore/,
    ],
    ["a column's new type", `${tables} ALTER TABLE t ALTER a TYPE int;`, /cannot restore/],
    ["a check that is none", `${tables} ALTER TABLE t ADD CONSTRAINT ck CHECK (b);`, /cannot restore/],
    [
      "a second constraint of one name",
      `${tables} ALTER TABLE t ADD CONSTRAINT c CHECK (b > 0); ALTER TABLE t ADD CONSTRAINT c CHECK (b > 1);`,
      /cannot restore/,
    ],
  ])("%s", async (_, sql, message) => {
    await expect(readCatalog(script(sql))).rejects.toThrow(message);
  });
});

test("a foreign key between types that can't be compared is told, and unknown on both sides", async () => {
  const declared = script(`${tables} ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES r;`);
  const live = script(
    `${tables} ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (b) REFERENCES r; ALTER TABLE t ADD z int;`,
  );
  const { drift, notCompared } = await check({ declared, live, rules: [] });
  expect(drift.map(({ id }) => id)).toEqual(["column:public.t.z"]);
  const unknown = notCompared.filter(({ id }) => id !== undefined);
  expect(unknown.map(({ id, side }) => [id, side])).toEqual([["constraint:public.t.fk", "declared"]]);
});

test("a comment on an extension that comes later in the script is told, and not taken for one of an absent extension", async () => {
  const declared = script(`COMMENT ON EXTENSION citext IS 'ours'; CREATE EXTENSION citext; ${tables}`);
  const live = script(`CREATE EXTENSION citext; ${tables}`);
  const { notCompared } = await check({ declared, live, rules: [] });
  expect(notCompared.filter(({ side, reason }) => side === "declared" && reason.includes("citext"))).toHaveLength(1);
});

test("a sequence that is created twice is told", async () => {
  const { notCompared, objects } = await readCatalog(
    script("CREATE SEQUENCE s; CREATE TABLE t (i int); CREATE SEQUENCE s;"),
  );
  expect(notCompared.map(({ reason }) => reason)).toEqual([expect.stringContaining('relation "s" already exists')]);
  expect([...objects.keys()]).toContain("sequence:public.s");
});

test("no drift in what could be read is no answer where a table could not", async () => {
  const unique = "CREATE TABLE a (i int CONSTRAINT one UNIQUE);";
  const twice = script(`${unique} CREATE TABLE b (i int CONSTRAINT one UNIQUE);`);
  await expect(check({ declared: twice, live: script(unique), rules: [] })).rejects.toThrow(
    /table:public\.b could not/,
  );
});

test("foreign tables of an extension that PGlite lacks are read through its stand-in, and subscriptions are unknown", async () => {
  const declared = script(`${tables}
    CREATE EXTENSION postgres_fdw;
    CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'there');
    ALTER SERVER s OWNER TO someone;
    COMMENT ON SERVER s IS 'there';
    CREATE USER MAPPING FOR someone SERVER s OPTIONS (password 'x');
    CREATE TABLE p (id int) PARTITION BY LIST (id);
    CREATE FOREIGN TABLE public.f (id int) SERVER s;
    ALTER FOREIGN TABLE public.f OWNER TO someone;
    COMMENT ON FOREIGN TABLE public.f IS 'there';
    COMMENT ON COLUMN public.f.id IS 'there';
    ALTER TABLE ONLY public.p ATTACH PARTITION public.f FOR VALUES IN (1);
    CREATE SUBSCRIPTION sub CONNECTION 'host=there' PUBLICATION p WITH (connect = false, slot_name = 'sub');
    ALTER SUBSCRIPTION sub OWNER TO someone;
    COMMENT ON SUBSCRIPTION sub IS 'from there';`);
  const { objects, notCompared } = await readCatalog(declared);
  expect([...objects.keys()]).toEqual(
    expect.arrayContaining(["foreign server:s", "user mapping:s.someone", "foreign table:public.f"]),
  );
  expect(notCompared.map(({ id, what }) => id ?? what)).toEqual([
    "secret option value",
    "subscription:sub",
    "extension:postgres_fdw",
  ]);
});

test("a setting that this server does not have is left out, also one that is named as those of a transaction", async () => {
  const { objects, notCompared } = await readCatalog(script("SET transaction_unheard_of = 0; CREATE TABLE t (a int);"));
  expect([...objects.keys()]).toContain("table:public.t");
  expect(notCompared.map(({ what }) => what)).toEqual(["SET statement"]);
});
