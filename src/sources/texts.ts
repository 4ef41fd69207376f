// SQL texts, restored into an embedded PostgreSQL (PGlite) of their own and read back from its catalogs.

import { catalogMemory, type Remembered } from "../embedded/catalog-cache.ts";
import { makesDatabase } from "../embedded/database-settings.ts";
import { connectEmbedded } from "../embedded/embedded.ts";
import { extensionsOf } from "../embedded/extensions.ts";
import { isRepeatable } from "../embedded/repeatable/repeatable.ts";
import { restoreScripts, type SplitScript } from "../embedded/restore.ts";
import { refuseSystemChanges, systemState } from "../embedded/system-objects.ts";
import type { Script } from "../scripts/files.ts";
import { splitScript } from "../scripts/psql-script.ts";
import type { OpenCatalog, OpenDatabase, OpenOptions } from "./source.ts";

/**
 * These scripts' catalog, remembered from an earlier time or restored now.
 * @param projectFolder the folder that they were found in
 */
export async function openTexts(
  texts: readonly Script[],
  options: OpenOptions,
  projectFolder: string,
): Promise<OpenDatabase | OpenCatalog> {
  const memory = await catalogMemory(texts, projectFolder);
  // What is remembered was found to be repeatable: nobody needs to look at the script again.
  const catalog = options.fresh ? undefined : await memory?.recall(options.privileges === true);
  if (catalog !== undefined) return { catalog: () => catalog };
  const scripts = texts.map(({ name, text, sent }) => ({
    name,
    statements: splitScript(text, name, sent && "server"),
    ...(sent === "transaction" && { transaction: true as const }),
  }));
  const opened = await openScripts(scripts, { ...options, projectFolder });
  if (memory === undefined) return { ...opened, embedded: true };
  const statements = scripts.flatMap((each) => each.statements);
  const remember = async (read: Remembered) => {
    if (await isRepeatable(opened.client, statements)) await memory.remember(read);
  };
  return { ...opened, embedded: true, remember };
}

/** An embedded database of its own, in which these were run in order. */
export async function openScripts(
  scripts: readonly SplitScript[],
  { restoreTimeout, projectFolder }: Pick<OpenOptions, "restoreTimeout"> & { readonly projectFolder?: string } = {},
): Promise<OpenDatabase> {
  const extensions = await extensionsOf(scripts.flatMap(({ statements }) => statements));
  const bringsSettings = scripts.some(({ statements }) => statements.some(makesDatabase));
  const { client, close, within } = await connectEmbedded(extensions, { restoreTimeout, projectFolder });
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
