// What identifies a row for logical replication.

import type { CatalogObject } from "../catalog/catalog.ts";
import { allMembersOf } from "../catalog/members.ts";
import { nameOf } from "../catalog/object-id.ts";
import { kindNamed } from "../kinds/registry.ts";
import { optionalText } from "../kinds/row.ts";
import { identifier, nameInSql } from "../sql/identifier.ts";
import type { Context, Statement } from "./statement.ts";

const index = "INDEX ";

export function replicaIdentity({ id, attributes }: CatalogObject, { catalog }: Context): Statement[] {
  const told = optionalText(attributes, "replicaIdentity");
  if (told === null) return [];
  const alter = `ALTER TABLE ONLY ${nameInSql(id)} REPLICA IDENTITY`;
  if (!told.startsWith(index)) return [{ sql: `${alter} ${told}` }];
  const name = told.slice(index.length);
  const indexes = allMembersOf(id, catalog).filter(({ kind }) => kindNamed(kind)?.hasIndex);
  const needs = indexes.flatMap((each) => (nameOf(each.id) === name ? [each.id] : []));
  return needs.length === 0
    ? [
        {
          sql: `${alter} NOTHING`,
          lacks: "Its replica identity is an index that was dropped; it is written as NOTHING",
        },
      ]
    : [{ sql: `${alter} USING INDEX ${identifier(name)}`, needs }];
}
