// Compares our reading of a database with pg-structure's: what only one of them has, and what they tell differently.
// Knows no kind.

import type { CatalogObject } from "../catalog/catalog.ts";
import { kindOf, type ObjectId } from "../catalog/object-id.ts";
import { SourceError } from "../errors.ts";
import { attributes, type Kind, type SecondReading } from "../kinds/kind.ts";
import type { Structure } from "../kinds/structure/structure.ts";

type Objects = ReadonlyMap<ObjectId, CatalogObject>;

const shown = 5;

/** @throws SourceError that names where the two readings of one database disagree */
export function crossRead(objects: Objects, kinds: readonly Kind[], structure: Structure): void {
  const mismatches = disagreements(objects, kinds, structure);
  if (mismatches.length === 0) return;
  const more = mismatches.length > shown ? ` and ${mismatches.length - shown} more` : "";
  throw new SourceError(
    `the catalogs and pg-structure disagree in ${mismatches.length} points: ${mismatches.slice(0, shown).join("; ")}${more}`,
  );
}

/** Each disagreement in a few words, with the id of what it is about. */
export function disagreements(objects: Objects, kinds: readonly Kind[], structure: Structure): string[] {
  // What belongs to a thing that pg-structure has no model of, it leaves out too.
  const modeled = new Set(kinds.flatMap(({ name, structure: second }) => (second === undefined ? [] : [name])));
  const all = [...objects.values()].filter(({ parent }) => parent === undefined || modeled.has(kindOf(parent)));
  return kinds.flatMap(({ name, structure: second }) =>
    second === undefined
      ? []
      : ofKind(
          second,
          all.filter(({ kind }) => kind === name),
          structure,
        ),
  );
}

function ofKind(
  second: NonNullable<Kind["structure"]>,
  ours: readonly CatalogObject[],
  structure: Structure,
): string[] {
  const mismatches: string[] = [];
  const unmatched = new Map(ours.map((object) => [object.id, object]));
  for (const reading of second.read(structure)) {
    const object = unmatched.get(reading.id);
    // An id that pg-structure has twice is not there for the second.
    if (object === undefined) mismatches.push(`${reading.id} is only in pg-structure`);
    else mismatches.push(...differences(object, reading, second.comparable?.(object) ?? {}));
    unmatched.delete(reading.id);
  }
  for (const id of unmatched.keys()) mismatches.push(`${id} is only in the catalogs`);
  return mismatches;
}

function differences(
  object: CatalogObject,
  { attributes: theirs }: SecondReading,
  inTheirWords: SecondReading["attributes"],
): string[] {
  return Object.keys(theirs).flatMap((name) => {
    const our = name in inTheirWords ? inTheirWords[name] : (object.attributes[name] ?? null);
    const their = theirs[name];
    // What either can't tell is not compared.
    if (our === undefined || their === undefined || written(our) === written(their)) return [];
    return [`${object.id} ${name} is ${written(our)} and ${written(their)}`];
  });
}

/** As JSON; a property at its default is as good as none. */
function written(value: SecondReading["attributes"][string]): string {
  return JSON.stringify(attributes({ value }).value ?? null);
}
