// Security labels.

import { type ObjectId, parseObjectId } from "../../catalog/object-id.ts";
import { text } from "../../kinds/row.ts";
import { identifier } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import { objectTold } from "../objects-told.ts";
import { namedIn } from "../references.ts";
import type { KindDdl } from "../statement.ts";

export const securityLabels: KindDdl = {
  kind: "security label",
  phase: "later",
  create: ({ id, attributes }, context) => {
    const sql = `${labelOn(id)} IS ${literal(text(attributes, "label"))}`;
    return [{ sql, makes: [id], needs: namedIn(context, parseObjectId(id).signature) }];
  },
  drop: ({ id }) => [{ sql: `${labelOn(id)} IS NULL`, drops: [id] }],
};

function labelOn(id: ObjectId): string {
  const { path, signature = "" } = parseObjectId(id);
  const { word, name } = objectTold(signature);
  return `SECURITY LABEL FOR ${identifier(path[0] ?? "")} ON ${word} ${name}`;
}
