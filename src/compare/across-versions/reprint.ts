// Has one server, an embedded one, read what two servers printed, and print it again: then one meaning is one text.
// Nothing of it stays: each catalog's context and each probe is rolled back.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { nameOf } from "../../catalog/object-id.ts";
import { connectEmbedded } from "../../embedded/embedded.ts";
import type { Piece, Reprint, Side, Texts } from "../printed.ts";
import { contextOf, type Remake } from "./context.ts";
import { type Probe, probeOf } from "./probe.ts";

export const reprint: Reprint = async (sides) => {
  const { client, close } = await connectEmbedded(extensionsOf(sides));
  try {
    const texts: Texts[] = [];
    for (const side of sides) texts.push(await answer(client, questionOf(side)));
    return texts;
  } finally {
    await close();
  }
};

export function extensionsOf(sides: readonly Side[]): readonly string[] {
  const all = sides.flatMap(({ catalog }) =>
    [...catalog.objects.values()].filter(({ kind }) => kind === "extension").map(({ id }) => nameOf(id)),
  );
  return [...new Set(all)];
}

/** All that the answer depends on. */
export interface Question {
  readonly context: readonly Remake[];
  readonly pieces: readonly (Piece & { readonly object: CatalogObject | undefined })[];
}

export function questionOf({ catalog, pieces }: Side): Question {
  const parents = pieces.map(({ id }) => catalog.objects.get(id)?.parent ?? id);
  return {
    context: contextOf(catalog, [...pieces.map(({ sql }) => sql), ...parents]),
    pieces: pieces.map((piece) => ({ ...piece, object: catalog.objects.get(piece.id) })),
  };
}

export async function answer(client: Client, { context, pieces }: Question): Promise<Texts> {
  await client.query("BEGIN; SET LOCAL check_function_bodies = off; SET LOCAL search_path = ''");
  try {
    const lost = await build(client, context);
    // An extension's functions and operators are not known by name.
    const isCertain = !lost.some(({ object }) => object.kind === "extension");
    const doubtful = [...new Set(lost.map(({ object }) => nameOf(object.id)))];
    const texts: (string | undefined)[] = [];
    for (const { object, syntax, sql } of pieces) {
      // Without what it names, PostgreSQL might find another of that name, and read another meaning.
      const isWhole = isCertain && !doubtful.some((name) => sql.includes(name));
      const probe = isWhole && object ? probeOf(object, syntax, sql) : undefined;
      texts.push(probe && (await ask(client, probe)));
    }
    return texts;
  } finally {
    await client.query("ROLLBACK");
  }
}

type Client = Awaited<ReturnType<typeof connectEmbedded>>["client"];

const batchSize = 50;

/**
 * Tries what failed again, for as long as that helps: a view may stand on a later one.
 * @returns what could not be made
 */
async function build(client: Client, context: readonly Remake[]): Promise<Remake[]> {
  const impossible = context.filter(({ sql }) => sql === undefined);
  const possible = context.filter(({ sql }) => sql !== undefined);
  let waiting: readonly Remake[] = [];
  for (let at = 0; at < possible.length; at += batchSize) {
    const batch = possible.slice(at, at + batchSize);
    // Nearly always the whole batch works; it is one message.
    if (!(await attempt(client, batch.map(({ sql }) => sql).join(";\n")))) waiting = [...waiting, ...batch];
  }
  for (;;) {
    const failed: Remake[] = [];
    for (const remake of waiting) if (!(await attempt(client, remake.sql ?? ""))) failed.push(remake);
    if (failed.length === 0 || failed.length === waiting.length) return [...impossible, ...failed];
    waiting = failed;
  }
}

async function attempt(client: Client, sql: string): Promise<boolean> {
  await client.query("SAVEPOINT one");
  try {
    await client.query(sql);
    await client.query("RELEASE one");
    return true;
  } catch {
    await client.query("ROLLBACK TO one");
    return false;
  }
}

async function ask(client: Client, { run, ask }: Probe): Promise<string | undefined> {
  await client.query("SAVEPOINT probe");
  try {
    await client.query(single(run));
    const { rows } = await client.query(ask);
    return rows.length === 1 ? String(rows[0].text) : undefined;
  } catch {
    return undefined;
  } finally {
    await client.query("ROLLBACK TO probe; RELEASE probe");
  }
}

/** What was read from a database is data: one statement, and never a second one that ends the transaction. */
const single = (text: string) => ({ text, queryMode: "extended" });
