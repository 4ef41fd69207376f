// Reading one schema under another's name: what was forgotten is told, and what would be confused is refused.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { check } from "../../src/check.ts";
import { sample } from "../support/sample.ts";

const folder = mkdtempSync(join(tmpdir(), "driftcheck-"));
afterAll(() => rmSync(folder, { recursive: true }));

function script(name: string, sql: string): string {
  writeFileSync(join(folder, name), sql);
  return join(folder, name);
}

const shop = join(import.meta.dirname, "../fixtures/shop");

test("a schema that has most missing tables is told, with the option to give", async () => {
  const report = await check({ declared: join(shop, "declared.sql"), live: join(shop, "live.sql"), rules: [] });
  const told = [...report.hints, ...(report.findings ?? []).map(({ says }) => says)];
  expect(told).toEqual([
    expect.stringMatching(/^The live schema shop has 14 of the 14 tables .*--map-schema shop=public/),
  ]);
});

test("no hint where tables are only missing", async () => {
  const declared = script("declared.sql", "CREATE TABLE a (i int); CREATE TABLE b (i int); CREATE TABLE c (i int);");
  const live = script("live.sql", "CREATE SCHEMA other; CREATE TABLE a (i int); CREATE TABLE other.b (i int);");
  expect((await check({ declared, live, rules: [] })).hints).toEqual([]);
});

test("what the live schema of that name holds is not taken for what is declared", async () => {
  const declared = script("declared.sql", "CREATE TABLE sites (i int);");
  const live = script("live.sql", "CREATE SCHEMA shop; CREATE TABLE shop.other (i int); CREATE TABLE sites (i int);");
  const { drift } = await check({ declared, live, rules: [], mapSchemas: new Map([["shop", "public"]]) });
  expect(drift.map(({ type, id }) => `${type} ${id}`)).toEqual([
    'unexpected table:"public (live)".sites',
    "unexpected table:public.other",
    "missing table:public.sites",
  ]);
});

