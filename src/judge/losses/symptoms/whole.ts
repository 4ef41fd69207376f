// What stands on the other side where an object is missing or unexpected: the name in lower case, another kind, another schema.

import type { Catalog, CatalogObject } from "../../../catalog/catalog.ts";
import type { Drift } from "../../../catalog/drift.ts";
import { membersOf, usersOf } from "../../../catalog/members.ts";
import { nameOf, type ObjectId, objectId, parseObjectId } from "../../../catalog/object-id.ts";
import { oncePerCatalog } from "../../../catalog/once.ts";
import type { Comparison } from "../../../compare/diff/diff.ts";
import { kindNamed, kindsThat } from "../../../kinds/registry.ts";
import { stampName } from "../../../pgloader/names.ts";
import { stampedBy } from "../../equivalences/same-stamping.ts";
import { counterpart } from "../../evidence/facts.ts";
import { objectOn, on, type Symptom, type Symptoms, whole } from "./symptom.ts";

const tablesByName = oncePerCatalog(({ objects }: Catalog) => {
  const tables = new Map<string, ObjectId[]>();
  for (const { id, kind } of objects.values())
    if (kind === "table") tables.set(nameOf(id), [...(tables.get(nameOf(id)) ?? []), id]);
  return tables;
});

/** The id under the name in lower case, under the same parent or schema. */
function lowered(id: ObjectId): ObjectId | undefined {
  const { kind, path } = parseObjectId(id);
  const name = path.at(-1) ?? "";
  return name === name.toLowerCase() ? undefined : objectId(kind, [...path.slice(0, -1), name.toLowerCase()]);
}

/** Declared in capitals and not live; live in lower case and not declared. */
function isFolded({ id, type }: Drift, { declared, live, liveOf, declaredOf }: Comparison): boolean {
  const isAlone = (capital: ObjectId, small: ObjectId) =>
    live.objects.has(small) && declaredOf(small) === undefined && liveOf(capital) === undefined;
  if (type === "missing") {
    const small = lowered(id);
    return small !== undefined && isAlone(id, small);
  }
  return (
    foldedOf(declared)
      .get(id)
      ?.some((capital) => isAlone(capital, id)) === true
  );
}

/** Declared tables and columns in capitals, by what lower case would make of them. */
const foldedOf = oncePerCatalog(({ objects }: Catalog) => {
  const folded = new Map<ObjectId, ObjectId[]>();
  for (const { id, kind } of objects.values()) {
    const small = kind === "table" || kind === "column" ? lowered(id) : undefined;
    if (small !== undefined) folded.set(small, [...(folded.get(small) ?? []), id]);
  }
  return folded;
});

const relations = kindsThat(({ sharesNames }) => sharesNames === "relation");
const types = kindsThat(({ sharesNames }) => sharesNames !== undefined);

const hasName =
  (kinds: readonly string[], side: "declared" | "live"): Symptom =>
  ({ id }, comparison) => {
    const { kind, path } = parseObjectId(id);
    return kinds.some((each) => each !== kind && comparison[side].objects.has(objectId(each, path)));
  };

/** What PostgreSQL takes for one space of names. */
const nameTaken: Symptom = (drift, comparison) =>
  hasName(kindNamed(parseObjectId(drift.id).kind)?.sharesNames === "type" ? types : relations, "live")(
    drift,
    comparison,
  );

const overloads = oncePerCatalog(
  ({ objects }: Catalog) =>
    new Set([...objects.values()].filter(({ kind }) => kind === "function").map(({ id }) => nameless(id))),
);

const nameless = (id: ObjectId) => JSON.stringify(parseObjectId(id).path);

function isCalledByAnother(drift: Drift, comparison: Comparison): boolean {
  const trigger = objectOn("declared", drift, comparison);
  const table = trigger?.parent && counterpart(trigger.parent, "declared", comparison);
  const [called] = trigger?.uses ?? [];
  return membersOf(table?.id, "trigger", comparison.live).some(
    ({ id, uses }) =>
      comparison.declaredOf(id) === undefined && called !== undefined && uses?.includes(called) === true,
  );
}

/** A trigger that only sets columns to now(), or the function of such triggers alone, under the name that pgloader gives it. */
function isStamp(object: CatalogObject, catalog: Catalog): boolean {
  if (!nameOf(object.id).startsWith(stampName)) return false;
  const users = object.kind === "trigger" ? [object] : usersOf(object.id, catalog);
  return users.length > 0 && users.every((user) => user.kind === "trigger" && stampedBy(user, catalog) !== undefined);
}

export const ofWholes: Symptoms = {
  "folded-to-lower-case": isFolded,
  "declared-as-view": hasName(
    kindsThat(({ relation }) => relation === "view"),
    "declared",
  ),
  "name-taken": nameTaken,
  "in-another-schema": ({ id }, { live }) => (tablesByName(live).get(nameOf(id)) ?? []).some((other) => other !== id),
  "overloaded-live": ({ id }, { live }) => overloads(live).has(nameless(id)),
  "function-called-by-another": isCalledByAnother,
  fires: (drift) => [undefined, "ALWAYS"].includes(whole(drift).enabled as string | undefined),
  "stamps-on-update": on("live", isStamp),
};
