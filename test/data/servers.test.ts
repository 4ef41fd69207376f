// check --data on real servers: what a role may not read, what is locked or slow, failed builds of indexes, mapped schemas.

import { Client } from "pg";
import { expect, test } from "vitest";
import { check } from "../../src/check.ts";
import { lookInto } from "../../src/data/data.ts";
import type { Queryable } from "../../src/read/queryable.ts";
import { reportOf } from "../support/report.ts";
import { sample } from "../support/sample.ts";
import { useScripts } from "../support/scripts.ts";
import { query } from "../support/servers/query.ts";
import { describeWithOwnServer } from "../support/servers.ts";

const script = useScripts();

async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const look = (url: string, timeout = 60) => connected(url, (client) => lookInto(client, (id) => id, { timeout }));

for (const major of sample([15, 18] as const, 1)) {
  describeWithOwnServer(major, (server) => {
    test("fails a check without any other drift, by the declared names, with a fix by the live ones", async () => {
      const sql = "CREATE TABLE items (id serial PRIMARY KEY); CREATE TABLE legacy (id serial PRIMARY KEY);";
      const live = await server().createDatabase();
      await query(live, `CREATE SCHEMA shop; SET search_path = shop; ${sql}`);
      await query(live, "INSERT INTO shop.items VALUES (4); INSERT INTO shop.legacy VALUES (4)");
      const options = { declared: script(sql), live, rules: [], mapSchemas: new Map([["shop", "public"]]) };
      expect((await check(options)).outcome).toBe("clean");
      const scope = { tables: ["!public.legacy"] };
      const report = reportOf(JSON.stringify(await check({ ...options, scope, data: true })));
      expect(report).toMatchObject({
        outcome: "drift",
        drift: [],
        data: [
          {
            kind: "sequence behind",
            id: "sequence:public.items_id_seq",
            column: "column:public.items.id",
            fix: `SELECT setval('"shop"."items_id_seq"', 4)`,
          },
        ],
      });
      await query(live, report.data?.[0]?.fix ?? "");
      expect(await check({ ...options, scope, data: true })).toMatchObject({ outcome: "clean", data: [] });
    });

    test("asks in three messages, however many tables there are, and none of them can write", async () => {
      const live = await server().createDatabase();
      await query(live, "CREATE TABLE t (id serial)");
      const asked = () =>
        connected(live, async (client) => {
          const messages: string[] = [];
          const counting: Queryable = {
            query: (text) => {
              messages.push(text);
              return client.query(text);
            },
          };
          await lookInto(counting, (id) => id, { timeout: 60 });
          return messages;
        });
      expect(await asked()).toHaveLength(3);
      await query(live, Array.from({ length: 250 }, (_, at) => `CREATE TABLE t${at} (id serial)`).join(";"));
      const messages = await asked();
      expect(messages).toHaveLength(3);
      for (const message of messages)
        expect(message.match(/BEGIN\b[^;]*/g)).toEqual(
          Array.from(message.matchAll(/COMMIT/g), () => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
        );
    });

    test("finds a maximum through the column's index", async () => {
      const live = await server().createDatabase();
      await query(live, "CREATE TABLE big (id serial PRIMARY KEY); INSERT INTO big SELECT generate_series(1, 20000)");
      await query(live, "ANALYZE big");
      const scans = async () => {
        await query(live, "SELECT pg_stat_reset_single_table_counters('big'::regclass)");
        const { findings } = await look(live);
        const [row] = await query(live, "SELECT seq_scan::int FROM pg_stat_user_tables WHERE relname = 'big'");
        return [findings[0]?.columnMaximum, row?.seq_scan];
      };
      expect(await scans()).toEqual(["20000", 0]);
      await query(live, "ALTER TABLE big DROP CONSTRAINT big_pkey");
      expect(await scans()).toEqual(["20000", 1]);
    });

    test("counts what a role may not read, and what row security hides from it", async () => {
      const live = new URL(await server().createDatabase("guarded_data"));
      await query(
        live.href,
        `CREATE ROLE looker LOGIN;
           CREATE TABLE open (id serial, secret text); INSERT INTO open VALUES (3);
           GRANT SELECT (id) ON open TO looker; GRANT SELECT ON SEQUENCE open_id_seq TO looker;
           CREATE TABLE closed (id serial); INSERT INTO closed VALUES (3); GRANT SELECT ON SEQUENCE closed_id_seq TO looker;
           CREATE TABLE unknown (id serial); INSERT INTO unknown VALUES (3); GRANT SELECT ON unknown TO looker;
           CREATE TABLE rows (id serial); INSERT INTO rows VALUES (3); ALTER TABLE rows ENABLE ROW LEVEL SECURITY;
           GRANT SELECT ON rows, rows_id_seq TO looker; CREATE POLICY none ON rows USING (false);
           CREATE SCHEMA hidden; CREATE TABLE hidden.t (id serial); INSERT INTO hidden.t VALUES (3);
           GRANT SELECT ON hidden.t, hidden.t_id_seq TO looker`,
      );
      expect((await look(live.href)).findings).toHaveLength(5);
      live.username = "looker";
      const { findings, notCompared } = await look(live.href);
      expect(findings.map(({ id }) => id)).toEqual(["sequence:public.open_id_seq"]);
      expect(notCompared.map(({ what, count, reason }) => [what, count, reason]).sort()).toEqual([
        ["sequence", 1, "row security hides rows of its column from this role"],
        ["sequence", 3, "this role has no permission to read it or its column"],
      ]);
    });

    test("that runs out of time could not tell: no pass by itself, and said beside other drift", async () => {
      const live = await server().createDatabase();
      const sql = "CREATE TABLE t (id integer); CREATE SEQUENCE s OWNED BY t.id;";
      await query(live, sql);
      await connected(live, async (other) => {
        await other.query("BEGIN; LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
        const options = { live, rules: [], data: true, dataTimeout: 1 };
        await expect(check({ ...options, declared: script(sql) })).rejects.toThrow(
          /^no drift, but the data of postgres:.* could not be checked: .*--data-timeout/,
        );
        const { outcome, notCompared } = await check({ ...options, declared: script(`${sql} CREATE TABLE u (i int)`) });
        expect(outcome).toBe("drift");
        expect(notCompared.filter(({ what }) => what === "sequence")).toMatchObject([
          { side: "live", count: 1, reason: expect.stringContaining("in time") },
        ]);
        await other.query("ROLLBACK");
        expect((await check({ ...options, declared: script(sql) })).outcome).toBe("clean");
      });
    });

    test("tells an index that a failed concurrent build left behind", async () => {
      const live = await server().createDatabase();
      await query(live, "CREATE TABLE t (id integer, name text); INSERT INTO t VALUES (1), (1)");
      await expect(query(live, "CREATE UNIQUE INDEX CONCURRENTLY uq ON t (id)")).rejects.toThrow();
      await query(live, "CREATE INDEX by_name ON t (name)");
      const { findings } = await look(live);
      expect(findings).toMatchObject([
        { kind: "index not valid", id: "index:public.t.uq", fix: `REINDEX INDEX CONCURRENTLY "public"."uq"` },
      ]);
      expect(findings[0]?.says).toContain("duplicates are possible");
      await query(live, "DELETE FROM t");
      await query(live, findings[0]?.fix ?? "");
      expect((await look(live)).findings).toEqual([]);
    });

    test("tells a check, a foreign key and, where it can be, a NOT NULL that were never validated", async () => {
      const live = await server().createDatabase();
      await query(
        live,
        `CREATE TABLE p (id integer PRIMARY KEY); CREATE TABLE t (id integer);
           ALTER TABLE t ADD CONSTRAINT ck CHECK (id > 0) NOT VALID;
           ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES p NOT VALID;
           ${major >= 18 ? "ALTER TABLE t ADD CONSTRAINT nn NOT NULL id NOT VALID" : ""}`,
      );
      const { findings } = await look(live);
      expect(findings.map(({ id }) => id)).toEqual([
        ...(major >= 18 ? ["column:public.t.id"] : []),
        "constraint:public.t.ck",
        "constraint:public.t.fk",
      ]);
      for (const { fix = "" } of findings) await query(live, fix);
      expect((await look(live)).findings).toEqual([]);
    });

    test("needs a live database", async () => {
      const file = script("CREATE TABLE t (id serial)");
      await expect(check({ declared: file, live: file, rules: [], data: true })).rejects.toThrow(
        /^--data needs a live database, and .* is not one\. Pass its postgres:\/\/ URL/,
      );
    });
  });
}
