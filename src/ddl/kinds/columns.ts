// Columns: with their table, or added to it.

import { optionalText } from "../../kinds/row.ts";
import { nameInSql } from "../../sql/identifier.ts";
import { ownedBy } from "../access.ts";
import { aboutColumn, columnDefinition, identitySequence, sequencesOf, settingsOfColumn } from "../columns.ts";
import { ownerName, ownName } from "../naming.ts";
import { aboutSequence, createSequence } from "../sequences.ts";
import type { KindDdl } from "../statement.ts";

export const columns: KindDdl = {
  kind: "column",
  phase: "tables",
  madeWith: ({ parent }) => parent,
  create: (object, context) => {
    const { id, parent } = object;
    const table = parent === undefined ? undefined : context.catalog.objects.get(parent);
    const { sql, needs } = columnDefinition(object, context);
    const identity = identitySequence(object, context);
    const sequences = sequencesOf(id, context).filter((each) => each !== identity);
    return [
      ...sequences.map(createSequence),
      {
        sql: `ALTER TABLE ${ownerName(id)} ADD COLUMN ${sql}`,
        makes: [id, ...(identity === undefined ? [] : [identity.id])],
        needs: [...needs, ...(parent === undefined ? [] : [parent])],
      },
      ...sequences.flatMap((each) => [
        // PostgreSQL lets a column own only its table's owner's.
        ...ownedBy(`SEQUENCE ${nameInSql(each.id)}`, table?.attributes ?? {}),
        { sql: `ALTER SEQUENCE ${nameInSql(each.id)} OWNED BY ${ownerName(id)}.${ownName(id)}` },
      ]),
      ...settingsOfColumn(object).map(({ makes: _, ...statement }) => statement),
      ...aboutColumn(object, optionalText(table?.attributes ?? {}, "owner")),
      ...[...sequences, ...(identity === undefined ? [] : [identity])].flatMap(aboutSequence),
    ];
  },
  drop: ({ id }) => [{ sql: `ALTER TABLE ${ownerName(id)} DROP COLUMN ${ownName(id)}`, drops: [id] }],
};
