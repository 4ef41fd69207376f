// Texts that begin as statements do and are none: for people, wherever a program has those.

import { expect, test } from "vitest";
import { readingOf } from "../../support/audit-source.ts";

const things = [
  "a file",
  "the user",
  "one or more items (optional)",
  "your e-mail address",
  "all rows",
  "{name}",
  "%s",
  "a theme, a font or a color",
  "this 'draft'",
  'the "old" version',
];
const sentences: readonly string[] = [
  ...things.flatMap((thing) => [
    `Select ${thing} from the list`,
    `Select ${thing} from the list above.`,
    `Please select ${thing} from the menu`,
    `Delete ${thing} from your account?`,
    `Delete from the list: ${thing}`,
    `Update ${thing} and set a new password`,
    `Update ${thing} to set the default value`,
    `Insert ${thing} into the table`,
    `Insert into the form ${thing}`,
    `Create table of contents for ${thing}`,
    `Create a new view of ${thing} (beta)`,
    `Create index page with ${thing}`,
    `Alter table settings of ${thing}`,
    `Drop ${thing} here`,
    `Drop table reservations for ${thing}`,
    `Truncate ${thing} after 80 characters`,
    `Replace ${thing} with another`,
    `Replace into which folder: ${thing}?`,
    `Show ${thing} from last week`,
    `Show tables and figures of ${thing}`,
    `With ${thing} you can select as many as you like`,
    `Set ${thing} to the default`,
    `Call ${thing} (during office hours)`,
    `Explain ${thing}, then select from it`,
    `Lock ${thing} so that nobody can update it`,
    `Merge ${thing} into another`,
    `Grant ${thing} access to the project`,
    `select ${thing} from the drop-down`,
    `update ${thing}`,
    `delete ${thing} from disk`,
    `SELECT ${thing.toUpperCase()} FROM THE LIST`,
    `DELETE ${thing.toUpperCase()} FROM YOUR ACCOUNT?`,
    `UPDATE ${thing.toUpperCase()} NOW`,
    `CREATE ${thing.toUpperCase()}`,
  ]),
];

const quoted = (text: string) => JSON.stringify(text);

/** As programs have them. */
const python = sentences
  .flatMap((text, at) => [
    `LABEL_${at} = ${quoted(text)}`,
    `def f_${at}(button):\n    ${quoted(text)}\n    button.text(${quoted(text)})\n    return {"label": ${quoted(text)}, "x": _(${quoted(text)})}`,
  ])
  .join("\n");
const typescript = sentences
  .map(
    (text, at) => `const t${at} = ${quoted(text)}; render(t${at}, <b title=${quoted(text.replaceAll('"', ""))}>x</b>);`,
  )
  .join("\n");
const php = `<?php\n${sentences.map((text, at) => `$t[${at}] = ${quoted(text)}; echo render($t[${at}], '${text.replaceAll("'", "")}');`).join("\n")}`;

test("text for people is no statement", async () => {
  expect(sentences.length).toBeGreaterThan(300);
  const { statements, skipped } = await readingOf({ "a.py": python, "b.tsx": typescript, "c.php": php });
  expect(skipped).toEqual([]);
  expect(statements.map(({ file, sql }) => `${file} ${sql}`)).toEqual([]);
});

/** Where nothing but their own shape tells, as the values of a list. */
const statements: readonly string[] = [
  "SELECT id FROM users",
  "SELECT * FROM users WHERE id = ?",
  "select count(*) from users",
  "select u.id from users u",
  "SELECT `id` FROM `users` LIMIT 5, 10",
  "SELECT IFNULL(a, 0) FROM t",
  "SELECT NOW()",
  "INSERT INTO users (name) VALUES (?)",
  "insert into users values (1, 2)",
  "INSERT INTO users SELECT * FROM old",
  "INSERT IGNORE INTO users (a) VALUES (1)",
  "REPLACE INTO users (a) VALUES (1)",
  "update users set name = ? where id = ?",
  "UPDATE user SET active = 1",
  "UPDATE a JOIN b ON a.id = b.id SET a.x = 1",
  "DELETE FROM users WHERE id = 1",
  "DELETE a FROM a JOIN b ON a.id = b.id",
  "CREATE TABLE users (id int, name text)",
  "create table if not exists users (id int primary key)",
  "CREATE UNIQUE INDEX i ON users (name)",
  "CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW SET NEW.x = 1",
  "CREATE VIEW v AS SELECT 1",
  "ALTER TABLE users ADD COLUMN x int",
  "ALTER TABLE users MODIFY x varchar(5)",
  "DROP TABLE users",
  "DROP TABLE IF EXISTS users",
  "TRUNCATE TABLE users",
  "SHOW TABLES",
  "SHOW TABLE STATUS",
  "SHOW MASTER STATUS",
  "PRAGMA foreign_keys = ON",
  "WITH a AS (SELECT 1) SELECT * FROM a",
  "SET NAMES utf8mb4",
  "SET FOREIGN_KEY_CHECKS = 0",
  "EXPLAIN SELECT 1",
];

test("a statement is known by its shape", async () => {
  const code = `all = [\n${statements.map((sql) => `  ${quoted(sql)},`).join("\n")}\n]`;
  const reading = await readingOf({ "a.py": code });
  expect(reading.statements.map(({ written }) => written.slice(1, -1))).toEqual(
    statements.map((sql) => quoted(sql).slice(1, -1)),
  );
  expect(reading.statements.filter(({ sure }) => sure)).toEqual([]);
});
