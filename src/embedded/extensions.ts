// The extensions that a script makes, or may make: PGlite must be given them when it starts, so the script is asked first.

import type { Statement } from "../scripts/statement.ts";
import { loadParser, nodesOf, parseStatements } from "../sql/parse.ts";
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
  if (!text.includes("extension")) return [];
  const named = new Set(text.split(/[^a-z0-9_-]+/));
  const known = embeddableExtensions().filter((name) => named.has(name));
  return known.length === 0 && text.includes("create extension") ? embeddableExtensions() : known;
}
