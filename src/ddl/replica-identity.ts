// What identifies a row for logical replication.

import type { CatalogObject } from "../catalog/catalog.ts";
import { memberId } from "../catalog/object-id.ts";
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
  const owners = ["index", "constraint"].map((kind) => memberId(kind, id, name));
  const needs = owners.filter((each) => catalog.objects.has(each));
  return needs.length === 0
    ? [
        {
          sql: `${alter} NOTHING`,
          lacks: "Its replica identity is an index that was dropped; it is written as NOTHING",
        },
      ]
    : [{ sql: `${alter} USING INDEX ${identifier(name)}`, needs }];
}
