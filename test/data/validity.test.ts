// Constraints that were never validated and indexes that are not valid, in an embedded PostgreSQL.

import { beforeEach, expect, test } from "vitest";
import { lookInto } from "../../src/data/data.ts";
import { useEmbeddedClient } from "../support/pglite.ts";

const client = useEmbeddedClient();
beforeEach(async () => {
  await client().query("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public; SET search_path = public");
});

const findingsOf = async (sql: string) => {
  await client().query(sql);
  return (await lookInto(client(), (id) => id, { timeout: 60 })).findings;
};

test("a check, a foreign key, a NOT NULL and a domain's check that were never validated are told, and mended by their fix", async () => {
  const findings = await findingsOf(`
    CREATE TABLE p (id integer PRIMARY KEY);
    CREATE TABLE t (id integer, "Of" integer, CONSTRAINT ck_done CHECK (id > 0));
    ALTER TABLE t ADD CONSTRAINT ck CHECK ("Of" > 0) NOT VALID;
    ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY ("Of") REFERENCES p NOT VALID;
    ALTER TABLE t ADD CONSTRAINT nn NOT NULL "Of" NOT VALID;
    CREATE DOMAIN d AS integer; CREATE TABLE u (v d); ALTER DOMAIN d ADD CONSTRAINT small CHECK (VALUE < 9) NOT VALID`);
  expect(findings.map(({ kind, id }) => [kind, id])).toEqual([
    ["constraint not validated", 'column:public.t."Of"'],
    ["constraint not validated", "constraint:public.d.small"],
    ["constraint not validated", "constraint:public.t.ck"],
    ["constraint not validated", "constraint:public.t.fk"],
  ]);
  expect(findings.at(-1)).toMatchObject({
    says: "the foreign key was never validated; rows older than it may violate it",
    fix: `ALTER TABLE "public"."t" VALIDATE CONSTRAINT "fk"`,
  });
  for (const { fix = "" } of findings) await client().query(fix);
  expect(await findingsOf("")).toEqual([]);
});

test("what is not enforced is not meant to hold", async () => {
  expect(await findingsOf("CREATE TABLE t (id integer CHECK (id > 0) NOT ENFORCED)")).toEqual([]);
});

test("what a child has of its parent is told once, unless it is the child's alone", async () => {
  const findings = await findingsOf(`
    CREATE TABLE p (id integer, k integer) PARTITION BY LIST (k); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
    ALTER TABLE p ADD CONSTRAINT ck CHECK (id > 0) NOT VALID; ALTER TABLE p ADD CONSTRAINT nn NOT NULL id NOT VALID;
    CREATE TABLE ids (id integer PRIMARY KEY); ALTER TABLE p ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES ids NOT VALID;
    ALTER TABLE p1 ADD CONSTRAINT own CHECK (k > 0) NOT VALID`);
  expect(findings.map(({ id }) => id)).toEqual([
    "column:public.p.id",
    "constraint:public.p.ck",
    "constraint:public.p.fk",
    "constraint:public.p1.own",
  ]);
  for (const { fix = "" } of findings) await client().query(fix);
  expect(await findingsOf("")).toEqual([]);
});

test("an index that a partition lacks is told, and none that is whole", async () => {
  const findings = await findingsOf(`
    CREATE TABLE p (id integer, k integer) PARTITION BY LIST (k); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
    CREATE INDEX whole ON p (k); CREATE INDEX half ON ONLY p (id);
    ALTER TABLE ONLY p ADD CONSTRAINT uq UNIQUE (id, k)`);
  expect(findings.map(({ kind, id, fix }) => [kind, id, fix])).toEqual([
    ["index not valid", "constraint:public.p.uq", undefined],
    ["index not valid", "index:public.p.half", undefined],
  ]);
});
