// Access methods that belong to no extension.

import { text } from "../../kinds/row.ts";
import { nameInSql } from "../../sql/identifier.ts";
import { commentOn } from "../comment.ts";
import { withoutArguments } from "../naming.ts";
import { namedIn } from "../references.ts";
import type { KindDdl } from "../statement.ts";

export const accessMethods: KindDdl = {
  kind: "access method",
  phase: "operators",
  create: ({ id, attributes }, context) => {
    const what = `ACCESS METHOD ${nameInSql(id)}`;
    const handler = text(attributes, "handler");
    return [
      {
        sql: `CREATE ${what} TYPE ${text(attributes, "type")} HANDLER ${withoutArguments(handler)}`,
        makes: [id],
        needs: namedIn(context, handler),
      },
      ...commentOn(what, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP ACCESS METHOD ${nameInSql(id)}`, drops: [id] }],
};
