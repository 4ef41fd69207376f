// Where one statement ends and the next begins, by psql's lexical rules. What real dumps restore to is tested elsewhere.

import { describe, expect, it } from "vitest";
import { splitScript } from "../../src/scripts/psql-script.ts";

const split = (script: string) => splitScript(script, "x.sql").map(({ sql }) => sql);
const lines = (script: string) => splitScript(script, "x.sql").map(({ line }) => line);

describe("a semicolon ends no statement", () => {
  it.each([
    ["in quotes", "SELECT ';'"],
    ["after a doubled quote", "SELECT 'it''s;'"],
    ["in a name", 'CREATE TABLE "a;""b;" (id integer)'],
    ["after a backslash in E''", "SELECT E'\\';'"],
    ["after a doubled quote and a backslash in E''", "SELECT E'it''s \\'; '"],
    ["in e''", "SELECT e'\\\\\\';'"],
    ["in U&''", "SELECT U&'\\003B;'"],
    ["between dollars", "DO $$ BEGIN; END; $$"],
    ["between tagged dollars", "DO $a$ $$;$$ $b$;$b$ $a$"],
    ["between dollars with a tag beyond ASCII", "SELECT $é$;$é$"],
    ["in a comment", "SELECT 1 -- ;\n + 2"],
    ["in a nested comment", "SELECT /* ; /* ; */ ; */ 1"],
    ["in parentheses", "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b)"],
    [
      "in BEGIN ATOMIC",
      "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 ELSE 3 END; END",
    ],
    [
      "in BEGIN ATOMIC, after a CASE in a CASE",
      "CREATE OR REPLACE PROCEDURE p() begin atomic SELECT CASE 1 WHEN 1 THEN CASE 2 WHEN 2 THEN 3 END END; SELECT 4; end",
    ],
  ])("%s", (_, statement) => {
    expect(split(`${statement};SELECT 'next';`)).toEqual([statement, "SELECT 'next'"]);
  });
});

describe("a semicolon ends a statement", () => {
  it.each([
    ["after a backslash in plain quotes", "SELECT 'a\\'"],
    ["after a name that ends in e", "SELECT type'\\'"],
    ["after a dollar in a name", "SELECT a$b FROM t"],
    ["after a parameter", "PREPARE q AS SELECT $1"],
    ["after BEGIN alone", "BEGIN"],
    ["after the END of a transaction", "END"],
    ["after a parenthesis too many", "SELECT 1)"],
    ["after an operator of a slash or a hyphen", "SELECT 4 / 2 - 1"],
    ["after a column named atomic", "SELECT begin.atomic FROM begin"],
  ])("%s", (_, statement) => {
    expect(split(`${statement};SELECT 2;`)).toEqual([statement, "SELECT 2"]);
  });
});

describe("what is no statement", () => {
  it("is left out: comments, spaces, empty statements", () => {
    expect(split(" \n;; -- only; this\n/* and; this */;\n")).toEqual([]);
    expect(split("SELECT 1; -- at the end; without a line end")).toEqual(["SELECT 1"]);
    expect(split("-- first\nSELECT 1")).toEqual(["SELECT 1"]);
  });

  it("is a byte order mark", () => {
    expect(split("\uFEFFSELECT 1;")).toEqual(["SELECT 1"]);
  });

  it("is what pg_dump tells psql", () => {
    const script = "\\restrict aBc1\n\nSELECT 1;\n\\connect other\nSELECT 2;\n\n\\unrestrict aBc1\n";
    expect(split(script)).toEqual(["SELECT 1", "DISCARD ALL", "SELECT 2"]);
  });

  it.each(["\n", "\r\n"])("is the data of COPY, with line ends %j", (end) => {
    const data = ["COPY public.t (id, name) FROM stdin;", "1\ta;b'c", "2\t\\.x", "\\.", "", "SELECT 1;", ""].join(end);
    expect(split(data)).toEqual(["COPY public.t (id, name) FROM '/dev/null'", "SELECT 1"]);
    expect(lines(data)).toEqual([1, 6]);
  });

  it("is no data where COPY reads none from here", () => {
    expect(split("COPY t TO stdout;\nSELECT 1;")).toEqual(["COPY t TO stdout", "SELECT 1"]);
    expect(split("COPY t FROM '/stdin';\nSELECT 1;")).toEqual(["COPY t FROM '/stdin'", "SELECT 1"]);
  });
});

