// Extensions. What one owns comes with it and is nobody else's to write.

import { objectId } from "../../catalog/object-id.ts";
import { optionalText, text } from "../../kinds/row.ts";
import { identifier, nameInSql } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import { commentOn } from "../comment.ts";
import type { KindDdl } from "../statement.ts";

export const extensions: KindDdl = {
  kind: "extension",
  phase: "first",
  create: ({ id, attributes }) => {
    const schema = text(attributes, "schema");
    const version = optionalText(attributes, "version");
    const chosen = version === null ? "" : ` VERSION ${literal(version)}`;
    return [
      {
        sql: `CREATE EXTENSION IF NOT EXISTS ${nameInSql(id)} WITH SCHEMA ${identifier(schema)}${chosen}`,
        makes: [id],
        needs: [objectId("schema", [schema])],
      },
      ...commentOn(`EXTENSION ${nameInSql(id)}`, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP EXTENSION ${nameInSql(id)}`, drops: [id] }],
};
