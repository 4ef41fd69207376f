// Operator classes.

import { parseObjectId } from "../../catalog/object-id.ts";
import { flag, optionalText, text } from "../../kinds/row.ts";
import { nameInSql } from "../../sql/identifier.ts";
import { ownedBy } from "../access.ts";
import { commentOn } from "../comment.ts";
import { membersIn, nameWithMethod, neededByMembers } from "../operator-members.ts";
import { namedIn } from "../references.ts";
import type { KindDdl } from "../statement.ts";

export const operatorClasses: KindDdl = {
  kind: "operator class",
  phase: "operators",
  create: ({ id, attributes, parent }, context) => {
    const [type, family] = [text(attributes, "type"), text(attributes, "family")];
    const storage = optionalText(attributes, "storage");
    const members = [...membersIn(attributes), ...(storage === null ? [] : [`STORAGE ${storage}`])];
    // One has to say something, and that the index stores the type itself says nothing.
    const said = members.length === 0 ? [`STORAGE ${type}`] : members;
    const usual = flag(attributes, "default") ? " DEFAULT" : "";
    const head = `CREATE OPERATOR CLASS ${nameInSql(id)}${usual} FOR TYPE ${type}`;
    const method = parseObjectId(id).signature ?? "";
    const what = `OPERATOR CLASS ${nameWithMethod(id)}`;
    return [
      {
        sql: `${head} USING ${method} FAMILY ${family} AS\n    ${said.join(",\n    ")}`,
        makes: [id],
        needs: [
          ...(parent === undefined ? [] : [parent]),
          ...namedIn(context, type, storage).filter((each) => each !== id),
          ...neededByMembers(attributes, context).filter((each) => each !== id),
        ],
      },
      ...ownedBy(what, attributes),
      ...commentOn(what, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP OPERATOR CLASS ${nameWithMethod(id)}`, drops: [id] }],
};
