// Extended statistics.

import { list, optionalText, text } from "../../kinds/row.ts";
import { nameInSql } from "../../sql/identifier.ts";
import { ownedBy } from "../access.ts";
import { commentOn } from "../comment.ts";
import { nameOfPath } from "../keys.ts";
import { namedIn } from "../references.ts";
import type { KindDdl } from "../statement.ts";

export const statistics: KindDdl = {
  kind: "statistics",
  phase: "tables",
  create: ({ id, attributes, parent }, context) => {
    const [kinds, keys] = [list(attributes, "kinds"), list(attributes, "keys")];
    const target = optionalText(attributes, "target");
    const what = `STATISTICS ${nameInSql(id)}`;
    const sorts = kinds.length === 0 ? "" : ` (${kinds.join(", ")})`;
    return [
      {
        sql: `CREATE ${what}${sorts} ON ${keys.join(", ")} FROM ${nameOfPath(text(attributes, "table"))}`,
        makes: [id],
        needs: [...(parent === undefined ? [] : [parent]), ...namedIn(context, ...keys)],
      },
      ...(target === null ? [] : [{ sql: `ALTER ${what} SET STATISTICS ${target}` }]),
      ...ownedBy(what, attributes),
      ...commentOn(what, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP STATISTICS ${nameInSql(id)}`, drops: [id] }],
};