describe("a live text that names the schema whose name another is read under", () => {
  let written = 0;
  const drifts = async (declared: string, live: string, schemas: readonly [string, string][] = [["app", "public"]]) => {
    written += 1;
    const sides = {
      declared: script(`declared-${written}.sql`, declared),
      live: script(`live-${written}.sql`, `CREATE SCHEMA app; ${live}`),
    };
    const { drift } = await check({ ...sides, rules: [], mapSchemas: new Map(schemas) });
    return drift.map(({ type, id, attribute }) => `${type} ${id}${attribute === undefined ? "" : ` ${attribute}`}`);
  };
  const routine = (name: string, body: string, more = "LANGUAGE plpgsql") =>
    `CREATE FUNCTION ${name}() RETURNS void ${more} AS $f$ ${body} $f$;`;
  const insert = "BEGIN INSERT INTO public.log VALUES (1); END";

  const bodies = [
    ["a statement", insert, "LANGUAGE plpgsql"],
    ["a statement that is built", "BEGIN EXECUTE 'INSERT INTO public.log VALUES (''x'')'; END", "LANGUAGE plpgsql"],
    ["a statement in dollars", "BEGIN EXECUTE $$INSERT INTO PUBLIC.log VALUES (1)$$; END", "LANGUAGE plpgsql"],
    ["a string with escapes", "BEGIN EXECUTE E'INSERT INTO public.log VALUES (\\'x\\')'; END", "LANGUAGE plpgsql"],
    ["a name in parts", 'BEGIN INSERT INTO public /* of old */ . "log" VALUES (1); END', "LANGUAGE plpgsql"],
    ["a sequence's name", "BEGIN PERFORM nextval('public.log'); END", "LANGUAGE plpgsql"],
    ["a search path", "BEGIN INSERT INTO log VALUES (1); END", "LANGUAGE plpgsql SET search_path = public"],
  ] as const;
  test.each(sample(bodies, 1))("in a function: %s", async (_, body, more) => {
    const log = (schema: string) => `CREATE TABLE ${schema}.log (a int); ${routine(`${schema}.f`, body, more)}`;
    const attribute = more.includes("search_path") ? "settings" : "body";
    expect(await drifts(log("public"), log("app"))).toEqual([`changed function:public.f() ${attribute}`]);
  });

  test("in a key, a view, a default, a type and a signature", async () => {
    const users = (schema: string) =>
      `CREATE TABLE ${schema}.users (id int PRIMARY KEY); CREATE SEQUENCE ${schema}.s; CREATE TYPE ${schema}.mood AS ENUM ('a');`;
    const rest = (schema: string, of: string) => `
      CREATE TABLE ${schema}.orders (id int DEFAULT nextval('${of}.s'), late int DEFAULT nextval(('${of}.s'::text)::regclass),
        m ${of}.mood, user_id int CONSTRAINT fk REFERENCES ${of}.users);
      CREATE VIEW ${schema}.v AS SELECT id FROM ${of}.users;
      CREATE FUNCTION ${schema}.f(${of}.mood) RETURNS int LANGUAGE sql AS 'SELECT 1';`;
    const declared = users("public") + rest("public", "public");
    expect(await drifts(declared, users("app") + users("public") + rest("app", "app"))).toEqual([
      'unexpected enum:"public (live)".mood',
      'unexpected sequence:"public (live)".s',
      'unexpected table:"public (live)".users',
      "changed column:public.orders.late default",
    ]);
    expect(await drifts(declared, users("app") + users("public") + rest("app", "public"))).toEqual([
      'unexpected enum:"public (live)".mood',
      'unexpected sequence:"public (live)".s',
      'unexpected table:"public (live)".users',
      'unexpected function:public.f("public (live)".mood)',
      "missing function:public.f(public.mood)",
      "changed constraint:public.orders.fk references",
      "changed column:public.orders.id default",
      "changed column:public.orders.late default",
      "changed column:public.orders.m type",
      "changed view:public.v body",
    ]);
  });

  test("is an extension's where neither schema has it, and is then the same", async () => {
    const tables = (schema: string) => `
      CREATE TABLE ${schema}.t (name public.citext, key text DEFAULT public.uuid_generate_v4(), note text DEFAULT 'public.none');
      ${routine(`${schema}.f`, "BEGIN PERFORM public.uuid_generate_v4(); END")}`;
    const extensions = `CREATE EXTENSION citext SCHEMA public; CREATE EXTENSION "uuid-ossp" SCHEMA public;`;
    expect(await drifts(extensions + tables("public"), extensions + tables("app"))).toEqual([]);
  });

  test("in a publication, and no extension's home", async () => {
    const all = (schema: string, published: string) => `CREATE EXTENSION citext SCHEMA public;
      CREATE TABLE ${schema}.t (a int); CREATE PUBLICATION p FOR TABLES IN SCHEMA ${published};`;
    expect(await drifts(all("public", "public"), all("app", "app"))).toEqual([]);
    expect(await drifts(all("public", "public"), all("app", "public"))).toEqual(["changed publication:p schemas"]);
  });

  test("is renamed with the path that a function sets", async () => {
    const f = (schema: string, path: string) =>
      `CREATE TABLE ${schema}.log (a int); ${routine(`${schema}.f`, "BEGIN END", `LANGUAGE plpgsql SET search_path = ${path}`)}`;
    expect(await drifts(f("public", `"$user", public`), f("app", `"$user", app`))).toEqual([]);
  });

  test("is mapped itself where it is read under a third name", async () => {
    const log = (schema: string) => `CREATE TABLE ${schema}.log (a int); ${routine(`${schema}.f`, insert)}`;
    const archive = "CREATE SCHEMA archive; CREATE TABLE archive.log (a int);";
    const swapped: [string, string][] = [
      ["app", "public"],
      ["public", "archive"],
    ];
    expect(await drifts(archive + log("public"), `${log("app")} CREATE TABLE public.log (a int);`, swapped)).toEqual([
      "changed function:public.f() body",
    ]);
  });
});
