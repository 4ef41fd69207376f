// Triggers. A partition's copy of its parent's is there with that, and only told when it fires.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { memberId, nameOf } from "../../catalog/object-id.ts";
import { optionalText, text } from "../../kinds/row.ts";
import { nodesOf, parseStatements } from "../../sql/parse.ts";
import { commentOn } from "../comment.ts";
import { firing } from "../enabled.ts";
import { ownerName, ownName } from "../naming.ts";
import { namedIn } from "../references.ts";
import type { Context, KindDdl } from "../statement.ts";

export const triggers: KindDdl = {
  kind: "trigger",
  phase: "triggers",
  create: (object, context) => {
    const { id, attributes, parent, uses = [] } = object;
    const definition = text(attributes, "definition");
    const original = originalOf(object, context);
    const enabled = { sql: `ALTER TABLE ${ownerName(id)} ${triggerFiring(object)}` };
    const comment = commentOn(`TRIGGER ${ownName(id)} ON ${ownerName(id)}`, attributes.comment);
    if (original !== undefined) return [{ ...enabled, makes: [id], needs: [original.id] }, ...comment];
    return [
      {
        sql: definition,
        makes: [id],
        needs: [...(parent === undefined ? [] : [parent]), ...uses, ...namedIn(context, definition)],
      },
      ...(attributes.enabled === undefined ? [] : [{ ...enabled, makes: [id] }]),
      ...comment,
    ];
  },
  drop: ({ id }) => [{ sql: `DROP TRIGGER ${ownName(id)} ON ${ownerName(id)}`, drops: [id] }],
};

const triggerFiring = ({ id, attributes }: CatalogObject) => `${firing(attributes)} TRIGGER ${ownName(id)}`;

/** The partitioned table's row trigger that this one is a copy of. */
function originalOf({ id, parent, attributes }: CatalogObject, context: Context): CatalogObject | undefined {
  const table = parent === undefined ? undefined : context.catalog.objects.get(parent);
  const above = optionalText(table?.attributes ?? {}, "partitionOf");
  const [statement] = nodesOf(parseStatements(text(attributes, "definition")), "CreateTrigStmt");
  if (above === null || statement?.row !== true) return undefined;
  return namedIn(context, above)
    .flatMap((each) => context.catalog.objects.get(memberId("trigger", each, nameOf(id))) ?? [])
    .at(0);
}
