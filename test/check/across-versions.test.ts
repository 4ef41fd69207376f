// What two versions of PostgreSQL print differently is no drift, and what differs is.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { check } from "../../src/check.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";

const folder = mkdtempSync(join(tmpdir(), "driftcheck-"));
afterAll(() => rmSync(folder, { recursive: true }));

const tables = "CREATE TABLE t (a int, b text); CREATE TABLE u (a int, b text);";

describeWithServer(15, (server) => {
  async function drift(declaredView: string, liveView: string) {
    const declared = join(folder, "declared.sql");
    writeFileSync(declared, `${tables} CREATE VIEW v AS ${declaredView};`);
    const live = await server().createDatabase();
    await query(live, `${tables} CREATE VIEW v AS ${liveView}`);
    return (await check({ declared, live, rules: [] })).drift.map(({ id, attribute }) => [id, attribute]);
  }

  test.each([
    "SELECT a, b FROM t WHERE a > 1 ORDER BY b",
    "SELECT count(*) AS n, x.b FROM t x GROUP BY x.b HAVING max(x.a) > 2",
    "SELECT a FROM t WHERE a IN (SELECT u.a FROM u WHERE u.a = t.a)",
    "WITH w AS (SELECT a FROM t) SELECT * FROM w WHERE a IN (SELECT u.a FROM u WHERE u.a = w.a)",
    "SELECT a FROM t UNION ALL SELECT a FROM u",
    "SELECT t.a, u.b FROM t JOIN u USING (a)",
  ])("%s", async (view) => {
    expect(await drift(view, view)).toEqual([]);
  });

  test("another column is drift", async () => {
    expect(await drift("SELECT a FROM t WHERE a > 1", "SELECT a FROM t WHERE a > 2")).toEqual([
      ["view:public.v", "body"],
    ]);
  });
});
