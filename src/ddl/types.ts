// What statements say of every type alike: its end, its owner, its comment.

import type { CatalogObject } from "../catalog/catalog.ts";
import { nameInSql } from "../sql/identifier.ts";
import { accessTo } from "./access.ts";
import { commentOn } from "./comment.ts";
import type { Statement } from "./statement.ts";

export const dropType = ({ id }: CatalogObject): Statement[] => [{ sql: `DROP TYPE ${nameInSql(id)}`, drops: [id] }];

/** @param word `TYPE`, or `DOMAIN` */
export function aboutType({ id, attributes }: CatalogObject, word = "TYPE"): Statement[] {
  const what = `${word} ${nameInSql(id)}`;
  return [...accessTo({ altered: what }, attributes), ...commentOn(what, attributes.comment)];
}
