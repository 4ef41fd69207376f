// Publications of logical replication.

import type { Attributes } from "../../catalog/catalog.ts";
import { type ObjectId, objectId } from "../../catalog/object-id.ts";
import { flag, list, optionalText } from "../../kinds/row.ts";
import { identifier, nameInSql } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import { ownedBy } from "../access.ts";
import { commentOn } from "../comment.ts";
import { namedIn } from "../references.ts";
import type { Context, KindDdl } from "../statement.ts";

export const publications: KindDdl = {
  kind: "publication",
  phase: "later",
  create: ({ id, attributes }, context) => {
    const what = `PUBLICATION ${nameInSql(id)}`;
    return [
      {
        sql: `CREATE ${what}${published(attributes)} WITH (${optionsOf(attributes).join(", ")})`,
        makes: [id],
        needs: neededBy(attributes, context),
      },
      ...ownedBy(what, attributes),
      ...commentOn(what, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP PUBLICATION ${nameInSql(id)}`, drops: [id] }],
};

function published(own: Attributes): string {
  if (flag(own, "allTables")) return " FOR ALL TABLES";
  // PostgreSQL 14 takes the word once for all of them.
  const tables = list(own, "tables");
  const schemas = list(own, "schemas").map((schema) => `TABLES IN SCHEMA ${identifier(schema)}`);
  const all = [...(tables.length === 0 ? [] : [`TABLE ${tables.join(", ")}`]), ...schemas];
  return all.length === 0 ? "" : ` FOR ${all.join(", ")}`;
}

function optionsOf(own: Attributes): string[] {
  const generated = optionalText(own, "generatedColumns");
  return [
    `publish = ${literal(list(own, "publish").join(", "))}`,
    ...(flag(own, "viaRoot") ? ["publish_via_partition_root = true"] : []),
    ...(generated === null ? [] : [`publish_generated_columns = ${generated}`]),
  ];
}

/** Replication of a table may depend on its key. */
function neededBy(own: Attributes, context: Context): ObjectId[] {
  const schemas = list(own, "schemas").map((schema) => objectId("schema", [schema]));
  return [...namedIn(context, ...list(own, "tables")), ...schemas];
}
