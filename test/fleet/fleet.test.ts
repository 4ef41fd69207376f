// Ten databases of one model: what differs is told once, what can't be told hides nothing, and shards, reports from before and
// killed runs give the same bytes as one run.

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import { digestOf } from "../../src/fleet/assemble.ts";
import type { FleetReport } from "../../src/reporters/fleet/report.ts";
import { fleetSchema } from "../guards/fleet-schema.ts";
import { driftcheck, expectRefusal, startDriftcheck, useFolder } from "../support/cli.ts";
import { hasTurn } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithOwnServer } from "../support/servers.ts";
import { makeShops, model, silentServer, startingServer, urlOf } from "./databases.ts";

const folder = useFolder();
const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(fleetSchema());

function reportIn(text: string): FleetReport {
  const report: unknown = JSON.parse(text);
  expect(validate(report) ? [] : validate.errors).toEqual([]);
  return report as FleetReport;
}

/** As another run would have written it. */
const sealed = <Report extends { readonly digest: string }>({ digest: _, ...report }: Report) => ({
  ...report,
  digest: digestOf(report as never),
});

describeWithOwnServer(
  15,
  (server) => {
    let env: Record<string, string>;
    const check = (...args: readonly string[]) =>
      driftcheck(["check", "--declared", "model.sql", ...args], { cwd: folder().path, env });
    const report = async (name: string) => reportIn(await folder().read(name));

    beforeAll(async () => {
      env = { FLEET: `${await makeShops(server())}/shop_*`, DOWN: "postgres://checker:hush-hush@127.0.0.1:1/gone" };
      await folder().write("model.sql", model);
      await folder().write("shops.yaml", "targets: [{ live: { env: FLEET } }]");
      await folder().write("all.yaml", "targets: [{ live: { env: FLEET } }, { name: down, live: { env: DOWN } }]");
    });

    it("tells equal drift once, and what could not be told", async () => {
      const { code, stdout, stderr } = await check(
        "--targets",
        "all.yaml",
        "--retries",
        "0",
        "--reporter",
        "text",
        "--reporter",
        "json=all.json",
        "--reporter",
        "html=all.html",
      );
      expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
      expect(stdout).toContain("10 targets: 5 with drift, 2 could not be told, 3 clean.");
      expect(stdout).toContain(
        "3 of 10 targets lack index public.orders.ix_orders_status\n    shop_01, shop_02, shop_03\n",
      );
      expect(stdout).toContain("2 of 10 targets have the undeclared column public.items.note\n    shop_03, shop_04\n");
      expect(stdout).toMatch(/shop_09 {2}.*permission denied for database/);
      expect(stdout).toMatch(/down {2}.*connection refused/);
      const { outcome, counts, clusters, targets } = await report("all.json");
      expect({ outcome, counts }).toEqual({
        outcome: "could-not-tell",
        counts: { targets: 10, clean: 3, drift: 5, couldNotTell: 2 },
      });
      expect(clusters.map(({ drift, targets: having }) => [drift.type, drift.id, having.length])).toEqual([
        ["missing", "index:public.orders.ix_orders_status", 3],
        ["unexpected", "column:public.items.note", 2],
        ["changed", "column:public.orders.status", 1],
      ]);
      const third = targets.find(({ name }) => name === "shop_03");
      expect(third).toMatchObject({ outcome: "drift", clusters: clusters.slice(0, 2).map(({ id }) => id) });
      expect(await folder().read("all.html")).toContain("Targets by clusters");
      for (const name of ["all.json", "all.html"])
        expect(await folder().read(name)).not.toMatch(/hush|postgres:\/\/checker:/);
    });

    it("exits with 1 for drift, and with 0 where nothing of it fails", async () => {
      await folder().write(
        "clean.yaml",
        `targets: [${["shop_05", "shop_06"].map((name) => `{ name: ${name}, live: { env: ${name} } }`)}]`,
      );
      await folder().write("one.yaml", "targets: [{ live: { env: shop_04 } }, { live: { env: shop_05 } }]");
      for (const name of ["shop_04", "shop_05", "shop_06"]) env[name] = urlOf(server(), name);
      expect((await check("--targets", "clean.yaml")).code).toBe(0);
      expect((await check("--targets", "one.yaml")).code).toBe(1);
      expect((await check("--targets", "one.yaml", "--fail-on", "missing")).code).toBe(0);
    });

    it("gives the same bytes over shards, and refuses what is not of one run", async () => {
      await check("--targets", "shops.yaml", "--reporter", "json=whole.json");
      for (const index of [1, 2, 3])
        await check("--targets", "shops.yaml", "--shard", `${index}/3`, "--reporter", `json=shard-${index}.json`);
      const merge = (...args: readonly string[]) => driftcheck(["merge", ...args], { cwd: folder().path, env });
      const merged = await merge("shard-3.json", "shard-1.json", "shard-2.json", "--reporter", "json");
      expect(merged.stdout).toBe(await folder().read("whole.json"));
      expect(merged.code).toBe(2);
      expectRefusal(await merge("shard-3.json", "shard-1.json"), "shard 2/3 is missing");
      expectRefusal(await merge("shard-1.json", "shard-1.json", "shard-2.json"), "are both shard 1/3");
      expectRefusal(await merge("whole.json"), "whole.json is no shard's report");
      const second = await report("shard-2.json");
      const [other] = second.declared;
      const others = {
        "other-version.json": [sealed({ ...second, driftcheck: "0.0.1" }), "two versions of driftcheck"],
        "other-format.json": [{ ...second, version: 2 }, "has version 2"],
        "other-model.json": [
          sealed({ ...second, declared: [{ ...other, digest: "sha256:0" }] }),
          "two declared schemas",
        ],
        "other-list.json": [sealed({ ...second, list: { ...second.list, count: 8 } }), "two lists of targets"],
        "edited.json": [{ ...second, clusters: [] }, "is not as driftcheck wrote it"],
        "cut.json": ["{", "is not a report on a fleet"],
      } as const;
      for (const [name, [content, says]] of Object.entries(others)) {
        await folder().write(name, typeof content === "string" ? content : JSON.stringify(content));
        expectRefusal(await merge("shard-1.json", name, "shard-3.json"), name, says);
      }
    });

    it("reads nothing again that has not changed since a report", async () => {
      await check("--targets", "shops.yaml", "--reporter", "json=before.json");
      const logged = (await server().log()).length;
      const same = await check("--targets", "shops.yaml", "--since", "before.json", "--reporter", "json=same.json");
      expect(same.stderr).toBe("driftcheck: 8 targets unchanged and not read again.\n");
      expect(await folder().read("same.json")).toBe(await folder().read("before.json"));
      const asked = (await server().log()).slice(logged);
      expect(asked).toContain("pg_postmaster_start_time");
      // No row was written: nobody asked what is in them.
      expect(asked).not.toMatch(/pg_get_constraintdef|is_beyond/);
      await query(urlOf(server(), "shop_05"), "REINDEX TABLE items");
      const reindexed = await check("--targets", "shops.yaml", "--since", "before.json", "--reporter", "json");
      expect(reindexed.stderr).toBe("driftcheck: 8 targets unchanged and not read again.\n");
      expect(reportIn(reindexed.stdout).targets.map(({ versions: _, ...each }) => each)).toEqual(
        (await report("before.json")).targets.map(({ versions: _, ...each }) => each),
      );
      expect((await server().log()).slice(logged).match(/AS is_beyond/g)).toHaveLength(1);
      await query(urlOf(server(), "shop_06"), "COMMENT ON TABLE items IS 'what is in an order'");
      const other = await check("--targets", "shops.yaml", "--since", "before.json", "--reporter", "json=after.json");
      expect(other.stderr).toContain("7 targets unchanged");
      expect((await report("after.json")).targets.find(({ name }) => name === "shop_06")?.outcome).toBe("drift");
      await folder().write("rules.yaml", "rules: [{ id: notes, reason: r, match: { id: 'table:public.items' } }]");
      const ruled = await check("--targets", "shops.yaml", "--since", "after.json", "--rules", "rules.yaml");
      expect(ruled.stderr).toBe("");
      await query(urlOf(server(), "shop_06"), "COMMENT ON TABLE items IS NULL");
    });

    it.runIf(hasTurn("killed"))(
      "goes on where it was killed: nothing is lost, and nothing read or told twice",
      async () => {
        const silent = await silentServer();
        await folder().write(
          "hanging.yaml",
          "targets: [{ live: { env: FLEET } }, { name: shop_045, live: { env: SILENT } }]",
        );
        const args = ["--targets", "hanging.yaml", "--jobs", "1", "--retries", "0", "--reporter", "json"];
        const all = ["check", "--declared", "model.sql", ...args, "--journal", "run.journal"];
        const options = { cwd: folder().path, env: { ...env, SILENT: silent.url } };
        const { child, ended } = startDriftcheck(all, options);
        await silent.asked;
        child.kill("SIGKILL");
        expect((await ended).code).toBe(null);
        const lines = readFileSync(folder().at("run.journal"), "utf8").trimEnd().split("\n");
        expect(lines.length).toBe(5);
        expect(lines.join("")).not.toContain("hush");
        // As if it had been killed while it wrote.
        await folder().write("run.journal", `${lines.join("\n")}\n{"name":"shop_05","outc`);
        silent.end();
        const logged = (await server().log()).length;
        const resumed = await driftcheck(all, options);
        const before = (await server().log()).slice(logged);
        expect(before.match(/pg_get_constraintdef/g)?.length).toBeGreaterThan(0);
        expect(resumed.stderr).toBe("driftcheck: 4 targets unchanged and not read again.\n");
        const uninterrupted = await driftcheck(["check", "--declared", "model.sql", ...args], options);
        expect(resumed.stdout).toBe(uninterrupted.stdout);
        expect(await folder().list()).not.toContain("run.journal");
      },
    );

    it("tries again what may pass, as often as it is told", async () => {
      await folder().write("starting.yaml", "targets: [{ name: slow, live: { env: STARTING } }]");
      const live = urlOf(server(), "shop_05");
      env.STARTING = await startingServer(live, 2);
      expect((await check("--targets", "starting.yaml", "--retries", "2")).code).toBe(0);
      env.STARTING = await startingServer(live, 2);
      const { code, stdout } = await check("--targets", "starting.yaml", "--retries", "1");
      expect(stdout).toContain("starting up");
      expect(code).toBe(2);
    });

    it("finds the outliers where nothing is declared", async () => {
      const ran = await driftcheck(["check", "--declared", "majority", "--targets", "shops.yaml"], {
        cwd: folder().path,
        env,
      });
      expect(ran.code).toBe(2);
      expect(ran.stdout).toContain("3 of 9 targets lack index public.orders.ix_orders_status");
      expect(ran.stdout).toContain("Declared: majority, ");
    });

    it("reads the schemas of one database as the declared schema", async () => {
      const url = await server().createDatabase("tenants");
      const schemas = ["tenant_a", "tenant_b", '"tenant_C.""1"" x"', "tenant_d"].map(
        (name) => `CREATE SCHEMA ${name}; SET search_path = ${name}; ${model}`,
      );
      const toOthers =
        "ALTER TABLE tenant_d.items DROP CONSTRAINT items_order_id_fkey, ADD CONSTRAINT items_order_id_fkey FOREIGN KEY (order_id) REFERENCES";
      await query(
        url,
        `${schemas.join(";")}; DROP INDEX tenant_b.ix_orders_status; SET search_path = public; ${model}; ${toOthers} public.orders (id)`,
      );
      env.TENANTS = url;
      await folder().write("tenants.yaml", "targets: [{ live: { env: TENANTS }, schema: tenant_* }]");
      const ran = await check("--targets", "tenants.yaml", "--reporter", "text", "--reporter", "json=tenants.json");
      expect(ran.stdout).toContain("4 targets: 2 with drift, 2 clean.");
      expect(ran.stdout).toContain("lacks index public.orders.ix_orders_status\n    tenant_b\n");
      expect(ran.stdout).toContain('references: declared public.orders, live "public (live)".orders\n    tenant_d\n');
      await query(url, "ALTER TABLE tenant_a.items ADD note text");
      const since = await check("--targets", "tenants.yaml", "--since", "tenants.json");
      expect(since.stderr).toBe("driftcheck: 3 targets unchanged and not read again.\n");
      expect(since.stdout).toContain("4 targets: 3 with drift, 1 clean.");
    });

    it("asks a catalogue for names and URLs", async () => {
      const url = await server().createDatabase("catalogue");
      await query(
        url,
        `CREATE TABLE shops (name text, url text); INSERT INTO shops SELECT n, '${server().url}' FROM unnest(ARRAY['shop_05', 'shop_06']) n`,
      );
      Object.assign(env, { CATALOGUE: url, NAMED: urlOf(server(), "{name}") });
      const shops = (entry: string) =>
        folder().write("catalogue.yaml", `targets: [{ from: { env: CATALOGUE }, ${entry} }]`);
      await shops('query: "SELECT name FROM shops ORDER BY 1", live: { env: NAMED }, name: "eu-{name}"');
      const named = await check("--targets", "catalogue.yaml", "--reporter", "json");
      expect(reportIn(named.stdout).targets.map(({ name }) => name)).toEqual(["eu-shop_05", "eu-shop_06"]);
      await shops(
        "query: \"SELECT name, url || name FROM (SELECT name, replace(url, 'postgres', name) AS url FROM shops WHERE false) s\"",
      );
      expectRefusal(await check("--targets", "catalogue.yaml"), "targets.1.query: gives no row");
      await shops('query: "SELECT name FROM shops; DROP TABLE shops"');
      expectRefusal(await check("--targets", "catalogue.yaml"), "cannot insert multiple commands");
      await shops('query: "DELETE FROM shops RETURNING name"');
      expectRefusal(await check("--targets", "catalogue.yaml"), "read-only transaction");
    });
  },
  { settings: { log_statement: "all" } },
);

