// How the objects of each kind are changed. A kind that is not here is changed in its catalog, as it was read.

import type { Mutator } from "../mutation.ts";
import { functions, materializedViews, policies, rewriteRules, triggers, views } from "./code.ts";
import { columns } from "./columns.ts";
import { constraints } from "./constraints.ts";
import { indexes } from "./indexes.ts";
import { extensions, others, schemas, statistics } from "./others.ts";
import { sequences } from "./sequences.ts";
import { tables } from "./tables.ts";
import { composites, domains, enums, ranges } from "./types.ts";

const mutators: readonly Mutator[] = [
  schemas,
  extensions,
  enums,
  domains,
  composites,
  ranges,
  sequences,
  tables,
  columns,
  constraints,
  indexes,
  statistics,
  views,
  materializedViews,
  functions,
  triggers,
  rewriteRules,
  policies,
  ...others,
];

const byKind = new Map(mutators.map((mutator) => [mutator.kind, mutator]));

const unknown = (kind: string): Mutator => ({ kind, attributes: {}, drop: () => [{ to: "dropped", sql: [] }] });

export function mutatorOf(kind: string): Mutator {
  return byKind.get(kind) ?? unknown(kind);
}
