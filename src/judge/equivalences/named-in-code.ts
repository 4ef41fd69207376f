// The guard of every equivalence that sets a name aside: code that is stored in the database finds objects by their names, and
// the same text on both sides does not work on both.

import type { Catalog, CatalogObject } from "../../catalog/catalog.ts";
import type { Drift } from "../../catalog/drift.ts";
import { kindOf, nameOf, type ObjectId, parseObjectId } from "../../catalog/object-id.ts";
import { oncePerCatalog } from "../../catalog/once.ts";
import type { Comparison } from "../../compare/diff/diff.ts";
import { kindNamed } from "../../kinds/registry.ts";
import { namesIn } from "../../sql/names.ts";
import { nodesOf, parseStatements } from "../../sql/parse.ts";
import { stampedColumns } from "../../sql/plpgsql.ts";
import { declined, type Refusal } from "../equivalence.ts";
import { textOf } from "../evidence/facts.ts";

/** A refusal where live code says the declared name of something that is live under another. */
export function renamedInCode({ id, liveId }: Drift, comparison: Comparison): Refusal | undefined {
  return liveId === undefined || nameOf(id) === nameOf(liveId) ? undefined : namedInCode(id, comparison);
}

/** A refusal where live code says this declared name, whatever else bears it. */
export function namedInCode(id: ObjectId, { live }: Comparison): Refusal | undefined {
  const by = codeByName(live).get(nameOf(id));
  return by && declined(`${by} uses the name ${nameOf(id)}, which means another object on each side`);
}

/**
 * A refusal where another live object has the declared name: who asks for it by name gets that one. MySQL numbers foreign keys
 * anew with each that is dropped, and nothing but an error's text names them.
 */
export function borneByAnother({ id, liveId }: Drift, { live }: Comparison): Refusal | undefined {
  const isNumbered = [id, liveId ?? id].every((each) => /_ibfk_\d+$/.test(nameOf(each)));
  const bearer = isNumbered || liveId === undefined || nameOf(id) === nameOf(liveId) ? undefined : bearerOf(id, live);
  return bearer === undefined || bearer === liveId
    ? undefined
    : declined(`${bearer} has this name and is not the declared object of that name`);
}

/** What has this name where names of its like are looked up: on its table, and for what is or has an index in the whole schema. */
function bearerOf(id: ObjectId, live: Catalog): ObjectId | undefined {
  const relation = ["index", "sequence"].includes(kindOf(id)) ? relationsByName(live).get(relationKey(id)) : undefined;
  return (
    relation ??
    live.objects.get(id)?.id ??
    (kindOf(id) === "constraint" ? relationsByName(live).get(relationKey(id)) : undefined)
  );
}

const relationKey = (id: ObjectId) => JSON.stringify([parseObjectId(id).path[0], nameOf(id)]);

const relationsByName = oncePerCatalog(({ objects }) => {
  const relations = new Map<string, ObjectId>();
  for (const { id, kind, attributes } of objects.values())
    if (kind === "index" || kind === "sequence" || (kind === "constraint" && attributes.keys !== undefined))
      relations.set(relationKey(id), id);
  return relations;
});

/** A refusal where a live function, trigger or view says one of these words. */
export function saidInCode(words: readonly string[], { live }: Comparison, what: string): Refusal | undefined {
  const by = words.map((word) => codeByName(live).get(word) ?? viewByName(live).get(word)).find((id) => id);
  return by && declined(`${by} ${what}`);
}

/** A view names what it reads by number, so that a name in it is no reason to keep one; it may call what reads something else. */
const viewByName = oncePerCatalog(({ objects }) => {
  const views = new Map<string, ObjectId>();
  for (const { id, kind, attributes } of objects.values())
    if (kindNamed(kind)?.relation === "view")
      for (const name of namesIn(textOf(attributes.body) ?? "")) views.set(name, id);
  return views;
});

/** The function or trigger that says a name, for each name that one says. */
const codeByName = oncePerCatalog((catalog) => {
  const routines = new Map<string, ObjectId>();
  for (const object of catalog.objects.values())
    for (const code of codeOf(object))
      for (const name of namesIn(code)) if (!routines.has(name)) routines.set(name, object.id);
  return routines;
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
