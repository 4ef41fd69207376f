// What is said of an index once it is there, be it one by itself or a constraint's.

import type { CatalogObject } from "../catalog/catalog.ts";
import { flag, optionalText } from "../kinds/row.ts";
import { commentOn } from "./comment.ts";
import { besideOwner, ownerName, ownName } from "./naming.ts";
import { namedIn } from "./references.ts";
import type { Context, Statement } from "./statement.ts";

/** A partitioned table's index is whole once each partition's is attached to it. */
export function attachIndex({ id, attributes }: CatalogObject, context: Context): Statement[] {
  const parent = optionalText(attributes, "partitionOf");
  if (parent === null) return [];
  const sql = `ALTER INDEX ${parent} ATTACH PARTITION ${besideOwner(id)}`;
  return [{ sql, needs: [id, ...namedIn(context, parent)] }];
}

export function aboutIndex({ id, attributes }: CatalogObject, comment: unknown): Statement[] {
  const clustered = `ALTER TABLE ${ownerName(id)} CLUSTER ON ${ownName(id)}`;
  return [
    ...(flag(attributes, "clustered") ? [{ sql: clustered }] : []),
    ...commentOn(`INDEX ${besideOwner(id)}`, comment),
  ];
}

/** An index is invalid by an accident; a partitioned table's by what it lacks, and then it is so again. */
export function lacksOf({ attributes, parent }: CatalogObject, { catalog }: Context): { lacks?: string } {
  const table = parent === undefined ? undefined : catalog.objects.get(parent);
  if (table?.attributes.partitionKey !== undefined) return {};
  const isBroken = flag(attributes, "invalid") || flag(attributes, "notReady");
  return isBroken ? { lacks: "It is invalid, as its build failed; written as one that is valid" } : {};
}
