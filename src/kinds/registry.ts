// Every kind, in the order in which a report lists them. A new kind is one file and one line here.

import { columns } from "./columns.ts";
import { constraints } from "./constraints.ts";
import { extensions } from "./extensions.ts";
import { functions } from "./functions.ts";
import { indexes } from "./indexes.ts";
import type { Kind } from "./kind.ts";
import { policies } from "./policies.ts";
import { schemas } from "./schemas.ts";
import { sequences } from "./sequences.ts";
import { tables } from "./tables.ts";
import { triggers } from "./triggers.ts";
import { composites, domains, enums, ranges } from "./types.ts";
import { materializedViews, views } from "./views.ts";

export const kinds: readonly Kind[] = [
  extensions,
  schemas,
  enums,
  domains,
  composites,
  ranges,
  sequences,
  tables,
  columns,
  constraints,
  indexes,
  views,
  materializedViews,
  functions,
  triggers,
  policies,
];

const byName = new Map(kinds.map((kind) => [kind.name, kind]));

export function kindNamed(name: string): Kind | undefined {
  return byName.get(name);
}
