// What the four kinds of text search have in common.

import type { CatalogObject } from "../catalog/catalog.ts";
import { optionalText } from "../kinds/row.ts";
import { nameInSql } from "../sql/identifier.ts";
import { ownedBy } from "./access.ts";
import { commentOn } from "./comment.ts";
import { withoutArguments } from "./naming.ts";
import { namedIn } from "./references.ts";
import type { Context, Statement } from "./statement.ts";

/** @param sort `PARSER` @param properties each word with the attribute that has its name or function */
export function createSearch(
  { id, attributes }: CatalogObject,
  context: Context,
  sort: string,
  properties: readonly (readonly [word: string, attribute: string])[],
  more: readonly string[] = [],
): Statement {
  const told = properties.flatMap(([word, name]) => {
    const value = optionalText(attributes, name);
    return value === null ? [] : [{ word, value }];
  });
  const written = [...told.map(({ word, value }) => `${word} = ${withoutArguments(value)}`), ...more];
  return {
    sql: `CREATE TEXT SEARCH ${sort} ${nameInSql(id)} (\n    ${written.join(",\n    ")}\n)`,
    makes: [id],
    // One may have the name of what it is made from, in another schema.
    needs: namedIn(context, ...told.map(({ value }) => value)).filter((each) => each !== id),
  };
}

export function aboutSearch({ id, attributes }: CatalogObject, sort: string): Statement[] {
  const what = `TEXT SEARCH ${sort} ${nameInSql(id)}`;
  return [...ownedBy(what, attributes), ...commentOn(what, attributes.comment)];
}

export const dropSearch =
  (sort: string) =>
  ({ id }: CatalogObject): Statement[] => [{ sql: `DROP TEXT SEARCH ${sort} ${nameInSql(id)}`, drops: [id] }];