describe("a list that can't be", () => {
  const check = (...args: readonly string[]) =>
    driftcheck(["check", "--declared", "model.sql", ...args], { cwd: folder().path, env: { EMPTY: "" } });

  beforeAll(async () => {
    await folder().write("model.sql", model);
  });

  it.each([
    ["a target twice", "[{ name: a, live: model.sql }, { name: a, live: model.sql }]", "the target a is listed twice"],
    [
      "an unset variable within a value",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: what a person writes.
      '[{ name: a, live: "postgres://u@h/${NOT_SET_HERE}" }]',
      "targets.1.live: the environment variable NOT_SET_HERE is not set. Set it.",
    ],
    ["a slash", "[{ name: a/b, live: model.sql }]", "the target a/b has a slash in its name"],
    [
      "a URL for a name",
      "[{ name: 'postgres://u:hush@h/b', live: model.sql }]",
      /target postgres:\/\/u@h\/b has a slash/,
    ],
    ["a name with a password", "[{ name: 'u:hush@h', live: model.sql }]", "may contain a password"],
    ["blanks", "[{ name: ' a', live: model.sql }]", "no valid name"],
    ["an unset variable", "[{ name: a, live: { env: NOWHERE } }]", "variable NOWHERE is not set"],
    ["an empty list", "[]", "targets: is empty"],
    ["no list", "{ a: 1 }", "targets: must be a list"],
    ["no live", "[{ name: a }]", "targets.1.live: is missing"],
    ["an unknown key", "[{ name: a, life: model.sql }]", "targets.1.life: is unknown. Did you mean live?"],
    ["a password", "[{ name: a, live: 'postgres://u:hush@h/b' }]", "contains a password"],
    ["no name", "[{ live: model.sql }]", "targets.1.name: is missing"],
    ["a query without a server", "[{ query: SELECT 1 }]", "targets.1.from: is missing"],
  ])("%s", async (_, targets, says) => {
    await folder().write("bad.yaml", `targets: ${targets}`);
    const ran = await check("--targets", "bad.yaml");
    expectRefusal(ran, says);
    expect(ran.stderr).not.toContain("hush");
  });

  it.each([
    [["--shard", "4/3"], "--shard 4/3: write i/n"],
    [["--targets", "bad.yaml", "--live", "model.sql"], "--live names one database"],
    [["--live", "model.sql", "--since", "x.json"], "--since is for many databases"],
    [["--targets", "none.yaml"], "none.yaml: no such file"],
    [["--targets", "good.yaml", "--reporter", "sarif"], "--reporter sarif is for one database"],
    [["--targets", "good.yaml", "--since", "good.yaml"], "good.yaml is not a report on a fleet"],
    [["--targets", "good.yaml", "--journal", "model.sql"], "model.sql is no journal of a fleet"],
  ])("%j", async (args, says) => {
    await folder().write("good.yaml", "targets: [{ name: a, live: model.sql }]");
    expectRefusal(await check(...args), says);
  });

  it("takes the list of a file that is extended, with its paths", async () => {
    await folder().write("team/base.yaml", "targets: [{ name: a, live: ../model.sql }]");
    await folder().write("own.yaml", "extends: team/base.yaml\nenvironments: { all: { declared: model.sql } }");
    const run = () => driftcheck(["check", "--config", "own.yaml", "--env", "all"], { cwd: folder().path });
    expect(await run()).toMatchObject({ stderr: "", stdout: expect.stringContaining("No drift in 1 target.") });
    await folder().write(
      "own.yaml",
      "extends: team/base.yaml\ntargets: [{ name: b, live: model.sql }, { name: c, live: model.sql }]\nenvironments: { all: { declared: model.sql } }",
    );
    expect((await run()).stdout).toContain("No drift in 2 targets.");
  });

  it("checks environments by name", async () => {
    await folder().write("other.sql", `${model} CREATE TABLE more (id int);`);
    await folder().write(
      "driftcheck.yaml",
      "environments: { staging: { declared: model.sql, live: model.sql }, production: { declared: model.sql, live: other.sql } }",
    );
    const run = (...args: readonly string[]) => driftcheck(["check", ...args], { cwd: folder().path });
    for (const args of [["--env", "staging", "--env", "production"], ["--all-envs"]]) {
      const { code, stdout } = await run(...args);
      expect(stdout).toContain("1 of 2 targets has the undeclared table public.more, with 1 column\n    production\n");
      expect(code).toBe(1);
    }
    expectRefusal(await run("--env", "staging", "--env", "staging"), "--env staging is given twice");
    expectRefusal(await run("--all-envs", "--base", "git:HEAD"), "--base tells who moved in one database");
    expectRefusal(await run("--all-envs", "--env", "staging"), "contradict each other");
  });
});
