// The DDL of every kind: one file and one line here for each.

import { columns } from "./kinds/columns.ts";
import { constraints } from "./kinds/constraints.ts";
import { enums } from "./kinds/enums.ts";
import { extensions } from "./kinds/extensions.ts";
import { functions } from "./kinds/functions.ts";
import { indexes } from "./kinds/indexes.ts";
import { materializedViews } from "./kinds/materialized-views.ts";
import { schemas } from "./kinds/schemas.ts";
import { sequences } from "./kinds/sequences.ts";
import { tables } from "./kinds/tables.ts";
import { views } from "./kinds/views.ts";
import { CannotWrite, type KindDdl } from "./statement.ts";

export const ddl: readonly KindDdl[] = [
  extensions,
  schemas,
  enums,
  sequences,
  tables,
  columns,
  constraints,
  indexes,
  views,
  materializedViews,
  functions,
];

const byKind = new Map(ddl.map((each) => [each.kind, each]));

/** A kind that nobody can write refuses each of its objects. */
export function ddlOf(kind: string): KindDdl {
  return byKind.get(kind) ?? unwritten(kind);
}

function unwritten(kind: string): KindDdl {
  const refuse = () => {
    throw new CannotWrite(`driftcheck does not write a ${kind}`);
  };
  return { kind, phase: "later", create: refuse, drop: refuse };
}
