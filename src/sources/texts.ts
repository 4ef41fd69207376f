// SQL texts, restored into an embedded PostgreSQL (PGlite) of their own and read back from its catalogs.

import { catalogMemory } from "../embedded/catalog-cache.ts";
import { makesDatabase } from "../embedded/database-settings.ts";
import { connectEmbedded } from "../embedded/embedded.ts";
import { extensionsOf } from "../embedded/extensions.ts";
import { MissingObject } from "../embedded/refusal.ts";
import { restoreScripts, type SplitScript } from "../embedded/restore.ts";
import { refuseSystemChanges, systemState } from "../embedded/system-objects.ts";
import { refuseDownParts } from "../migrations/down-parts.ts";
import type { Script } from "../scripts/files.ts";
import { Includes } from "../scripts/includes.ts";
import { splitScript } from "../scripts/psql-script.ts";
import type { Statement } from "../scripts/statement.ts";
import { changesMeaning, findOrder } from "./folder-order.ts";
import type { OpenCatalog, OpenDatabase, OpenOptions } from "./source.ts";

/** These scripts' catalog, remembered from an earlier time or restored now. */
export async function openTexts(texts: readonly Script[], options: OpenOptions): Promise<OpenDatabase | OpenCatalog> {
  const { scripts, read } = split(texts);
  const repeatable = scripts.every(({ statements }) => statements.every(isRepeatable));
  const memory = repeatable ? await catalogMemory([...texts, ...read]) : undefined;
  const catalog = options.fresh ? undefined : await memory?.recall();
  if (catalog !== undefined) return { catalog };
  const opened = await (isFolder(texts) ? openFolder(scripts, options) : openScripts(scripts, options));
  return { ...opened, embedded: true, ...(memory && { remember: memory.remember }) };
}

/** The scripts, and the files that they read. One of a folder that another of it reads is a part of that one. */
function split(texts: readonly Script[]): {
  readonly scripts: readonly SplitScript[];
  readonly read: readonly Script[];
} {
  const folder = texts.find((text) => text.folder !== undefined)?.folder;
  const includes = folder === undefined ? undefined : new Includes(folder);
  const scripts = texts.map(({ name, text, sent }) => ({
    name,
    statements: splitScript(text, name, { dialect: sent && "server", includes, runsResults: true }),
    ...(sent === "transaction" && { transaction: true as const }),
  }));
  const read = includes?.files ?? [];
  refuseDownParts(read);
  const isPart = ({ name }: SplitScript) => includes?.has(name) === true;
  return { scripts: read.length === 0 ? scripts : scripts.filter((each) => !isPart(each)), read };
}

/** Code that a script runs may do something else each time; what pg_dump calls does not. */
function isRepeatable({ sql, words }: Statement): boolean {
  if (words[0] === "select")
    return sql.startsWith("SELECT pg_catalog.set_config(") || sql.startsWith("SELECT pg_catalog.setval(");
  return !["do", "call", "execute", "with"].includes(words[0] ?? "");
}

/** Files whose order nobody has said. */
const isFolder = (texts: readonly Script[]) => texts.length > 1 && texts.every(({ folder }) => folder !== undefined);

async function openFolder(scripts: readonly SplitScript[], options: OpenOptions): Promise<OpenDatabase> {
  try {
    return await openScripts(scripts, options);
  } catch (error) {
    if (!(error instanceof MissingObject)) throw error;
    const { order, isWhole } = await findOrder(scripts, options);
    if (isWhole && changesMeaning(scripts, order)) throw error;
    return openScripts(order, options);
  }
}

/** An embedded database of its own, in which these were run in order. */
export async function openScripts(
  scripts: readonly SplitScript[],
  { restoreTimeout }: Pick<OpenOptions, "restoreTimeout"> = {},
): Promise<OpenDatabase> {
  const extensions = await extensionsOf(scripts.flatMap(({ statements }) => statements));
  const bringsSettings = scripts.some(({ statements }) => statements.some(makesDatabase));
  const { client, close, within } = await connectEmbedded(extensions, { restoreTimeout });
  try {
    const start = await systemState(client);
    const notCompared = await within(() => restoreScripts(client, scripts));
    await refuseSystemChanges(client, start, scripts);
    return { client, notCompared, close, ...(bringsSettings && { ofDatabase: true }) };
  } catch (error) {
    await close();
    throw error;
  }
}
