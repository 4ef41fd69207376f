// Procedural languages that belong to no extension.

import { flag, optionalText } from "../../kinds/row.ts";
import { nameInSql } from "../../sql/identifier.ts";
import { accessTo } from "../access.ts";
import { commentOn } from "../comment.ts";
import { withoutArguments } from "../naming.ts";
import { namedIn } from "../references.ts";
import type { KindDdl } from "../statement.ts";

export const languages: KindDdl = {
  kind: "language",
  phase: "functions",
  create: ({ id, attributes }, context) => {
    const told = ["handler", "inline", "validator"].flatMap((name) => {
      const routine = optionalText(attributes, name);
      return routine === null ? [] : [[name.toUpperCase(), routine] as const];
    });
    const clauses = told.map(([word, routine]) => ` ${word} ${withoutArguments(routine)}`);
    const what = `LANGUAGE ${nameInSql(id)}`;
    return [
      {
        sql: `CREATE ${flag(attributes, "trusted") ? "TRUSTED " : ""}${what}${clauses.join("")}`,
        makes: [id],
        needs: namedIn(context, ...told.map(([, routine]) => routine)),
      },
      ...accessTo({ altered: what }, attributes),
      ...commentOn(what, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP LANGUAGE ${nameInSql(id)}`, drops: [id] }],
};
