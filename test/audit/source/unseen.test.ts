// SQL of which nothing is written where it is run: told once a wrapper, and never passed off as clean.

import { expect, test } from "vitest";
import { judgeStatements } from "../../../src/audit/judge/judge.ts";
import { readingOf } from "../../support/audit-source.ts";

async function untoldIn(files: Readonly<Record<string, string>>) {
  const { statements } = await readingOf(files);
  const { couldNotTell, findings } = await judgeStatements(statements, undefined);
  expect(findings).toEqual([]);
  return couldNotTell.map(({ file, line, reason }) => `${file}:${line} ${reason}`);
}

test("a call that is given SQL from elsewhere is told, once a function and expression", async () => {
  const untold = await untoldIn({
    "db.py": [
      "def rows(sql, args=None):",
      "    cur = connection.cursor()",
      "    if args:",
      "        cur.execute(sql, args)",
      "    else:",
      "        cur.execute(sql)",
      "def other(statement):",
      "    cur.execute(statement.body)",
      "    cur.execute(load('x.txt'))",
    ].join("\n"),
    "db.php": "<?php function all($q) { return $this->db->query($q); }\n",
    "db.ts": "export const rows = (q: string) => pool.query(q);\n",
    "db.go": "package a\nfunc rows(q string) { db.Query(q) }\n",
    "Db.java": "class Db { void f(String q) { connection.prepareStatement(q); } }\n",
    "db.rb": "def rows(q)\n  connection.execute(q)\nend\n",
    "Db.cs": "class Db { void F(string q) { command.CommandText = q; } }\n",
  });
  const reason = (written: string) => `${written} is SQL that is not written here`;
  expect(untold.sort()).toEqual(
    [
      `db.py:4 ${reason("sql")}`,
      `db.py:8 ${reason("statement.body")}`,
      `db.py:9 ${reason("load('x.txt')")}`,
      `db.php:1 ${reason("$q")}`,
      `db.ts:1 ${reason("q")}`,
      `db.go:2 ${reason("q")}`,
      `Db.java:1 ${reason("q")}`,
      `db.rb:2 ${reason("q")}`,
      `Db.cs:1 ${reason("q")}`,
    ].sort(),
  );
});

test("what is no text, or is known elsewhere in the function, is not told", async () => {
  const untold = await untoldIn({
    "models.py": [
      "from sqlalchemy import select, text",
      "def f(session, x, seen):",
      "    session.execute(select(User).where(User.id == x))",
      "    stmt = select(User)",
      "    if x:",
      "        stmt = stmt.where(User.x == x)",
      "    session.scalars(stmt)",
      "    session.execute(users.insert(), [{}])",
      "    session.execute(CreateTable(users))",
      "    q = 'SELECT 1'",
      "    if seen:",
      "        q += ' WHERE true'",
      "    session.execute(text(q))",
    ].join("\n"),
    "db.go": 'package a\nfunc f() { stmt, _ := db.Prepare("SELECT 1"); stmt.Exec(a); stmt.Query(b) }\n',
    "db.php": "<?php function f($id) { $s = $pdo->prepare('SELECT 1'); $s->execute([$id]); $s->execute($id); }\n",
    "Db.java":
      'class Db { void f() { PreparedStatement s = connection.prepareStatement("SELECT 1"); s.executeQuery(); } }\n',
    "db.ts": "db.query((x) => x); db.query({ where: 1 }); db.query();\n",
  });
  expect(untold).toEqual([]);
});