describe("the line of a statement", () => {
  it("is that of its first word", () => {
    expect(lines("\n-- a\nSELECT\n1;\n\n/* b\n*/ SELECT '\n'; SELECT 3;\nDO $$\n\n$$;\nSELECT 4")).toEqual([
      3, 7, 8, 9, 12,
    ]);
  });

  it("does not depend on the line ends", () => {
    const script = "-- a\nSELECT 1;\n\nSELECT\n 2; -- b\nSELECT 3;";
    for (const end of ["\r\n", "\r"]) {
      const other = script.replaceAll("\n", end);
      expect(split(other)).toEqual(split(script).map((sql) => sql.replaceAll("\n", end)));
      expect(lines(other)).toEqual([2, 4, 6]);
    }
  });
});

describe("refused, with its line, is", () => {
  it.each([
    ["other text", "SELECT 1;\n\\i other.sql\n", "x.sql:2: psql's \\i is not supported"],
    ["a text that is run", "SELECT 'SELECT 1'\n\\gexec\n", "x.sql:2: psql's \\gexec is not supported"],
    ["a command in a statement", "SELECT 1 \\gset\n", "x.sql:1: psql's \\gset is not supported"],
    [
      "a comment without an end",
      "SELECT 1;\n/* /* */\nSELECT 2;",
      "x.sql:2: The comment that begins here does not end",
    ],
    ["quotes without an end", "\nSELECT 'a;\nSELECT 2;", "x.sql:2: The quoted text that begins here does not end"],
    ["a name without an end", 'SELECT "a;', "x.sql:1: The quoted text that begins here does not end"],
    ["dollars without an end", "DO $a$ $$;\n$$", "x.sql:1: The quoted text that begins here does not end"],
    ["COPY without an end", "COPY t FROM stdin;\n1\n", "x.sql:1: The data of COPY that begins here does not end"],
  ])("%s", (_, script, message) => {
    expect(() => splitScript(script, "x.sql")).toThrow(message);
  });
});

it("takes \\copy in capitals, as psql does", () => {
  expect(split("CREATE TABLE t ();\n\\COPY t FROM 'x.csv' CSV\nCREATE TABLE u ();")).toHaveLength(2);
});

describe("\\connect", () => {
  const dump = "SET x = 1;\nCREATE DATABASE shop;\nALTER DATABASE shop OWNER TO me;\nCOMMENT ON DATABASE shop IS '';\n";

  it.each([
    ["after what pg_dump --create says of the database", `${dump}\\connect shop\nCREATE TABLE t ();`],
    [
      "as pg_dump --clean has it",
      `DROP DATABASE IF EXISTS "a b";${dump}\\connect -reuse-previous=on "dbname='a b'"\nSELECT 1`,
    ],
    ["after roles", "CREATE ROLE r;\nGRANT r TO s;\n\\c shop\nCREATE TABLE t ();"],
    ["to the same database", "CREATE TABLE t ();\n\\c - other_user\nCREATE TABLE u ();\n\\connect\nSELECT 1"],
    [
      "as pg_dumpall has it, where the cluster's own databases hold nothing",
      "CREATE ROLE r;\n\\connect template1\nSET a = 1;\nSELECT pg_catalog.set_config('search_path', '', false);\nCOMMENT ON DATABASE template1 IS '';\n\\connect shop\nCREATE TABLE t ();\n\\connect postgres\nSET a = 1;",
    ],
    ["of the cluster's own database", "\\connect postgres\nCREATE TABLE t ();"],
    ["twice to one", '\\c shop\nCREATE TABLE t ();\n\\connect "shop"\nCREATE TABLE u ();'],
  ])("is read %s", (_, script) => {
    expect(() => split(script)).not.toThrow();
  });

  it.each([
    [
      "after a statement",
      "CREATE TABLE t ();\n\\connect other\nCREATE TABLE u ();",
      "x.sql:2: Two databases in one script (\\connect other",
    ],
    [
      "to the cluster's own, where that is used too",
      "\\connect shop\nCREATE TABLE t ();\n\\connect postgres\nCREATE TABLE u ();",
      "x.sql:3: Two databases in one script (\\connect postgres",
    ],
    [
      "from the cluster's own, where that is used too",
      "\\connect postgres\nCREATE TABLE t ();\n\\connect shop\nCREATE TABLE u ();",
      "x.sql:3: Two databases in one script (\\connect shop",
    ],
    [
      "to a second database",
      `${dump}\\connect shop\n\\connect template1\nSELECT 1;`,
      "x.sql:6: Two databases in one script (\\connect template1",
    ],
  ])("is refused %s", (_, script, message) => {
    expect(() => split(script)).toThrow(message);
  });
});
