// Composite types.

import { list } from "../../kinds/row.ts";
import { nameInSql } from "../../sql/identifier.ts";
import { commentOn } from "../comment.ts";
import { namedIn } from "../references.ts";
import type { KindDdl } from "../statement.ts";
import { leadingName } from "../told.ts";
import { aboutType, dropType } from "../types.ts";

export const composites: KindDdl = {
  kind: "composite",
  phase: "types",
  create: (object, context) => {
    const { id, attributes } = object;
    const columns = list(attributes, "attributes");
    const written = columns.length === 0 ? "" : `\n    ${columns.join(",\n    ")}\n`;
    return [
      { sql: `CREATE TYPE ${nameInSql(id)} AS (${written})`, makes: [id], needs: namedIn(context, ...columns) },
      ...aboutType(object),
      ...list(attributes, "attributeComments").flatMap((told) => {
        const { name, rest } = leadingName(told);
        return commentOn(`COLUMN ${nameInSql(id)}.${name}`, rest);
      }),
    ];
  },
  drop: dropType,
};
