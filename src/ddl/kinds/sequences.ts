// Sequences. One that a column owns is made with its table: its owner is the table's.

import { nameInSql } from "../../sql/identifier.ts";
import { ownerName, ownName } from "../naming.ts";
import { aboutSequence, createSequence } from "../sequences.ts";
import type { KindDdl } from "../statement.ts";

export const sequences: KindDdl = {
  kind: "sequence",
  phase: "tables",
  madeWith: ({ parent }, { catalog }) => {
    const column = parent === undefined ? undefined : catalog.objects.get(parent);
    return column?.parent;
  },
  create: (object, { catalog }) => {
    const { id, parent } = object;
    const column = parent === undefined ? undefined : catalog.objects.get(parent);
    if (column === undefined || parent === undefined) return [createSequence(object), ...aboutSequence(object)];
    const owned = `ALTER SEQUENCE ${nameInSql(id)} OWNED BY ${ownerName(parent)}.${ownName(parent)}`;
    return [createSequence(object), { sql: owned, needs: [parent] }, ...aboutSequence(object)];
  },
  drop: ({ id }) => [{ sql: `DROP SEQUENCE ${nameInSql(id)}`, drops: [id] }],
};
