// Conversions between encodings.

import { flag, text } from "../../kinds/row.ts";
import { nameInSql } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import { ownedBy } from "../access.ts";
import { commentOn } from "../comment.ts";
import { withoutArguments } from "../naming.ts";
import { namedIn } from "../references.ts";
import type { KindDdl } from "../statement.ts";

export const conversions: KindDdl = {
  kind: "conversion",
  phase: "operators",
  create: ({ id, attributes }, context) => {
    const [from, to] = [literal(text(attributes, "from")), literal(text(attributes, "to"))];
    const routine = text(attributes, "function");
    const usual = flag(attributes, "default") ? "DEFAULT " : "";
    const what = `CONVERSION ${nameInSql(id)}`;
    return [
      {
        sql: `CREATE ${usual}${what} FOR ${from} TO ${to} FROM ${withoutArguments(routine)}`,
        makes: [id],
        needs: namedIn(context, routine),
      },
      ...ownedBy(what, attributes),
      ...commentOn(what, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP CONVERSION ${nameInSql(id)}`, drops: [id] }],
};
