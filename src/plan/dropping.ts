// The statements that take an object away, and what is lost with it.

import type { AttributeValue, CatalogObject } from "../catalog/catalog.ts";
import { parseObjectId } from "../catalog/object-id.ts";
import { tableNamed } from "../ddl/families.ts";
import { ownerName, ownName } from "../ddl/naming.ts";
import { ddlOf } from "../ddl/registry.ts";
import type { Context } from "../ddl/statement.ts";
import { nameInSql } from "../sql/identifier.ts";
import { stepOf } from "./making.ts";
import type { Step } from "./unit.ts";

/** @throws CannotWrite */
export function dropping(object: CatalogObject, context: Context): Step[] {
  const loses = lossOf(object);
  const drops = ddlOf(object.kind)
    .drop(object, context)
    .map((statement) => ({ ...stepOf(statement), ...(loses && { loses }), ...safer(object, context, statement.sql) }));
  return [...detached(object, context).map((step) => ({ ...step, ...(loses && { loses }) })), ...drops];
}

/** A partition of a table that a foreign key refers to is let go before: PostgreSQL then looks whether its rows are referred to. */
function detached({ id, attributes }: CatalogObject, { catalog }: Context): Step[] {
  const { partitionOf } = attributes;
  if (typeof partitionOf !== "string") return [];
  const keys = [...catalog.objects.values()].filter(({ kind }) => kind === "constraint");
  const isReferred = (table: AttributeValue): boolean => {
    if (keys.some((key) => key.attributes.references === table)) return true;
    const above = tableNamed(table, catalog)?.attributes.partitionOf;
    return above !== undefined && isReferred(above);
  };
  if (!isReferred(partitionOf)) return [];
  return [{ sql: `ALTER TABLE ${partitionOf} DETACH PARTITION ${nameInSql(id)}` }];
}

function lossOf(object: CatalogObject) {
  const { id, kind, attributes } = object;
  const query = (what: string) => `SELECT count(*) FROM ${what}`;
  if (kind === "table") return { what: "The table's rows are lost.", query: query(nameInSql(id)) };
  if (kind === "sequence") return { what: "Its value is lost, from which new keys are drawn." };
  if (kind !== "column" || attributes.generated !== undefined || object.parent?.startsWith("foreign table:"))
    return undefined;
  return {
    what: "The column's values are lost.",
    query: `${query(ownerName(id))} WHERE ${ownName(id)} IS NOT NULL`,
  };
}

/** An index of a plain table goes without stopping anybody. */
function safer({ kind, parent, attributes, id }: CatalogObject, { catalog }: Context, sql: string): Partial<Step> {
  const table = parent === undefined ? undefined : catalog.objects.get(parent);
  const isPlain = table !== undefined && table.attributes.partitionKey === undefined;
  if (kind !== "index" || !isPlain || attributes.partitionOf !== undefined) return {};
  const [schema] = parseObjectId(id).path;
  return schema === undefined
    ? {}
    : { sql: sql.replace(/^DROP INDEX /, "DROP INDEX CONCURRENTLY "), transaction: "forbidden" };
}
