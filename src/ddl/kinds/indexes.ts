// Indexes that stand behind no constraint.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { list, optionalText, text } from "../../kinds/row.ts";
import { identifier } from "../../sql/identifier.ts";
import { descendants } from "../families.ts";
import { aboutIndex, attachIndex, lacksOf } from "../indexes.ts";
import { columnList, indexKeys } from "../keys.ts";
import { besideOwner, ownerName, ownName } from "../naming.ts";
import { storageParameters } from "../options.ts";
import { namedIn } from "../references.ts";
import type { Context, KindDdl, Statement } from "../statement.ts";

export const indexes: KindDdl = {
  kind: "index",
  phase: "tables",
  create: (object, context) => {
    const { id, attributes, parent } = object;
    const needs = [
      ...(parent === undefined ? [] : [parent, ...descendants(parent, context)]),
      ...namedIn(context, ...list(attributes, "keys"), optionalText(attributes, "predicate")),
    ];
    return [
      { sql: indexDefinition(object, context), makes: [id], needs, ...lacksOf(object, context) },
      ...attachIndex(object, context),
      ...list(attributes, "statistics").map((told) => statistics(object, told)),
      ...aboutIndex(object, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP INDEX ${besideOwner(id)}`, drops: [id] }],
};

/** `CREATE INDEX …`; of a partitioned table's by itself, its partitions have theirs. @param how `CONCURRENTLY `, or nothing */
export function indexDefinition({ id, attributes, parent }: CatalogObject, context: Context, how = ""): string {
  const table = parent === undefined ? undefined : context.catalog.objects.get(parent);
  const only = table?.attributes.partitionKey === undefined ? "" : "ONLY ";
  const [include, options] = [list(attributes, "include"), list(attributes, "options")];
  const [predicate, tablespace] = [optionalText(attributes, "predicate"), optionalText(attributes, "tablespace")];
  const parts = [
    `CREATE ${text(attributes, "type")} ${how}${ownName(id)} ON ${only}${ownerName(id)}`,
    ` USING ${identifier(text(attributes, "method"))} (${indexKeys(list(attributes, "keys"), parent, context)})`,
    include.length === 0 ? "" : ` INCLUDE ${columnList(include)}`,
    attributes.nullsNotDistinct === undefined ? "" : " NULLS NOT DISTINCT",
    options.length === 0 ? "" : ` WITH (${storageParameters(options)})`,
    tablespace === null ? "" : ` TABLESPACE ${identifier(tablespace)}`,
    predicate === null ? "" : ` WHERE ${predicate}`,
  ];
  return parts.join("");
}

/** `2: 100`, of the expression at a place in the key. */
function statistics({ id }: CatalogObject, told: string): Statement {
  const [place, target] = told.split(": ");
  return { sql: `ALTER INDEX ${besideOwner(id)} ALTER COLUMN ${place} SET STATISTICS ${target}` };
}
