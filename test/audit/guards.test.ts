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

test("PHP: switch (true), a switch of names, match, skipIf", async () => {
  const php = `<?php
class Version1 extends AbstractMigration {
    public function up(Schema $schema): void {
        $platform = $this->connection->getDatabasePlatform();
        switch (true) {
            case $platform instanceof SqlitePlatform:
            case $platform instanceof MySQLPlatform:
                $this->addSql('DROP INDEX a ON b');
                break;
            case $platform instanceof PostgreSQLPlatform:
                $this->addSql('DROP INDEX a');
                break;
            default:
                $this->addSql('DROP INDEX c');
        }
        switch ($platform->getName()) {
            case 'mysql':
                $this->addSql('DROP INDEX d ON b');
                break;
            case 'other':
                $this->addSql('DROP INDEX e');
        }
        if (!$platform instanceof PostgreSQLPlatform) {
            $this->addSql('DROP INDEX f ON b');
        }
        $this->addSql(match (true) {
            $platform instanceof MySQLPlatform => 'DROP INDEX g ON b',
            default => 'DROP INDEX h',
        });
    }
    public function down(Schema $schema): void {
        $this->addSql('DROP INDEX i');
        $this->skipIf($this->connection->getDatabasePlatform()->getName() !== 'mysql', 'not for this one');
        $this->addSql('DROP INDEX j ON b');
    }
}
`;
  expect(await guardsOf("a.php", php)).toEqual([
    "8 sqlite",
    "11 every",
    "14 another database",
    "18 mysql",
    "21 every",
    "24 another database",
    "27 mysql",
    "28 every",
    "32 every",
    "34 mysql",
  ]);
});

test("functions, clients and settings of another database", async () => {
  const typescript = `
import clickhouse from "./clickhouse";
async function relationalQuery(id) {
  const { rawQuery } = prisma;
  return rawQuery(\`SELECT a FROM b WHERE id = {{id}}\`, { id });
}
async function clickhouseQuery(id) {
  return rawQuery(\`SELECT uniq(a) FROM b WHERE id = {{id}}\`, { id });
}
async function other(id) {
  const { rawQuery } = clickhouse;
  return rawQuery(\`SELECT uniq(c) FROM b WHERE id = {{id}}\`, { id });
}
class MysqlStore {
  load() { return this.db.query("SELECT a FROM b LIMIT 1, 2"); }
}
function sqliteUpsert(db) { return db.query("INSERT OR REPLACE INTO a VALUES (1)"); }
function postgresUpsert(db) { return db.query("INSERT INTO a VALUES (1) ON CONFLICT DO NOTHING"); }
const makeSnowflake = (db) => db.query("SELECT nextval('ids')");
`;
  expect(await guardsOf("a.ts", typescript)).toEqual([
    "5 every",
    "8 clickhouse",
    "12 clickhouse",
    "15 every",
    "17 sqlite",
    "18 every",
    "19 every",
  ]);
});

test("a connection to SQLite is beside where the project speaks to another database, and else what is moved", async () => {
  const search = `
import sqlite3
from contextlib import closing

def search(q):
    query = "SELECT a FROM docs WHERE docs MATCH ?"
    con = sqlite3.connect("search.db")
    cur = con.cursor()
    return cur.execute(query, (q,)).fetchall()

def copied(conn):
    with closing(sqlite3.connect("old.db")) as old:
        for row in old.execute("SELECT a FROM b"):
            conn.execute("INSERT INTO b (a) VALUES (%s)", row)
    conn.execute("SELECT 1 FROM b")

def opened():
    return sqlite3.connect("search.db")

def more():
    opened().execute("PRAGMA optimize")

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": {"init_command": "PRAGMA busy_timeout = 1"}}}
`;
  const beside = ["6 sqlite", "13 sqlite", "14 every", "15 every", "21 sqlite", "23 sqlite3"];
  expect(await guardsOf("a.py", `import psycopg2${search}`)).toEqual(beside);
  const moved = ["6 every", "13 every", "14 every", "15 every", "21 every", "23 sqlite3"];
  expect(await guardsOf("a.py", search.replace("django.db.backends.", ""))).toEqual(moved);
});

test("a file that is named after another engine holds that engine's SQL", async () => {
  const files = [
    "query_runner/impala_ds.py",
    "query_runner/vertica.py",
    "app/databricks.py",
    "app/memo.py",
    "runner/big_query.py",
    "runner/drill.py",
    "app/drill_down.py",
  ];
  const { guarded, couldNotTell, findings } = await judgeStatements(
    files.map((file) => statementOf("SHOW TABLES FROM `a`", { file })),
    undefined,
  );
  expect([guarded, couldNotTell, findings.map(({ file }) => file)]).toEqual([
    5,
    [],
    ["app/memo.py", "app/drill_down.py"],
  ]);
});
