// The guard of every equivalence that sets a name aside: code that is stored in the database finds objects by their names, and
// the same text on both sides does not work on both.

import type { CatalogObject } from "../../catalog/catalog.ts";
import type { Drift } from "../../catalog/drift.ts";
import { nameOf, type ObjectId } from "../../catalog/object-id.ts";
import { oncePerCatalog } from "../../catalog/once.ts";
import type { Comparison } from "../../diff/diff.ts";
import { namesIn } from "../../sql/names.ts";
import { nodesOf, parseStatements } from "../../sql/parse.ts";
import { stampedColumns } from "../../sql/plpgsql.ts";
import { textOf } from "../facts.ts";
import { declined, type Refusal } from "./equivalence.ts";

/** A refusal where live code says the declared name of something that is live under another. */
export function renamedInCode({ id, liveId }: Drift, comparison: Comparison): Refusal | undefined {
  return liveId === undefined || nameOf(id) === nameOf(liveId) ? undefined : namedInCode(id, comparison);
}

/** A refusal where live code says this declared name, whatever else bears it. */
export function namedInCode(id: ObjectId, { live }: Comparison): Refusal | undefined {
  const by = codeByName(live).get(nameOf(id));
  return by && declined(`${by} names ${nameOf(id)}, and what bears that name is not the same on both sides`);
}

/** The function or trigger that says a name, for each name that one says. */
const codeByName = oncePerCatalog((catalog) => {
  const made = new Map<string, ObjectId>();
  for (const object of catalog.objects.values())
    for (const code of codeOf(object)) for (const name of namesIn(code)) if (!made.has(name)) made.set(name, object.id);
  return made;
});

function codeOf({ kind, attributes }: CatalogObject): readonly string[] {
  if (kind === "trigger") return argumentsOf(textOf(attributes.definition) ?? "");
  const body = kind === "function" ? textOf(attributes.body) : undefined;
  // The body of a function in C is the name of its symbol.
  if (body === undefined || attributes.language === "c" || attributes.language === "internal") return [];
  // One that only stamps columns of its row names nothing else.
  return attributes.language === "plpgsql" && stampedColumns(body) !== undefined ? [] : [body];
}

/** What a trigger hands to its function: a sequence's name, it may be. */
function argumentsOf(definition: string): string[] {
  const [statement] = nodesOf(parseStatements(definition), "CreateTrigStmt");
  const given: unknown[] = Array.isArray(statement?.args) ? statement.args : [];
  return [...nodesOf(given, "String")].map(({ sval }) => String(sval ?? ""));
}
