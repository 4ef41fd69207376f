// The database of our own in which a plan is tried: the live schema, without a row.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import { openCopy, openCopyOf } from "../copy.ts";
import { introspect } from "../read/introspect.ts";
import { readCatalog } from "../read-catalog.ts";
import { redact } from "../redact.ts";
import { postgres } from "../sources/postgres.ts";
import { snapshot } from "../sources/snapshot.ts";
import type { OpenDatabase } from "../sources/source.ts";

export interface Copy {
  readonly client: OpenDatabase["client"];
  /** As it is now, with owners and privileges. */
  readonly read: () => Promise<Catalog>;
  readonly close: () => Promise<void>;
  /** Who owns what is known; else all of it is the copy's own user's. */
  readonly hasOwners: boolean;
}

interface Limits {
  readonly timeout?: number | undefined;
  readonly restoreTimeout?: number | undefined;
}

/** @throws SourceError, UsageError where the live schema can't be copied */
export async function copyOf(live: string, limits: Limits): Promise<Copy> {
  const isCatalog = postgres.accepts(live) || snapshot.accepts(live);
  // What is dropped and made again must be granted again, too.
  const catalog = isCatalog ? await readCatalog(live, { ...limits, privileges: true }) : undefined;
  const opened = catalog === undefined ? await openCopy(live, limits) : await openCopyOf(catalog, redact(live), limits);
  const { client, notCompared, close } = opened;
  // As a session begins in which the plan is run: a script leaves bodies unlooked at, or another role.
  await client.query("RESET SESSION AUTHORIZATION; RESET ALL");
  // Every statement of a plan names what it means by its schema.
  await client.query("SELECT pg_catalog.set_config('search_path', '', false)");
  const read = async () => {
    const now = await introspect(client, { privileges: true });
    return { ...now, notCompared: [...now.notCompared, ...notCompared] };
  };
  return { client, read, close, hasOwners: catalog?.privileges === true };
}

/** Nobody is told to own what only the copy's own user owns. */
export function withoutOwners(catalog: Catalog): Catalog {
  const objects = [...catalog.objects].map(([id, object]): [typeof id, CatalogObject] => {
    const { owner: _, ...attributes } = object.attributes;
    return [id, "owner" in object.attributes ? { ...object, attributes } : object];
  });
  return { ...catalog, objects: new Map(objects) };
}
