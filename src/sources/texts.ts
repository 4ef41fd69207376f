// SQL texts, restored into an embedded PostgreSQL (PGlite) of their own and read back from its catalogs.

import type { DefinedExtension } from "../catalog/defined-extension.ts";
import { catalogMemory, type Remembered } from "../embedded/catalog-cache.ts";
import { embeddableExtensions } from "../embedded/database.ts";
import { makesDatabase } from "../embedded/database-settings.ts";
import { extensionsOf } from "../embedded/extensions.ts";
import { tellPinned } from "../embedded/pinned-versions.ts";
import { connectReady, getReady } from "../embedded/ready.ts";
import { MissingObject } from "../embedded/refusal.ts";
import { isRepeatable } from "../embedded/repeatable/repeatable.ts";
import { restoreScripts, type SplitScript } from "../embedded/restore.ts";
import { impliedBy } from "../embedded/stand-ins/implied.ts";
import { mayLack } from "../embedded/stand-ins/may-lack.ts";
import { StandIns } from "../embedded/stand-ins/stand-ins.ts";
import { refuseSystemChanges, systemState } from "../embedded/system-objects.ts";
import { refuseDownParts } from "../migrations/down-parts.ts";
import type { Script } from "../scripts/files.ts";
import { Includes } from "../scripts/includes.ts";
import { splitScript } from "../scripts/psql-script.ts";
import type { Answer, Reading } from "../scripts/psql-session.ts";
import { changesMeaning, findOrder } from "./folder-order.ts";
import { type LocatedScript, locateInScripts } from "./locations/scripts.ts";
import type { OpenDatabase, Opened, OpenOptions } from "./source.ts";

/**
 * These scripts' catalog, remembered from an earlier time or restored now.
 * @param projectFolder the folder that they were found in
 */
export async function openTexts(
  texts: readonly Script[],
  options: OpenOptions,
  projectFolder: string,
): Promise<Opened> {
  // What is remembered was found to be repeatable: nobody needs to look at the script again, unless it may read other files.
  const included = texts.some(({ text }) => text.includes("\\i")) ? split(texts) : undefined;
  const all = [...texts, ...(included?.read ?? [])];
  const defined = mayLack(all.map(({ text }) => text)) ? await options.defined : undefined;
  const memory = await catalogMemory(all, { projectFolder, defined });
  const catalog = options.fresh ? undefined : await memory?.recall(options.privileges === true);
  if (catalog !== undefined)
    return { catalog: () => catalog, locate: (ids) => locateInScripts((included ?? split(texts)).scripts)(ids) };
  const { scripts } = included ?? split(texts);
  const how = { ...options, projectFolder, defined };
  const opened = await (isFolder(texts) ? openFolder(scripts, how) : openScripts(scripts, how));
  const database = { ...opened, embedded: true as const, locate: locateInScripts(scripts) };
  if (memory === undefined) return database;
  const remember = async (read: Remembered) => {
    const statements = scripts.flatMap((each) => each.statements);
    if (await isRepeatable(opened.client, statements)) await memory.remember(read);
  };
  return { ...database, remember };
}

/** The scripts, and the files that they read. One of a folder that another of it reads is a part of that one. */
function split(texts: readonly Script[]): {
  readonly scripts: readonly (SplitScript & LocatedScript)[];
  readonly read: readonly Script[];
} {
  const folder = texts.find((text) => text.folder !== undefined)?.folder;
  const includes = folder === undefined ? undefined : new Includes(folder);
  const scripts = texts.map(({ name, text, sent, lines }) => {
    const reading = { dialect: sent && "server", includes, runsResults: true } as const;
    // Of several nobody has said the order: one may be tried more than once, and what a query gives changes meanwhile.
    const script =
      texts.length === 1 ? growing(name, text, reading) : { name, statements: splitScript(text, name, reading) };
    return Object.assign(script, {
      ...(sent === "transaction" && { transaction: true as const }),
      ...(lines && { lines }),
    });
  });
  const read = includes?.files ?? [];
  refuseDownParts(read);
  const isPart = ({ name }: SplitScript) => includes?.has(name) === true;
  return { scripts: read.length === 0 ? scripts : scripts.filter((each) => !isPart(each)), read };
}

/** Up to a query that sets variables; with its answer, up to the next one. */
function growing(name: string, text: string, reading: Reading): SplitScript {
  const answers: Answer[] = [];
  const read = () => splitScript(text, name, { ...reading, answers });
  let statements = read();
  return {
    name,
    get statements() {
      return statements;
    },
    answered: (answer) => {
      answers.push(answer);
      statements = read();
      return statements;
    },
  };
}

/** Files whose order nobody has said. */
const isFolder = (texts: readonly Script[]) => texts.length > 1 && texts.every(({ folder }) => folder !== undefined);

interface How extends Pick<OpenOptions, "restoreTimeout" | "restored" | "again"> {
  readonly projectFolder?: string;
  readonly defined?: readonly DefinedExtension[] | undefined;
}

async function openFolder(scripts: readonly SplitScript[], options: How): Promise<OpenDatabase> {
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
  { restoreTimeout, projectFolder, restored, again, defined }: How = {},
): Promise<OpenDatabase> {
  const statements = scripts.flatMap((script) => script.statements);
  const isPart = statements.at(-1)?.setsVariables === true;
  const named = isPart ? embeddableExtensions() : await extensionsOf(statements);
  const extensions = [...named, ...impliedBy(statements)];
  const bringsSettings = scripts.some(({ statements }) => statements.some(makesDatabase));
  const how = { restoreTimeout, projectFolder };
  const { client, close: closeThis, within } = await connectReady(extensions, how);
  const close = async () => {
    await closeThis();
    if (again) getReady(extensions, how);
  };
  try {
    const start = await systemState(client);
    const standIns = await StandIns.of(client, statements, defined);
    const notCompared = await within(() => restoreScripts(client, scripts, standIns, restored));
    await tellPinned(
      client,
      scripts.flatMap((script) => script.statements),
    );
    await refuseSystemChanges(client, start, scripts);
    return { client, notCompared, close, ...(bringsSettings && { ofDatabase: true }) };
  } catch (error) {
    await close();
    throw error;
  }
}
