// The extensions that a script makes, or may make: PGlite must be given them when it starts, so the script is asked first.

import type { Client } from "pg";
import type { Unread } from "../catalog/catalog.ts";
import { objectId } from "../catalog/object-id.ts";
import type { Statement } from "../scripts/statement.ts";
import { loadParser, nodesOf, parseFunction, parseStatements } from "../sql/parse.ts";
import type { Placed } from "./attempts.ts";
import { embeddableExtensions } from "./database.ts";

export async function extensionsOf(statements: readonly Statement[]): Promise<string[]> {
  const isCreating = ({ words }: Statement) => words[0] === "create" && words[1] === "extension";
  const creating = statements.filter(isCreating);
  const hinted = statements.filter((each) => !isCreating(each)).flatMap(hintsOf);
  if (creating.length === 0) return hinted;
  await loadParser();
  const made = creating.flatMap(({ sql }) =>
    [...nodesOf(parseStatements(sql), "CreateExtensionStmt")].map(({ extname }) => String(extname)),
  );
  return [...made, ...hinted];
}

/** They only speak of what is there. */
const about = new Set(["comment", "alter", "drop", "grant", "revoke"]);

/**
 * Code that is run (DO, a function, a string to execute) may make one, under a name that only running it tells. To have one at hand
 * that nobody makes costs some milliseconds and changes nothing, so a word is enough.
 */
function hintsOf({ sql, words: [first = ""] }: Statement): readonly string[] {
  if (about.has(first)) return [];
  const text = sql.toLowerCase();
  if (first === "create" && text.includes(libraries)) return librariesIn(text);
  if (!text.includes("extension")) return [];
  const named = new Set(text.split(/[^a-z0-9_-]+/));
  const known = embeddableExtensions().filter((name) => named.has(name));
  return known.length === 0 && text.includes("create extension") ? embeddableExtensions() : known;
}

/** Dumps of before CREATE EXTENSION make its functions one by one, each of the library that it is in. */
const libraries = "$libdir/";

const librariesIn = (text: string) => embeddableExtensions().filter((name) => text.includes(`${libraries}${name}'`));

/** An extension that PGlite does not have, where a block of code makes it and goes on without it. */
export async function absentExtensions(client: Client, { sql, words, where }: Placed): Promise<Unread[]> {
  if (words[0] !== "do" || !sql.toLowerCase().includes("extension")) return [];
  await loadParser();
  const made = [...new Set(madeInCode(sql))].filter((name) => !embeddableExtensions().includes(name));
  if (made.length === 0) return [];
  const { rows } = await client.query(
    "SELECT name FROM unnest($1::text[]) name WHERE name NOT IN (SELECT extname FROM pg_catalog.pg_extension)",
    [made],
  );
  return rows.map(({ name }) => ({
    what: "extension",
    count: 1,
    reason: `${where}: this code may create the extension ${name}, which PGlite does not have`,
    id: objectId("extension", [name]),
  }));
}

function madeInCode(sql: string): string[] {
  return [...nodesOf(parseStatements(sql), "DoStmt")]
    .flatMap(({ args }) => [...nodesOf(args, "String")])
    .flatMap(({ sval }) => [...nodesOf(parseFunction(String(sval), inBlock), "PLpgSQL_stmt_execsql")])
    .flatMap((statement) => [...nodesOf(statement, "PLpgSQL_expr")])
    .flatMap(({ query }) => [...nodesOf(parseStatements(String(query)), "CreateExtensionStmt")])
    .map(({ extname }) => String(extname));
}

const inBlock = { arguments: "", returns: "void" };
