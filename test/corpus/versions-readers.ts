// Who reads a script: PostgreSQL of each major, and PGlite. Each gives the catalog that it makes of it, or throws its refusal.

import { readFile } from "node:fs/promises";
import { Client } from "pg";
import type { Catalog, Unread } from "../../src/catalog/catalog.ts";
import { withoutPrivileges } from "../../src/compare/privileges.ts";
import { restore } from "../../src/embedded/restore.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import { openSource } from "../../src/sources/registry.ts";
import { readWhole } from "../conformance/comparison.ts";
import type { Server } from "../support/servers.ts";

export interface Reading {
  readonly catalog: Catalog;
  /** What the reader left out of the script: kinds of statements or of objects, each once. */
  readonly lost: readonly string[];
}

/** @throws SourceError with the statement that this server does not take */
export async function readWithServer(server: Server, file: string): Promise<Reading> {
  const client = new Client({ connectionString: await server.createDatabase() });
  await client.connect();
  try {
    const lost = await restore(client, file, splitScript(await readFile(file, "utf8"), file));
    await client.query("DISCARD ALL");
    return readingOf(await readWhole(client), lost);
  } finally {
    await client.end();
  }
}

/** @throws SourceError with the statement that PGlite does not take */
export async function readWithPglite(file: string): Promise<Reading> {
  const opened = await openSource(file, { fresh: true });
  if (!("client" in opened)) throw new Error(`${file} is no script`);
  try {
    return readingOf(await readWhole(opened.client), opened.notCompared);
  } finally {
    await opened.close();
  }
}

/** Where a GRANT is lost, privileges tell nothing. */
function readingOf(read: Catalog, unread: readonly Unread[]): Reading {
  const lost = [...new Set(unread.map(({ what }) => what))].sort();
  const whole = { ...read, notCompared: [...read.notCompared, ...unread] };
  return { catalog: lost.includes("GRANT statement") ? withoutPrivileges(whole) : whole, lost };
}
