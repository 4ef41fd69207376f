// The extensions that a script makes.

import type { Statement } from "../scripts/statement.ts";
import { loadParser, nodesOf, parseStatements } from "../sql/parse.ts";

/** PGlite must be given its extensions when it starts, so the script is asked for them first. */
export async function extensionsOf(statements: readonly Statement[]): Promise<string[]> {
  const creating = statements.filter(({ words }) => words[0] === "create" && words[1] === "extension");
  if (creating.length === 0) return [];
  await loadParser();
  return creating.flatMap(({ sql }) =>
    [...nodesOf(parseStatements(sql), "CreateExtensionStmt")].map(({ extname }) => String(extname)),
  );
}
