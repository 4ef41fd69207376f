// What the name of a file says of the statements in it: a migration meets an older schema than today's, a test makes its own.

import { besideInFile, otherIn, ours } from "../source/engines.ts";

const migrations = new Set([
  "migrations",
  "migration",
  "migrate",
  "versions",
  "upgrades",
  "upgrade",
  "updates",
  "changelog",
  "changelogs",
  "evolutions",
]);

const tests = new Set(["test", "tests", "testing", "__tests__", "spec", "specs", "e2e", "fixtures", "testdata"]);

const partsOf = (file: string) => file.toLowerCase().split("/");

/** By the folders that migration tools and their users keep them in, or a script's own name: `schema-upgrade-1.2.sql`. */
export function isMigration(file: string): boolean {
  const parts = partsOf(file);
  const name = parts.pop() ?? "";
  const words = name.endsWith(".sql") ? name.split(/[^a-z]+/) : [];
  return (
    parts.some((folder) => migrations.has(folder)) ||
    words.some((word) => /^(?:upgrade|update|migrat|patch|downgrade)/.test(word))
  );
}

/** By the folders and names that test runners look for. */
export function isTest(file: string): boolean {
  const parts = partsOf(file);
  const name = parts.pop() ?? "";
  return (
    parts.some((folder) => tests.has(folder)) ||
    /^(?:test_|conftest\.)|[._-](?:test|spec|tests)\.\w+$/.test(name) ||
    /tests?\.(?:java|cs|php)$/.test(name)
  );
}

/**
 * The database that the file's name says its statements are for: one that an application has beside PostgreSQL, or one for which
 * another file or folder stands there with PostgreSQL's name instead: `schema.mysql.sql` and `schema.pgsql.sql`.
 * @param isThere whether a file or folder is, by its path as the statement has it
 */
export function otherDatabase(file: string, isThere: (path: string) => boolean): string | undefined {
  const parts = file.split("/");
  for (const [at, part] of parts.entries()) {
    const found = besideInFile(part);
    if (found !== undefined) return found;
    const other = otherIn(part);
    if (other !== undefined && hasOurs(parts.slice(0, at), part, other, isThere)) return other;
  }
  return undefined;
}

function hasOurs(above: readonly string[], part: string, word: string, isThere: (path: string) => boolean): boolean {
  const from = part.toLowerCase().indexOf(word);
  return ours.some((name) =>
    isThere([...above, part.slice(0, from) + name + part.slice(from + word.length)].join("/")),
  );
}
