// A version that a script asks for, where it happens to be what PGlite installs by default: it is told all the same, as on another
// server it may not be. To be called once all has run; the parser is loaded where there is one to ask for.

import type { Client } from "pg";
import type { Statement } from "../scripts/statement.ts";
import { literal } from "../sql/literal.ts";
import { loadParser, nodesOf, parseStatements } from "../sql/parse.ts";

/** Takes the default out of the extension's control file: then no version is the default. */
export async function tellPinned(client: Client, statements: readonly Statement[]): Promise<void> {
  const about = statements.filter(({ words, sql }) => words[1] === "extension" && /version|update/i.test(sql));
  if (about.length === 0) return;
  await loadParser();
  const names = about.flatMap(({ sql }) => pinnedIn(sql));
  const { rows } = await client.query(
    `SELECT v.name, v.comment, (SELECT setting FROM pg_catalog.pg_config WHERE name = 'SHAREDIR') AS folder
     FROM pg_catalog.pg_extension x JOIN pg_catalog.pg_available_extensions v ON v.name = x.extname
     WHERE x.extversion = v.default_version AND v.name = ANY($1)`,
    [names],
  );
  for (const { name, comment, folder } of rows) {
    const line = `SELECT ${literal(`comment = ${literal(String(comment ?? ""))}`)}`;
    await client.query(`COPY (${line}) TO ${literal(`${folder}/extension/${name}.control`)}`);
  }
}

function pinnedIn(sql: string): string[] {
  const trees = parseStatements(sql);
  const all = ["CreateExtensionStmt", "AlterExtensionStmt"].flatMap((type) => [...nodesOf(trees, type)]);
  const isPinned = (options: unknown) =>
    [...nodesOf(options, "DefElem")].some(({ defname }) => defname === "new_version");
  return all.filter(({ options }) => isPinned(options)).map(({ extname }) => String(extname));
}
