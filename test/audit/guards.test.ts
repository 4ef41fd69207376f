// Code that asks which database it is on: its statements are read, and marked with the database that they are for.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { judgeStatements } from "../../src/audit/judge/judge.ts";
import { readSource } from "../../src/audit/source/read.ts";
import { statementOf } from "./statements.ts";

async function guardsOf(name: string, code: string): Promise<readonly string[]> {
  const root = await mkdtemp(join(tmpdir(), "driftcheck-guards-"));
  try {
    await writeFile(join(root, name), code);
    const { statements } = await readSource([], { root });
    return statements.map(({ line, onlyFor }) => `${line} ${onlyFor ?? "every"}`);
  } finally {
    await rm(root, { recursive: true });
  }
}

test("Python: if and else, flags, an early return, a dictionary", async () => {
  const code = `
def upsert(conn):
    if conn.dialect.name == "mysql":
        conn.execute("REPLACE INTO a VALUES (1)")
    elif conn.dialect.name == "postgresql":
        conn.execute("INSERT INTO a VALUES (2)")
    else:
        conn.execute("INSERT OR REPLACE INTO a VALUES (3)")
    conn.execute("SELECT 1 FROM a")

def load(cursor, mysql):
    if mysql:
        cursor.execute("SET FOREIGN_KEY_CHECKS=0")
    if mysql and enabled and not testing:
        cursor.execute("SHOW PROCESSLIST")
    if url.startswith("mysql"):
        cursor.execute("SHOW TABLES")
    if enabled and total > 3:
        cursor.execute("SELECT 2 FROM a")

def only(cursor, engine):
    if engine.name != "mysql":
        return
    cursor.execute("SELECT 3 FROM a LIMIT 1, 2")

def after(cursor, engine):
    sql = {"mysql": "SELECT 4 FROM a LIMIT 1, 2", "postgresql": "SELECT 5 FROM a"}[engine.name]
    cursor.execute(sql)
`;
  expect(await guardsOf("a.py", code)).toEqual([
    "4 mysql",
    "6 every",
    "8 another database",
    "9 every",
    "13 mysql",
    "15 mysql",
    "17 mysql",
    "19 every",
    "24 mysql",
    "27 mysql",
    "27 every",
    "28 every",
  ]);
});

test("TypeScript and PHP", async () => {
  const typescript = `
export async function up(knex) {
  if (knex.client.config.client === "mysql2") await knex.raw("ALTER TABLE a MODIFY b INT");
  else await knex.raw("ALTER TABLE a ALTER COLUMN b TYPE integer");
  if (client === "mysql" || count > 1) await knex.raw("SELECT 1 FROM a");
}
`;
  expect(await guardsOf("a.ts", typescript)).toEqual(["3 mysql", "4 every", "5 every"]);
  const php = `<?php
function up(PDO $db) {
    if ($db->getAttribute(PDO::ATTR_DRIVER_NAME) !== 'pgsql') {
        $db->exec("INSERT IGNORE INTO a VALUES (1)");
    } else {
        $db->exec("INSERT INTO a VALUES (1) ON CONFLICT DO NOTHING");
    }
}
`;
  expect(await guardsOf("a.php", php)).toEqual(["4 another database", "6 every"]);
});

test("a file that is named after another engine holds that engine's SQL", async () => {
  const files = ["query_runner/impala_ds.py", "query_runner/vertica.py", "app/databricks.py", "app/memo.py"];
  const { guarded, couldNotTell, findings } = await judgeStatements(
    files.map((file) => statementOf("SHOW TABLES FROM `a`", { file })),
    undefined,
  );
  expect([guarded, couldNotTell, findings.map(({ file }) => file)]).toEqual([3, [], ["app/memo.py"]]);
});
