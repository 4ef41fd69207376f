// Row level security policies.

import { list, optionalText, text } from "../../kinds/row.ts";
import { commentOn } from "../comment.ts";
import { ownerName, ownName } from "../naming.ts";
import { namedIn } from "../references.ts";
import type { KindDdl } from "../statement.ts";

export const policies: KindDdl = {
  kind: "policy",
  phase: "triggers",
  create: ({ id, attributes, parent }, context) => {
    const [using, check] = [optionalText(attributes, "using"), optionalText(attributes, "withCheck")];
    const what = `POLICY ${ownName(id)} ON ${ownerName(id)}`;
    const type = text(attributes, "type");
    const parts = [
      `CREATE ${what}`,
      ...(type === "PERMISSIVE" ? [] : [`AS ${type}`]),
      `FOR ${text(attributes, "command")} TO ${list(attributes, "roles").join(", ")}`,
      ...(using === null ? [] : [`USING (${using})`]),
      ...(check === null ? [] : [`WITH CHECK (${check})`]),
    ];
    return [
      {
        sql: parts.join(" "),
        makes: [id],
        needs: [...(parent === undefined ? [] : [parent]), ...namedIn(context, using, check)],
      },
      ...commentOn(what, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP POLICY ${ownName(id)} ON ${ownerName(id)}`, drops: [id] }],
};
