// The database of our own in which a plan is tried: the live schema, without a row.

import type { Catalog } from "../catalog/catalog.ts";
import { introspect } from "../read/introspect.ts";
import { openCopy } from "../sources/copy.ts";
import type { OpenDatabase } from "../sources/source.ts";

export interface Copy {
  readonly client: OpenDatabase["client"];
  /** As it is now, with owners and privileges. */
  readonly read: () => Promise<Catalog>;
  readonly close: () => Promise<void>;
}

interface Limits {
  readonly timeout?: number | undefined;
  readonly restoreTimeout?: number | undefined;
}

/** @throws SourceError, UsageError where the live schema can't be copied */
export async function copyOf(live: string, limits: Limits): Promise<Copy> {
  const { client, notCompared, close } = await openCopy(live, limits);
  // Every statement of a plan names what it means by its schema.
  await client.query("SELECT pg_catalog.set_config('search_path', '', false)");
  const read = async () => {
    const catalog = await introspect(client, { privileges: true });
    return { ...catalog, notCompared: [...catalog.notCompared, ...notCompared] };
  };
  return { client, read, close };
}
