// What these oracles compare: whole catalogs, in the way in which `check` compares them with no rules.

import type { Client } from "pg";
import type { Catalog } from "../../src/catalog/catalog.ts";
import type { Drift } from "../../src/catalog/drift.ts";
import { compare } from "../../src/compare/steps.ts";
import { introspect } from "../../src/read/introspect.ts";

/** The whole catalog, with what a check leaves out unless it is asked for: owners and privileges. */
export const readWhole = (client: Client): Promise<Catalog> => introspect(client, { privileges: true });

/** The drift of two catalogs; that of what one of them could not read is unknown. */
export const driftOf = async (one: Catalog, other: Catalog): Promise<readonly Drift[]> =>
  (await compare(one, other)).drift;
