// By night: two hundred databases beside as many single runs and pg_dumps, and five thousand schemas over eight shards, in one run.
// What they cost is printed, and not asserted.

import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { FleetReport } from "../../src/reporters/fleet/report.ts";
import { program, useFolder } from "../support/cli.ts";
import { isNightly } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithOwnServer } from "../support/servers.ts";
import { model, silentServer, urlOf } from "./databases.ts";
import { figures, measured, mostConnections } from "./measured.ts";

const folder = useFolder();
const driftcheck = `${process.execPath} ${program}`;
/** Smaller, to try it. */
const [databases, tenants, shards] = [
  Number(process.env.DRIFTCHECK_FLEET ?? 200),
  Number(process.env.DRIFTCHECK_TENANTS ?? 5000),
  8,
];
const numbered = (at: number) => `shop_${String(at).padStart(3, "0")}`;
const say = (line: string) => process.stderr.write(`${line}\n`);

/** Thirty tables, as three migrations made them. */
const tables = Array.from(
  { length: 30 },
  (_, at) => `CREATE TABLE t${at} (id bigserial PRIMARY KEY, c0 text NOT NULL, c1 integer DEFAULT 0, c2 numeric(10,2),
  c3 timestamptz DEFAULT now(), c4 boolean NOT NULL DEFAULT true, c5 varchar(80), c6 jsonb${at === 0 ? "" : `, parent_id bigint REFERENCES t${at - 1} (id)`});
CREATE INDEX ix_t${at}_c0 ON t${at} (c0); CREATE INDEX ix_t${at}_c3 ON t${at} (c3) WHERE c4;`,
);
const migrations = [
  tables.join("\n"),
  "ALTER TABLE t1 ADD added text; CREATE VIEW v AS SELECT id, c0 FROM t2;",
  "CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql AS 'SELECT 2 * n';",
];
const version = (at: number) => `2026010${at + 1}000000`;
const upTo = (count: number) =>
  `CREATE TABLE schema_migrations (version varchar(128) PRIMARY KEY); ${migrations.slice(0, count).join("\n")}
  GRANT SELECT ON schema_migrations TO PUBLIC; INSERT INTO schema_migrations VALUES ${Array.from({ length: count }, (_, at) => `('${version(at)}')`).join(", ")};`;

/** Ten changes by hand, and in which of the databases. */
const drifts: readonly (readonly [from: number, to: number, sql: string, id: string])[] = [
  [1, 20, "DROP INDEX ix_t3_c0", "index:public.t3.ix_t3_c0"],
  [15, 30, "ALTER TABLE t4 ADD extra text", "column:public.t4.extra"],
  [31, 40, "ALTER TABLE t5 ALTER c5 TYPE varchar(40)", "column:public.t5.c5"],
  [41, 46, "ALTER TABLE t6 ALTER c0 DROP NOT NULL", "column:public.t6.c0"],
  [47, 50, "CREATE TABLE stray (id int PRIMARY KEY)", "table:public.stray"],
  [51, 52, "DROP VIEW v", "view:public.v"],
  [53, 55, "ALTER TABLE t7 ALTER c1 SET DEFAULT 1", "column:public.t7.c1"],
  [56, 56, "ALTER TABLE t8 DROP CONSTRAINT t8_parent_id_fkey", "constraint:public.t8.t8_parent_id_fkey"],
  [57, 57, "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'", "function:public.f()"],
  [58, 59, "COMMENT ON TABLE t9 IS 'by hand'", "table:public.t9"],
];
/** All but the one that is down and the one that hangs. */
const reachable = databases - 2;
const older = [reachable - 8, reachable - 7, reachable - 6];
const forbidden = reachable;

