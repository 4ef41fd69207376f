// SQL texts, restored into an embedded PostgreSQL (PGlite) of their own and read back from its catalogs.

import type { Unread } from "../catalog/catalog.ts";
import { loadParser, nodesOf, parseStatements } from "../sql/parse.ts";
import { catalogMemory } from "./catalog-cache.ts";
import { connectEmbedded } from "./embedded.ts";
import type { Script } from "./files.ts";
import { type Statement, splitScript } from "./psql-script.ts";
import { restore } from "./restore.ts";
import type { OpenCatalog, OpenDatabase, OpenOptions } from "./source.ts";

/** These scripts' catalog, remembered from an earlier time or restored now. */
export async function openTexts(texts: readonly Script[], { fresh }: OpenOptions): Promise<OpenDatabase | OpenCatalog> {
  const scripts = texts.map(({ name, text }) => ({ name, statements: splitScript(text, name) }));
  const repeatable = scripts.every(({ statements }) => statements.every(isRepeatable));
  const memory = repeatable ? await catalogMemory(texts) : undefined;
  const catalog = fresh ? undefined : await memory?.recall();
  if (catalog !== undefined) return { catalog };
  return { ...(await openScripts(scripts)), embedded: true, ...(memory && { remember: memory.remember }) };
}

export interface SplitScript {
  readonly name: string;
  readonly statements: readonly Statement[];
}

/** Code that a script runs may do something else each time; what pg_dump calls does not. */
function isRepeatable({ sql, words }: Statement): boolean {
  if (words[0] === "select")
    return sql.startsWith("SELECT pg_catalog.set_config(") || sql.startsWith("SELECT pg_catalog.setval(");
  return !["do", "call", "execute", "with"].includes(words[0] ?? "");
}

/** An embedded database of its own, in which these were run in order. */
export async function openScripts(scripts: readonly SplitScript[]): Promise<OpenDatabase> {
  const extensions = await extensionsOf(scripts.flatMap(({ statements }) => statements));
  const { client, close } = await connectEmbedded(extensions);
  try {
    const notCompared: Unread[] = [];
    for (const { name, statements } of scripts) notCompared.push(...(await restore(client, name, statements)));
    return { client, notCompared, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** PGlite must be given its extensions when it starts, so the script is asked for them first. */
export async function extensionsOf(statements: readonly Statement[]): Promise<string[]> {
  const creating = statements.filter(({ words }) => words[0] === "create" && words[1] === "extension");
  if (creating.length === 0) return [];
  await loadParser();
  return creating.flatMap(({ sql }) =>
    [...nodesOf(parseStatements(sql), "CreateExtensionStmt")].map(({ extname }) => String(extname)),
  );
}
