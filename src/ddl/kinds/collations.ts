// Collations.

import { flag, optionalText, text } from "../../kinds/row.ts";
import { nameInSql } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import { ownedBy } from "../access.ts";
import { commentOn } from "../comment.ts";
import type { KindDdl } from "../statement.ts";

const properties = [
  ["LOCALE", "locale"],
  ["LC_COLLATE", "lcCollate"],
  ["LC_CTYPE", "lcCtype"],
  ["RULES", "rules"],
] as const;

export const collations: KindDdl = {
  kind: "collation",
  phase: "types",
  create: ({ id, attributes }) => {
    const written = properties.flatMap(([word, name]) => {
      const value = optionalText(attributes, name);
      return value === null ? [] : [`${word} = ${literal(value)}`];
    });
    const all = [
      `PROVIDER = ${text(attributes, "provider")}`,
      ...written,
      ...(flag(attributes, "nondeterministic") ? ["DETERMINISTIC = false"] : []),
    ];
    const what = `COLLATION ${nameInSql(id)}`;
    return [
      { sql: `CREATE ${what} (${all.join(", ")})`, makes: [id] },
      ...ownedBy(what, attributes),
      ...commentOn(what, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP COLLATION ${nameInSql(id)}`, drops: [id] }],
};
