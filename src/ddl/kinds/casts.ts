// Casts. They have no name, and their id the types: the one a user made by its path, the other behind it.

import { type ObjectId, parseObjectId } from "../../catalog/object-id.ts";
import { optionalText, text } from "../../kinds/row.ts";
import { identifiers } from "../../sql/identifier.ts";
import { commentOn } from "../comment.ts";
import { namedIn } from "../references.ts";
import type { KindDdl } from "../statement.ts";

export const casts: KindDdl = {
  kind: "cast",
  phase: "operators",
  nameless: true,
  create: ({ id, attributes }, context) => {
    const [types, routine] = [typesOf(id), optionalText(attributes, "function")];
    const context_ = optionalText(attributes, "context");
    const sql = [
      `CREATE CAST (${types})`,
      howOf(text(attributes, "method"), routine),
      ...(context_ === null ? [] : [`AS ${context_}`]),
    ].join(" ");
    return [
      { sql, makes: [id], needs: namedIn(context, types, routine) },
      ...commentOn(`CAST (${types})`, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP CAST (${typesOf(id)})`, drops: [id] }],
};

function howOf(method: string, routine: string | null): string {
  if (routine !== null) return `WITH FUNCTION ${routine}`;
  return method === "INOUT" ? "WITH INOUT" : "WITHOUT FUNCTION";
}

const from = "FROM ";

function typesOf(id: ObjectId): string {
  const { path, signature = "" } = parseObjectId(id);
  const named = identifiers(...path);
  return signature.startsWith(from) ? `${signature.slice(from.length)} AS ${named}` : `${named} ${signature}`;
}
