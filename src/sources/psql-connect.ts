// psql's \connect: the script of one database has it near its top, as pg_dump --create does. What follows another is another
// database's, and reading both as one would make up a schema that is nowhere.

/** The database that a line after `\connect` or `\c` names; undefined where it stays the same. */
export function databaseNamed(line: string): string | undefined {
  const words = line.match(/(?:"(?:[^"]|"")*"|'(?:[^'\\]|\\.|'')*'|[^\s"'])+/g) ?? [];
  const first = words.slice(1).find((word) => !word.startsWith("-reuse-previous"));
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
  if (["set", "reset", "select", "grant", "revoke", "begin", "commit"].includes(verb)) return true;
  if (verb === "comment") return clusters.has(third);
  if (verb === "security") return clusters.has(fourth);
  return clusters.has(object);
}
