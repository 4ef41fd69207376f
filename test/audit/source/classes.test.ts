// Each class finds its example and keeps still at its near miss, and so do the others that a language has.

import { expect, test } from "vitest";
import { codeClasses } from "../../../src/audit/source/classes/registry.ts";
import { languages } from "../../../src/audit/source/languages/registry.ts";
import { readingOf } from "../../support/audit-source.ts";

const types: Readonly<Record<string, string>> = {
  "users.id": "integer",
  "users.key": "uuid",
  "users.name": "text",
  "users.active": "boolean",
  "users.seen": "timestamp with time zone",
  "users.born": "timestamp without time zone",
};
const typeOf = (table: string, column: string) => types[`${table}.${column}`];

async function classesIn(extension: string, code: string, own: typeof typeOf = typeOf): Promise<string[]> {
  const { findings, skipped } = await readingOf({ [`a${extension}`]: code }, { typeOf: own });
  expect(skipped).toEqual([]);
  return findings.map((finding) => finding.class).filter((each) => each !== "raw-sql");
}

test.each(codeClasses.map((each) => [each.id, each] as const))(
  "%s: its example and its near miss",
  async (id, found) => {
    for (const [{ language, code, types: own }, isFound] of [
      [found.example, true],
      [found.nearMiss, false],
    ] as const) {
      const extension = languages.find((each) => each.id === language)?.extensions[0] ?? "";
      const { findings } = await readingOf(
        { [`a${extension}`]: code },
        { typeOf: (table, column) => own?.[`${table}.${column}`] },
      );
      expect(findings.some((finding) => finding.class === id)).toBe(isFound);
      expect(findings.every(({ line, written, advice }) => line > 0 && written !== "" && advice !== "")).toBe(true);
    }
  },
);

const cases: readonly (readonly [extension: string, code: string, found: readonly string[]])[] = [
  [
    ".py",
    'i = request.args.get("id")\ncur.execute("SELECT name FROM users WHERE id = %s", (i,))',
    ["request-parameter"],
  ],
  [".py", 'i = request.args.get("id", type=int)\ncur.execute("SELECT name FROM users WHERE id = %s", (i,))', []],
  [".py", 'cur.execute("SELECT id FROM users WHERE name = %s", (request.form["n"],))', []],
  [
    ".py",
    'cur.execute("SELECT name FROM users u WHERE u.key = %(k)s", {"k": request.GET["k"]})',
    ["request-parameter"],
  ],
  [".py", 'cur.execute("INSERT INTO users (name, active) VALUES (%s, %s)", ("x", "true"))', ["boolean-value"]],
  [".py", 'cur.execute("INSERT INTO users (name, id) VALUES (%s, %s)", ("x", 1))', []],
  [".py", "User.query.filter_by(active=1)", ["boolean-value"]],
  [".py", "User.query.filter(User.active == 1)", ["boolean-value"]],
  [".py", "User(seen=datetime.utcnow(), active=True)", ["naive-datetime"]],
  [".py", "user.seen = datetime.utcnow()\nuser.born = datetime.utcnow()", ["naive-datetime"]],
  [".py", 'cur.execute("UPDATE users SET seen = %s", (datetime.now(),))', ["naive-datetime"]],
  [".py", 'if engine.dialect.name not in ("mysql", "mariadb"):\n    raise RuntimeError("no")', ["refuses-postgresql"]],
  [".py", 'if engine.dialect.name == "postgresql":\n    raise NotImplementedError()', ["refuses-postgresql"]],
  [".py", 'if engine.dialect.name == "postgresql":\n    upgrade()\nelse:\n    raise RuntimeError()', []],
  [".py", 'assert dialect.name == "mysql"', ["refuses-postgresql"]],
  [".py", 'if dialect.name == "mysql":\n    a()\nelse:\n    raise RuntimeError()', ["refuses-postgresql"]],
  [".py", 'if file.driver != "mysql":\n    other()', []],
  [".ts", 'db.query("SELECT name FROM users WHERE id = $1", [req.params.id]);', ["request-parameter"]],
  [".ts", 'db.query("SELECT name FROM users WHERE id = $1", [Number(req.params.id)]);', []],
  [".ts", 'const { id } = req.params; db.query("SELECT name FROM users WHERE id = ?", [id]);', ["request-parameter"]],
  [
    ".ts",
    "db.query(\"UPDATE users SET seen = ?\", [new Date().toISOString().slice(0, 19).replace('T', ' ')]);",
    ["naive-datetime"],
  ],
  [".ts", 'db.query("UPDATE users SET seen = ?", [new Date().toISOString()]);', []],
  [".ts", 'if (client.dialect !== "mysql") { throw new Error("no"); }', ["refuses-postgresql"]],
  [".php", '<?php $pdo->query("SELECT name FROM users WHERE id = $_GET[id]");', ["request-parameter"]],
  [".php", '<?php DB::select("SELECT name FROM users WHERE id = ?", [$_GET["id"]]);', ["request-parameter"]],
  [".php", '<?php DB::select("SELECT name FROM users WHERE id = ?", [(int) $_GET["id"]]);', []],
  [
    ".php",
    "<?php DB::update(\"UPDATE users SET active = ?, seen = ?\", ['1', date('Y-m-d H:i:s')]);",
    ["boolean-value", "naive-datetime"],
  ],
  [".rb", 'User.find_by_sql(["SELECT name FROM users WHERE id = ?", params[:id]])', ["request-parameter"]],
  [".rb", 'User.find_by_sql(["SELECT name FROM users WHERE id = ?", params[:id].to_i])', []],
  [".php", "<?php $this->abortIf($this->platform->getName() !== 'mysql', 'no');", ["refuses-postgresql"]],
  [".php", "<?php $this->skipIf($this->platform->getName() !== 'mysql', 'no');", []],
  [".rb", 'raise "no" unless adapter_name == "Mysql2"\n', []],
  [
    ".go",
    'package a\nfunc f() { db.Query("SELECT name FROM users WHERE id = $1", r.FormValue("id")) }',
    ["request-parameter"],
  ],
  [
    ".go",
    'package a\nfunc f() error { if driver != "mysql" { return errors.New("no") }\nreturn nil }',
    ["refuses-postgresql"],
  ],
  [
    ".java",
    'class A { void f() { jdbcTemplate.update("UPDATE users SET active = ? WHERE id = ?", 1, request.getParameter("id")); } }',
    ["boolean-value", "request-parameter"],
  ],
  [
    ".cs",
    'class A { void F() { ctx.Database.ExecuteSqlRaw("DELETE FROM users WHERE id = {0}", Request.Query["id"]); } }',
    ["request-parameter"],
  ],
];

test.each(cases)("%s: %s", async (extension, code, found) => {
  expect((await classesIn(extension, code)).sort()).toEqual([...found].sort());
});

test("without a schema no column is spoken of", async () => {
  const code = 'cur.execute("UPDATE users SET active = %s", (1,))';
  const { findings } = await readingOf({ "a.py": code });
  expect(findings.map((finding) => finding.class)).toEqual(["raw-sql"]);
});