describe.runIf(isNightly)("at scale", () => {
  describeWithOwnServer(
    15,
    (server) => {
      const read = async (name: string) => JSON.parse(await folder().read(name)) as FleetReport;
      const run = (what: string, command: string) =>
        measured(server(), command, { cwd: folder().path, env: { PGPASSWORD: "" } }).then((each) => {
          say(figures(what, each));
          return each;
        });

      describe(`${databases} databases`, () => {
        beforeAll(async () => {
          await query(server().url, "CREATE ROLE checker LOGIN");
          for (const [name, count] of [
            ["full", 3],
            ["older", 1],
          ] as const)
            await query(await server().createDatabase(name), upTo(count));
          for (let at = 1; at <= reachable; at += 1) {
            await query(
              server().url,
              `CREATE DATABASE ${numbered(at)} TEMPLATE ${older.includes(at) ? "older" : "full"}`,
            );
            const sql = drifts.filter(([from, to]) => from <= at && at <= to).map(([, , each]) => each);
            if (sql.length > 0 && !older.includes(at) && at !== forbidden)
              await query(urlOf(server(), numbered(at)), sql.join(";"));
          }
          await query(server().url, `REVOKE CONNECT ON DATABASE ${numbered(forbidden)} FROM PUBLIC`);
          for (const [at, sql] of migrations.entries())
            await folder().write(`migrations/${version(at)}_m.sql`, `-- migrate:up\n${sql}\n\n-- migrate:down\n`);
        });

        it("are told apart, at a fraction of what single runs cost", async () => {
          const host = new URL(server().url).host;
          const silent = await silentServer();
          await folder().write(
            "targets.yaml",
            `targets:\n  - live: postgres://checker@${host}/shop_*\n  - { name: down, live: postgres://checker@127.0.0.1:1/down }\n  - { name: hanging, live: "${silent.url}" }\n`,
          );
          const check = `${driftcheck} check --declared dbmate:migrations --targets targets.yaml`;
          const first = await run("one run", `${check} --reporter json=first.json`);
          const since = await run("--since", `${check} --since first.json --reporter json=since.json`);
          say(`most connections at one moment: ${mostConnections(await server().log(), "checker")}`);
          expect([first.code, since.code]).toEqual([2, 2]);
          expect(await folder().read("since.json")).toBe(await folder().read("first.json"));
          const { clusters, counts, targets } = await read("first.json");
          expect(counts).toMatchObject({ targets: databases, couldNotTell: 3 });
          expect(clusters.map(({ drift, targets: having }) => [drift.id, having.length]).sort()).toEqual(
            drifts.map(([from, to, , id]) => [id, to - from + 1]).sort(),
          );
          expect(
            targets.filter(({ migrations: each }) => (each?.pending.length ?? 0) > 0).map(({ name }) => name),
          ).toEqual(older.map(numbered));
          const each = `seq 1 ${reachable} | xargs -P 8 -I{} sh -c`;
          const name = "$(printf shop_%03d {})";
          await run(
            `${reachable} single runs, 8 at once`,
            `${each} '${driftcheck} check --declared dbmate:migrations --live postgres://checker@${host}/${name} >/dev/null 2>&1 || true'`,
          );
          const dump = join(server().binDir, "pg_dump");
          await run(
            `${reachable} pg_dump -s, 8 at once`,
            `${each} '${dump} -s -d postgres://checker@${host}/${name} >/dev/null 2>&1 || true'`,
          );
        });
      });

      it(`${tenants} schemas give the same bytes over ${shards} shards, and are not read again`, async () => {
        const url = await server().createDatabase("tenants");
        for (let from = 1; from <= tenants; from += 100)
          await query(
            url,
            Array.from({ length: Math.min(100, tenants - from + 1) }, (_, at) => {
              const schema = `tenant_${String(from + at).padStart(4, "0")}`;
              const change = (from + at) % 50 === 0 ? "DROP INDEX ix_orders_status;" : "";
              return `CREATE SCHEMA ${schema}; SET search_path = ${schema}; ${model} ${change}`;
            }).join("\n"),
          );
        await query(url, "ANALYZE");
        await folder().write("model.sql", model);
        await folder().write("tenants.yaml", `targets: [{ live: "${url}", schema: tenant_* }]`);
        const check = `${driftcheck} check --declared model.sql --targets tenants.yaml --timeout 3600 --statement-timeout 3600`;
        await run("all", `${check} --reporter json=all.json`);
        const since = await run("--since", `${check} --since all.json --reporter json=again.json`);
        expect(since.stderr).toContain("unchanged and not read again");
        for (let at = 1; at <= shards; at += 1)
          await run(`shard ${at}/${shards}`, `${check} --shard ${at}/${shards} --reporter json=shard-${at}.json`);
        await run("merge", `${driftcheck} merge shard-*.json --reporter json=merged.json --reporter html=merged.html`);
        const all = await folder().read("all.json");
        expect(await folder().read("again.json")).toBe(all);
        expect(await folder().read("merged.json")).toBe(all);
        expect((await read("all.json")).clusters.map(({ targets }) => targets.length)).toEqual([
          Math.floor(tenants / 50),
        ]);
      });
    },
    {
      settings: {
        log_connections: "on",
        log_disconnections: "on",
        max_wal_size: "4GB",
        max_locks_per_transaction: "4096",
      },
    },
  );
});
