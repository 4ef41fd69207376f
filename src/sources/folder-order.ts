// The files of a folder, where the order of their names is not one in which they can be run: a file that lacks what another makes
// is run after that. What is read in the end is a plain run of all of them, one after the other, in the order that was found.

import type { Client } from "pg";
import type { DefinedExtension } from "../catalog/defined-extension.ts";
import { connectEmbedded } from "../embedded/embedded.ts";
import { extensionsOf } from "../embedded/extensions.ts";
import { MissingObject } from "../embedded/refusal.ts";
import { restoreScripts, type SplitScript } from "../embedded/restore.ts";
import { StandIns } from "../embedded/stand-ins/stand-ins.ts";
import { reconnects } from "../scripts/psql-connect.ts";
import { createdNames } from "../sql/created-names.ts";
import { loadParser } from "../sql/parse.ts";

interface Found {
  /** Each begins a session of its own: what one sets is not meant for the one that happens to follow it. */
  readonly order: readonly SplitScript[];
  /** Each file can be run at its place, as far as was tried. */
  readonly isWhole: boolean;
}

/** Those that can't be run come last, and first of them one that waits for none of the others: its error is the real one. */
export async function findOrder(
  scripts: readonly SplitScript[],
  options: {
    readonly restoreTimeout?: number | undefined;
    readonly projectFolder?: string;
    readonly defined?: readonly DefinedExtension[] | undefined;
  },
): Promise<Found> {
  await loadParser();
  const extensions = await extensionsOf(scripts.flatMap(({ statements }) => statements));
  const { client, close, within } = await connectEmbedded(extensions, options);
  try {
    const statements = scripts.flatMap((script) => script.statements);
    const standIns = await StandIns.of(client, statements, options.defined);
    const { order, isWhole } = await within(() => tryAll(client, scripts, standIns));
    return { order: order.map(inOwnSession), isWhole };
  } finally {
    await close();
  }
}

const inOwnSession = (script: SplitScript): SplitScript => ({
  ...script,
  statements: [{ sql: "DISCARD ALL", line: 1, words: [reconnects] }, ...script.statements],
});

/** Whether some name is defined more than once, by files that have changed places: then another of them would be the last. */
export function changesMeaning(scripts: readonly SplitScript[], order: readonly SplitScript[]): boolean {
  const places = new Map<string, number[]>();
  for (const script of scripts)
    for (const name of new Set(namesIn(script, mayRepeat))) {
      const place = order.findIndex((each) => each.name === script.name);
      places.set(name, [...(places.get(name) ?? []), place]);
    }
  return [...places.values()].some((each) => each.some((place, at) => place < (each[at - 1] ?? 0)));
}

async function tryAll(client: Client, scripts: readonly SplitScript[], standIns: StandIns): Promise<Found> {
  const done: SplitScript[] = [];
  const made = new Set<string>();
  const waiting = new Map<SplitScript, string | undefined>(scripts.map((script) => [script, undefined]));
  // A file waits until what it lacks was made; where none can go on by that, each is tried once more.
  for (let all = true; waiting.size > 0; ) {
    const before = done.length;
    for (const [script, lacked] of [...waiting]) {
      if (!all && (lacked === undefined || !made.has(lacked))) continue;
      const outcome = await tryOne(client, script, standIns);
      if (outcome !== true) {
        waiting.set(script, outcome);
        continue;
      }
      waiting.delete(script);
      done.push(script);
      for (const name of namesIn(script)) made.add(name);
    }
    if (done.length === before && all) break;
    all = done.length === before;
  }
  return { order: [...done, ...realFirst([...waiting])], isWhole: waiting.size === 0 };
}

/** From the first of them to the one that would make what it lacks, and on: to one that waits for none, or round a circle. */
function realFirst(stuck: readonly (readonly [SplitScript, string | undefined])[]): SplitScript[] {
  const passed = new Set<SplitScript>();
  let at = stuck[0];
  for (let next = at; next !== undefined && !passed.has(next[0]); ) {
    at = next;
    const [script, lacked] = next;
    passed.add(script);
    next = lacked === undefined ? undefined : stuck.find(([other]) => namesIn(other).includes(lacked));
  }
  const real = at?.[0];
  return stuck.map(([script]) => script).sort((a, b) => Number(b === real) - Number(a === real));
}

/** In a transaction of its own, so that a file that fails has done nothing. @returns true, or what it lacks where that is known */
async function tryOne(client: Client, script: SplitScript, standIns: StandIns): Promise<true | string | undefined> {
  const statements = script.statements.filter(({ words: [first = "", second] }) => !isControl(first, second));
  await client.query("DISCARD ALL");
  try {
    await restoreScripts(client, [{ ...script, statements, transaction: true }], standIns);
    return true;
  } catch (error) {
    // Where nobody answers any more, this fails too, and says why.
    await client.query("ROLLBACK");
    return error instanceof MissingObject ? error.object : undefined;
  }
}

const isControl = (first: string, second: string | undefined) =>
  ["begin", "commit", "end"].includes(first) || (first === "start" && second === "transaction");

const mayRepeat = (words: readonly string[]) => words.includes("replace") || words.includes("if");

function namesIn({ statements }: SplitScript, which: (words: readonly string[]) => boolean = () => true): string[] {
  return statements
    .filter(({ words }) => (words[0] === "create" || words[0] === "alter") && which(words))
    .flatMap(({ sql }) => createdNames(sql));
}
