// Operator families, with the members that belong to no class.

import { ownedBy } from "../access.ts";
import { commentOn } from "../comment.ts";
import { membersIn, nameWithMethod, neededByMembers } from "../operator-members.ts";
import type { KindDdl } from "../statement.ts";

export const operatorFamilies: KindDdl = {
  kind: "operator family",
  phase: "operators",
  create: ({ id, attributes }, context) => {
    const what = `OPERATOR FAMILY ${nameWithMethod(id)}`;
    const members = membersIn(attributes);
    const added = `ALTER ${what} ADD\n    ${members.join(",\n    ")}`;
    return [
      { sql: `CREATE ${what}`, makes: [id] },
      ...ownedBy(what, attributes),
      ...commentOn(what, attributes.comment),
      ...(members.length === 0 ? [] : [{ sql: added, needs: neededByMembers(attributes, context) }]),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP OPERATOR FAMILY ${nameWithMethod(id)}`, drops: [id] }],
};
