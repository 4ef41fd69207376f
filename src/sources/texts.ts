// SQL texts, restored into an embedded PostgreSQL (PGlite) of their own and read back from its catalogs.

import { catalogMemory } from "../embedded/catalog-cache.ts";
import { makesDatabase } from "../embedded/database-settings.ts";
import { connectEmbedded } from "../embedded/embedded.ts";
import { extensionsOf } from "../embedded/extensions.ts";
import { restoreScripts, type SplitScript } from "../embedded/restore.ts";
import { impliedBy } from "../embedded/stand-ins/implied.ts";
import { StandIns } from "../embedded/stand-ins/stand-ins.ts";
import { refuseSystemChanges, systemState } from "../embedded/system-objects.ts";
import type { Script } from "../scripts/files.ts";
import { splitScript } from "../scripts/psql-script.ts";
import type { Statement } from "../scripts/statement.ts";
import type { OpenCatalog, OpenDatabase, OpenOptions } from "./source.ts";

/** These scripts' catalog, remembered from an earlier time or restored now. */
export async function openTexts(texts: readonly Script[], options: OpenOptions): Promise<OpenDatabase | OpenCatalog> {
  const scripts = texts.map(({ name, text, sent }) => ({
    name,
    statements: splitScript(text, name, sent && "server"),
    ...(sent === "transaction" && { transaction: true as const }),
  }));
  const repeatable = scripts.every(({ statements }) => statements.every(isRepeatable));
  const memory = repeatable ? await catalogMemory(texts) : undefined;
  const catalog = options.fresh ? undefined : await memory?.recall();
  if (catalog !== undefined) return { catalog };
  return { ...(await openScripts(scripts, options)), embedded: true, ...(memory && { remember: memory.remember }) };
}

/** Code that a script runs may do something else each time; what pg_dump calls does not. */
function isRepeatable({ sql, words }: Statement): boolean {
  if (words[0] === "select")
    return sql.startsWith("SELECT pg_catalog.set_config(") || sql.startsWith("SELECT pg_catalog.setval(");
  return !["do", "call", "execute", "with"].includes(words[0] ?? "");
}

/** An embedded database of its own, in which these were run in order. */
export async function openScripts(
  scripts: readonly SplitScript[],
  { restoreTimeout }: Pick<OpenOptions, "restoreTimeout"> = {},
): Promise<OpenDatabase> {
  const statements = scripts.flatMap((script) => script.statements);
  const extensions = [...(await extensionsOf(statements)), ...impliedBy(statements)];
  const bringsSettings = scripts.some(({ statements }) => statements.some(makesDatabase));
  const { client, close, within } = await connectEmbedded(extensions, { restoreTimeout });
  try {
    const start = await systemState(client);
    const standIns = await StandIns.of(client, statements);
    const notCompared = await within(() => restoreScripts(client, scripts, standIns));
    await refuseSystemChanges(client, start, scripts);
    return { client, notCompared, close, ...(bringsSettings && { ofDatabase: true }) };
  } catch (error) {
    await close();
    throw error;
  }
}
