// Event triggers: last of all, as they fire on the statements that make the rest.

import { list, text } from "../../kinds/row.ts";
import { nameInSql } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import { ownedBy } from "../access.ts";
import { commentOn } from "../comment.ts";
import { firing } from "../enabled.ts";
import type { KindDdl } from "../statement.ts";

export const eventTriggers: KindDdl = {
  kind: "event trigger",
  phase: "last",
  create: ({ id, attributes, uses = [] }) => {
    const tags = list(attributes, "tags").map(literal);
    const what = `EVENT TRIGGER ${nameInSql(id)}`;
    const when = tags.length === 0 ? "" : ` WHEN TAG IN (${tags.join(", ")})`;
    return [
      {
        sql: `CREATE ${what} ON ${text(attributes, "event")}${when} EXECUTE FUNCTION ${text(attributes, "function")}()`,
        makes: [id],
        needs: uses,
      },
      ...(attributes.enabled === undefined ? [] : [{ sql: `ALTER ${what} ${firing(attributes)}` }]),
      ...ownedBy(what, attributes),
      ...commentOn(what, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP EVENT TRIGGER ${nameInSql(id)}`, drops: [id] }],
};
