// Which files are read, where a statement stands in them, and what is said of the others.

import { readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { failureOf } from "../../../src/audit/source/files/failure.ts";
import { readSource } from "../../../src/audit/source/read.ts";
import { readingOf, sourceFolder } from "../../support/audit-source.ts";

const sql = 'cur.execute("SELECT a FROM t")\n';
const filesOf = ({ statements }: { statements: readonly { file: string }[] }) => statements.map(({ file }) => file);

test(".gitignore is honoured, also in folders, and so is what it takes back", async () => {
  const reading = await readingOf({
    ".gitignore": "/build\n*.gen.py\n!kept.gen.py\nOut/\n",
    "a.py": sql,
    "b.gen.py": sql,
    "kept.gen.py": sql,
    "build/c.py": sql,
    "deep/.gitignore": "d.py\n",
    "deep/d.py": sql,
    "deep/e.py": sql,
    "deep/build/f.py": sql,
    "out/h.py": sql,
    "node_modules/g.js": "db.query('SELECT a FROM t')",
    "vendor/composer/installed.json": "{}",
    "vendor/a/i.php": "<?php $db->query('SELECT a FROM t');",
    "plugins/vendor/j.py": sql,
  });
  const read = ["a.py", "deep/build/f.py", "deep/e.py", "kept.gen.py", "out/h.py", "plugins/vendor/j.py"];
  expect(filesOf(reading)).toEqual(read);
  expect(reading.skipped).toEqual([]);
  expect([reading.files, reading.lines]).toEqual([6, 6]);
});

test("a path below a folder with a .gitignore", async () => {
  const root = sourceFolder({ ".gitignore": "x.py\n", "in/x.py": sql, "in/y.py": sql, "z.py": sql });
  expect(filesOf(await readSource(["in"], { root }))).toEqual(["in/y.py"]);
  expect(filesOf(await readSource(["in/x.py"], { root }))).toEqual(["in/x.py"]);
  await expect(readSource(["gone"], { root })).rejects.toThrow(/^cannot read gone: /);
  await expect(readSource([".."], { root })).rejects.toThrow(/is outside of/);
});

test("a link out of the folder is not followed, and said", async () => {
  const outside = sourceFolder({ "x.py": sql, "more/y.py": sql });
  const root = sourceFolder({ "a.py": sql });
  symlinkSync(join(outside, "x.py"), join(root, "x.py"));
  symlinkSync(join(outside, "more"), join(root, "more"));
  symlinkSync(root, join(root, "around"));
  symlinkSync(join(root, "gone.py"), join(root, "gone.py"));
  symlinkSync("/dev/zero", join(root, ".gitignore"));
  const reading = await readSource([], { root });
  expect(filesOf(reading)).toEqual(["a.py"]);
  expect(reading.skipped.map(({ file }) => file)).toEqual(["gone.py", "more", "x.py"]);
});

test("what is not read is named with its reason", async () => {
  const { statements, skipped, files } = await readingOf({
    "big.py": `${sql}${"#".repeat(1024 * 1024)}`,
    "latin.py": Buffer.from([...Buffer.from(sql), 0x23, 0xe9, 0x0a]),
    "nul.py": Buffer.from([...Buffer.from(sql), 0]),
    "app.min.js": "db.query('SELECT a FROM t')",
    "packed.js": `db.query('SELECT a FROM t');${"a=1;".repeat(9000)}`,
    "broken.py": `${sql}def f(:\n   x = = 3\n${sql}`,
    "marked.py": `\uFEFF${sql}`,
    "empty.py": "",
  });
  expect(skipped.map(({ file, reason }) => `${file} ${reason}`)).toEqual([
    "app.min.js is minified",
    "big.py is larger than 1 MiB",
    "broken.py read in part: its python is not understood from line 2",
    "latin.py is not UTF-8 text",
    "nul.py is not UTF-8 text",
    "packed.js is minified",
  ]);
  expect(new Set(filesOf({ statements }))).toEqual(new Set(["broken.py", "marked.py"]));
  expect(files).toBe(3);
});

test("an error that is not the system's is told by its message", () => {
  const noFile = Object.assign(new Error("ENOENT: x"), { code: "ENOENT" });
  const errors = [new RangeError("Maximum call stack size exceeded\nat x"), new TypeError(), "odd", noFile];
  expect(errors.map(failureOf)).toEqual([
    "Maximum call stack size exceeded",
    "TypeError",
    "odd",
    "no such file or folder",
  ]);
});

test("a statement's place is its own, line by line", async () => {
  const code =
    'Q = "SELECT a "\n\ndef f():\n    q = Q + """FROM t\n    WHERE b = 1\n    """ + "AND c\\n = 2"\n    cur.execute(q)\n';
  const { statements } = await readingOf({ "a.py": code });
  const [statement] = statements;
  expect(statement).toMatchObject({
    file: "a.py",
    line: 1,
    endLine: 6,
    sure: true,
    sink: "cur.execute",
    language: "python",
  });
  const at = (text: string) => statement?.lineAt(statement.sql.indexOf(text));
  expect(["SELECT", "FROM t", "WHERE", "AND c", "= 2"].map(at)).toEqual([1, 4, 5, 6, 6]);
});

test("a hole has its place and what stands there", async () => {
  const { statements } = await readingOf({ "a.py": 'cur.execute(f"SELECT a FROM {t.name} WHERE b = {x + 1}")' });
  expect(statements.map(({ holes }) => holes)).toEqual([
    [
      { at: 14, as: "unknown", written: "t.name" },
      { at: 27, as: "value", written: "x + 1" },
    ],
  ]);
});

test("a .sql file is cut into statements, whichever server it is for", async () => {
  const { statements } = await readingOf({
    "a.sql": [
      "-- one; two",
      "CREATE TABLE a (b text DEFAULT 'x;y');",
      "INSERT INTO a VALUES ('it\\'s; so'); # three",
      "DELIMITER //",
      "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.b = 1; END //",
      "DELIMITER ;",
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;",
      "COPY a FROM stdin;",
      "x;y",
      "\\.",
      "COPY public.feeds (id, provider, url, rules, enabled, distribution, tag) FROM stdin WITH (NULL 'x');",
      "1\tSelect one; delete\t\\.x\thttps://a; it's",
      "\\.",
      "SELECT 1",
    ].join("\n"),
  });
  expect(statements.map(({ line, sql: text }) => [line, text.split(" ").slice(0, 2).join(" ")])).toEqual([
    [2, "CREATE TABLE"],
    [3, "INSERT INTO"],
    [5, "CREATE TRIGGER"],
    [7, "CREATE FUNCTION"],
    [14, "SELECT 1"],
  ]);
  expect(statements.every(({ sure, language }) => sure && language === "sql")).toBe(true);
});

test("calls of the project's own are known by name", async () => {
  const files = { "a.py": 'run_query("EXEC x")\nDb.run("VACUUM t")\nother.run("VACUUM t")\n' };
  const { statements } = await readingOf(files, { sinks: ["run_query", "Db.run"] });
  expect(statements.filter(({ sure }) => sure).map(({ sink }) => sink)).toEqual(["run_query", "Db.run"]);
});

test("what was read of an unchanged file is remembered, and of a changed one read again", async () => {
  const memory = sourceFolder({});
  const root = sourceFolder({ "a.py": sql, "b.py": 'cur.execute("SELECT b FROM t")\n' });
  const first = await readSource([], { root, memory });
  const [file = ""] = readdirSync(memory);
  writeFileSync(join(root, "b.py"), 'cur.execute("SELECT c FROM t")\n');
  const second = await readSource([], { root, memory });
  expect([first, second].map(({ statements }) => statements.map((each) => each.sql))).toEqual([
    ["SELECT a FROM t", "SELECT b FROM t"],
    ["SELECT a FROM t", "SELECT c FROM t"],
  ]);
  expect(second.statements.map(({ line, lineAt }) => [line, lineAt(3)])).toEqual([
    [1, 1],
    [1, 1],
  ]);
  writeFileSync(join(memory, file), '{"shape":"cut sh');
  expect((await readSource([], { root, memory })).statements).toHaveLength(2);
  rmSync(join(memory, file));
});

test("what a program fills into a .sql file is a hole, and what PostgreSQL parses is as it stands", async () => {
  const { statements } = await readingOf({
    "a.sql": [
      "SELECT COUNT(%s) FROM t WHERE a = ANY($1);",
      "WITH x AS (%query%) DELETE FROM t WHERE a = $2;",
      "CREATE TABLE tbl_$" + "{env}_x (a $%KEY%$);",
      "SELECT a %s FROM t WHERE b = '{1,2}';",
      "SELECT IFNULL(`a`, 0) FROM t WHERE b = '{x}';",
    ].join("\n"),
  });
  const holes = statements.map(({ line, sql, holes: all }) => [line, sql, all.map(({ written }) => written)]);
  expect(holes).toEqual([
    [1, "SELECT COUNT($1) FROM t WHERE a = ANY($2)", ["%s"]],
    [2, "WITH x AS ($1) DELETE FROM t WHERE a = $2", ["%query%"]],
    [3, "CREATE TABLE $1 (a $2)", ["{env}_x", "$%KEY%$"]],
    [4, "SELECT a %s FROM t WHERE b = '{1,2}'", []],
    [5, "SELECT IFNULL(`a`, 0) FROM t WHERE b = '{x}'", []],
  ]);
});

test("a statement of thirty thousand lines has its places, and ends", async () => {
  const { statements } = await readingOf({ "a.py": `cur.execute("""SELECT a\n${", a\n".repeat(30_000)}FROM t""")` });
  const [{ sql = "", endLine = 0, lineAt = () => 0 } = {}] = statements;
  expect([statements.length, lineAt(0), lineAt(sql.indexOf("FROM")), endLine]).toEqual([1, 1, 30_002, 30_002]);
});
