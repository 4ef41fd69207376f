// psql's \connect: the script of one database has it near its top, as pg_dump --create does. What follows another is another
// database's, and reading both as one would make up a schema that is nowhere.

import { tokensOf } from "./psql-tokens.ts";
import type { Statement } from "./statement.ts";

/** The database that the arguments of `\connect` name; undefined where it stays the same. */
export function databaseNamed(line: string): string | undefined {
  const words = line.match(/(?:"(?:[^"]|"")*"|'(?:[^'\\]|\\.|'')*'|[^\s"'])+/g) ?? [];
  const first = words.find((word) => !word.startsWith("-reuse-previous"));
  if (first === undefined || first === "-") return undefined;
  const name = first.replace(/^(["'])(.*)\1$/s, "$2");
  return /^dbname\s*=\s*'?(.*?)'?$/s.exec(name)?.[1] ?? name;
}

const clusters = new Set(["database", "role", "user", "group", "tablespace"]);

/**
 * What a dump says before it connects: settings, and what belongs to no database, or to one as a whole.
 * @param words a statement's first ones, in lower case
 */
export function isOfCluster(words: readonly string[]): boolean {
  const [verb = "", object = "", third = "", fourth = ""] = words;
  if (["set", "reset", "select", "grant", "revoke", "begin", "commit", reconnects].includes(verb)) return true;
  if (verb === "comment") return clusters.has(third);
  if (verb === "security") return clusters.has(fourth);
  return clusters.has(object);
}

const roles = new Set(["role", "user", "group"]);

/** What is about roles holds in every database. */
export const ofRoles = ([, object = ""]: readonly string[]) => roles.has(object);

/** Of what pg_dumpall says of a database, the only SELECT is that of a setting. */
export function makesNothing({ words, sql }: Statement): boolean {
  return isOfCluster(words) && (words[0] !== "select" || [...tokensOf(sql)].some(({ text }) => text === "set_config"));
}

/** Databases that each cluster has. */
export const isMaintenance = (database: string) => ["postgres", "template0", "template1"].includes(database);

/** The first word of a statement that psql does not send: it connects anew. */
export const reconnects = "\\connect";

/** A session of its own: nothing that was set before holds, and the settings of the database do. */
export function newSession(before: readonly Statement[], line: number): Statement[] {
  if (before.length === 0) return [];
  const settings = before.flatMap(({ sql, words }) => {
    if (words[0] !== "alter" || words[1] !== "database") return [];
    const [, , , verb] = tokensOf(sql);
    return verb?.text === "set" || verb?.text === "reset" ? [sql.slice(verb.at)] : [];
  });
  const sent = ["DISCARD ALL", ...settings.filter((sql) => !/^set\s+tablespace\b/i.test(sql))];
  return sent.map((sql) => ({ sql, line, words: [reconnects] }));
}
