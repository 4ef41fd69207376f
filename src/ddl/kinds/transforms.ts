// Transforms: how a language takes and gives values of a type.

import { type ObjectId, parseObjectId } from "../../catalog/object-id.ts";
import { optionalText } from "../../kinds/row.ts";
import { identifiers } from "../../sql/identifier.ts";
import { commentOn } from "../comment.ts";
import { namedIn } from "../references.ts";
import type { KindDdl } from "../statement.ts";

export const transforms: KindDdl = {
  kind: "transform",
  phase: "operators",
  nameless: true,
  create: ({ id, attributes }, context) => {
    const [fromSql, toSql] = [optionalText(attributes, "fromSql"), optionalText(attributes, "toSql")];
    const functions = [
      ...(fromSql === null ? [] : [`FROM SQL WITH FUNCTION ${fromSql}`]),
      ...(toSql === null ? [] : [`TO SQL WITH FUNCTION ${toSql}`]),
    ];
    const what = `TRANSFORM FOR ${typeAndLanguage(id)}`;
    return [
      {
        sql: `CREATE ${what} (${functions.join(", ")})`,
        makes: [id],
        needs: namedIn(context, typeAndLanguage(id), fromSql, toSql),
      },
      ...commentOn(what, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP TRANSFORM FOR ${typeAndLanguage(id)}`, drops: [id] }],
};

function typeAndLanguage(id: ObjectId): string {
  const { path, signature = "" } = parseObjectId(id);
  return `${identifiers(...path)} ${signature}`;
}
