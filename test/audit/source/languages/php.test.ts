import { expect, test } from "vitest";
import { type Case, sqlOf } from "../../../support/audit-source.ts";

const cases: readonly Case[] = [
  { what: "a method", code: '$this->db->query("SELECT a FROM t");', sql: ["SELECT a FROM t"] },
  {
    what: "a variable in the string",
    code: "$db->query(\"SELECT a FROM t WHERE b = $x AND c = '$y'\");",
    sql: ["SELECT a FROM t WHERE b = $1 AND c = $2"],
  },
  {
    what: "braces in the string",
    code: '$db->query("SELECT a FROM {$this->p}users WHERE b = {$x}");',
    sql: ["! SELECT a FROM $1 WHERE b = $2"],
  },
  {
    what: "dots",
    code: '$pdo->query("SELECT a FROM t WHERE b = " . $x . " LIMIT 1");',
    sql: ["SELECT a FROM t WHERE b = $1 LIMIT 1"],
  },
  {
    what: "a quoted value",
    code: '$pdo->query("SELECT a FROM t WHERE b = \'" . $x . "\'");',
    sql: ["SELECT a FROM t WHERE b = $1"],
  },
  { what: "mysqli_query", code: 'mysqli_query($link, "SELECT a FROM `t`");', sql: ["SELECT a FROM `t`"] },
  {
    what: "sprintf",
    code: "$db->query(sprintf(\"SELECT a FROM t WHERE b = %d AND c = '%s'\", $x, $y));",
    sql: ["SELECT a FROM t WHERE b = $1 AND c = $2"],
  },
  {
    what: "a heredoc",
    code: "$db->query(<<<SQL\n  SELECT a\n  FROM t WHERE b = $x\n  SQL);",
    sql: ["  SELECT a\n  FROM t WHERE b = $1"],
  },
  { what: "a nowdoc", code: "$db->query(<<<'SQL'\n  SELECT '$a'\n  FROM t\n  SQL);", sql: ["  SELECT '$a'\n  FROM t"] },
  {
    what: "prepare",
    code: '$stmt = $pdo->prepare("SELECT a FROM t WHERE b = :b AND c = ?");',
    sql: ["SELECT a FROM t WHERE b = $1 AND c = $2"],
  },
  {
    what: "a class constant",
    code: 'class A { const Q = "SELECT a FROM t"; function f($db) { $db->query(self::Q); } }',
    sql: ["SELECT a FROM t"],
  },
  {
    what: "a property",
    code: 'class A { private $q = "SELECT a FROM t"; function f($db) { $db->query($this->q); } }',
    sql: ["SELECT a FROM t"],
  },
  {
    what: "a builder",
    code: 'function f($db, $x) { $q = "SELECT a FROM t"; if ($x) { $q .= " WHERE b = 1"; } $db->query($q); }',
    sql: ["SELECT a FROM t WHERE b = 1", "SELECT a FROM t"],
  },
  {
    what: "a list that is joined",
    code: 'function f($db) { $w = ["b = 1"]; $w[] = "c = 2"; $db->query("SELECT a FROM t WHERE " . implode(" AND ", $w)); }',
    sql: ["SELECT a FROM t WHERE b = 1 AND c = 2"],
  },
  {
    what: "an empty list that is filled elsewhere",
    code: 'function f($db) { $w = []; g($w); $db->query("SELECT a FROM t WHERE " . implode(" AND ", $w)); }',
    sql: ["! SELECT a FROM t WHERE $1"],
  },
  { what: "Laravel", code: 'DB::select("select a from t where b = ?", [1]);', sql: ["select a from t where b = $1"] },
  {
    what: "WordPress",
    code: '$wpdb->get_var($wpdb->prepare("SELECT a FROM t WHERE b = %d AND c = %s", $x, $y));',
    sql: ["SELECT a FROM t WHERE b = $1 AND c = $2"],
  },
  { what: "text outside of PHP", code: "?>SELECT a FROM t WHERE b = 1<?php f();", sql: [] },
  { what: "an exception", code: 'throw new E("UPDATE t SET a = 1");', sql: [] },
  { what: "a translation", code: 'echo __("Select a user from the list");', sql: [] },
  {
    what: "a backslash in MySQL's string",
    code: "$db->query(\"SELECT a FROM t WHERE b = 'it\\\\'s'\");",
    sql: ["SELECT a FROM t WHERE b = 'it\\'s'"],
  },
  {
    what: "a statement whose table is not known, in a call of the project's own",
    code: '$this->runQuery("DELETE FROM `$table` WHERE `id` = ?;", [$id]); $this->runQuery("TRUNCATE TABLE `$table`;");',
    sql: ["?! DELETE FROM `$1` WHERE `id` = $2;", "?! TRUNCATE TABLE `$1`;"],
  },
  {
    what: "a key that is a keyword elsewhere",
    code: '$db->query("ALTER TABLE t ADD a INT DEFAULT \'$f[default]\'"); $db->query("DELETE FROM t WHERE a = 1");',
    sql: ["ALTER TABLE t ADD a INT DEFAULT $1", "DELETE FROM t WHERE a = 1"],
  },
  {
    what: "sentences with what is not known",
    code: '$x = "Delete from the {$list} list?"; $y = "Insert into {$page} (optional)"; $z = "DELETE {$a} FROM THE LIST";',
    sql: [],
  },
];

test("PHP's strings become statements", async () => {
  const { found, wanted, skipped } = await sqlOf(cases, ".php", (code) => `<?php\n${code}`);
  expect(skipped).toEqual([]);
  expect(found).toEqual(wanted);
});
