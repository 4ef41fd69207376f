// Rewrite rules, but for those that make views.

import { text } from "../../kinds/row.ts";
import { commentOn } from "../comment.ts";
import { firing } from "../enabled.ts";
import { ownerName, ownName } from "../naming.ts";
import { namedIn } from "../references.ts";
import type { KindDdl } from "../statement.ts";

export const rewriteRules: KindDdl = {
  kind: "rule",
  phase: "triggers",
  create: ({ id, attributes, parent }, context) => {
    const definition = text(attributes, "definition");
    const sql = definition.endsWith(";") ? definition.slice(0, -1) : definition;
    const enabled = { sql: `ALTER TABLE ${ownerName(id)} ${firing(attributes)} RULE ${ownName(id)}` };
    return [
      { sql, makes: [id], needs: [...(parent === undefined ? [] : [parent]), ...namedIn(context, definition)] },
      ...(attributes.enabled === undefined ? [] : [enabled]),
      ...commentOn(`RULE ${ownName(id)} ON ${ownerName(id)}`, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP RULE ${ownName(id)} ON ${ownerName(id)}`, drops: [id] }],
};
