// What an attestation says of a schema, a model, the rules and a record, in 64 digits each: the same content, the same digest.

import type { Catalog } from "../catalog/catalog.ts";
import type { CheckOptions } from "../check.ts";
import { namedDigest } from "../digest.ts";
import { allInForce } from "../judge/judge.ts";
import { writeSnapshot } from "../snapshot/file.ts";

/** Of everything that is compared. Which server printed it, and what could not be read, is no part of a schema. */
export function catalogDigest({ objects, privileges }: Catalog): string {
  const schema = { server: "", objects, notCompared: [], ...(privileges && { privileges }) };
  return namedDigest(writeSnapshot(schema, "schema.yaml"));
}

export type Deciding = Pick<CheckOptions, "rules" | "strict" | "baseline" | "scope" | "mapSchemas" | "allowEmpty">;

/** Of all that decides which drift is set aside, or not looked for. */
export async function rulesDigest(options: Deciding): Promise<string> {
  const rules = await allInForce(options);
  const accepted = (options.baseline ?? []).map(({ fingerprint }) => fingerprint).sort();
  const { scope = {}, mapSchemas = new Map(), strict, allowEmpty } = options;
  const others = { scope, mapSchemas: Object.fromEntries(mapSchemas), allowEmpty: allowEmpty === true };
  return namedDigest(JSON.stringify(sorted({ rules, accepted, strict: strict === true, ...others })));
}

/** Of the ids that a version table has, in whatever order. */
export const recordDigest = (ids: readonly string[]): string => namedDigest(JSON.stringify([...ids].sort()));

/** With the fields of each mapping by name: in which order they were written says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, each]) => [name, sorted(each)]));
}
