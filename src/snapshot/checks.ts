// Whether a file's values are what a snapshot holds. That its digest fits says only that it is whole, not who wrote it.

import type { AttributeValue, Unread } from "../catalog/catalog.ts";
import { type ObjectId, type ObjectName, objectId, parseObjectId } from "../catalog/object-id.ts";
import { SnapshotError } from "../errors.ts";
import type { Attribute } from "../kinds/kind.ts";
import { kindNamed } from "../kinds/registry.ts";

/** An object's attributes, with `$uses` and `$parent` where the catalog has them. */
export type Entry = Readonly<Record<string, AttributeValue>>;

type Fields = Readonly<Record<string, unknown>>;

const show = (value: unknown) => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

export function damaged(problem: string): never {
  throw new SnapshotError(`is damaged: ${problem}. Make it again with \`driftcheck snapshot\`.`);
}

const wrong = (place: string, wanted: string, value: unknown): never =>
  damaged(`${place} must be ${wanted}, not ${show(value)}`);

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function fieldsOf(value: unknown, place: string, known?: readonly string[]): Fields {
  if (!isFields(value)) return wrong(place, "a mapping", value);
  const strange = known && Object.keys(value).find((name) => !known.includes(name));
  return strange === undefined ? value : damaged(`${place} has no ${show(strange)}`);
}

export const textOf = (value: unknown, place: string): string =>
  typeof value === "string" ? value : wrong(place, "text", value);

export const flagOf = (value: unknown, place: string): boolean =>
  typeof value === "boolean" ? value : wrong(place, "true or false", value);

export const itemsOf = (value: unknown, place: string): readonly unknown[] =>
  Array.isArray(value) ? value : wrong(place, "a list", value);

const textsOf = (value: unknown, place: string): readonly string[] =>
  itemsOf(value, place).map((item) => textOf(item, `each item of ${place}`));

export const numberOf = (value: unknown, place: string): number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0
    ? value
    : wrong(place, "a whole number", value);

export function serverOf(value: unknown): string {
  return typeof value === "string" && /^\d/.test(value) ? value : wrong("server", "a version, such as 18.6", value);
}

/** An id as `objectId` makes it, of a kind that there is. */
export function idOf(value: unknown, place: string): ObjectName & { readonly id: ObjectId } {
  const text = textOf(value, place);
  const name = parsed(text) ?? damaged(`${place}: ${show(text)} is not an object id`);
  const id = objectId(name.kind, name.path, name.signature);
  if (id !== text) damaged(`${place}: ${show(text)} is not an object id; it should be ${show(id)}`);
  kindOf(name.kind, place);
  return { id, ...name };
}

function parsed(text: string): ObjectName | undefined {
  try {
    return parseObjectId(text);
  } catch {
    return undefined;
  }
}

export const idsOf = (value: unknown, place: string): readonly ObjectId[] =>
  itemsOf(value, place).map((item) => idOf(item, place).id);

export function kindOf(name: string, place: string) {
  return kindNamed(name) ?? damaged(`${place}: no kind is named ${show(name)}`);
}

const fieldsOfUnread = ["what", "count", "reason", "id", "standIn", "types", "attributes", "kind", "attribute"];

export function unreadOf(value: unknown, place: string): Unread {
  const fields = fieldsOf(value, place, fieldsOfUnread);
  const { what, count, reason, id, standIn, types, attributes, kind, attribute } = fields;
  return {
    what: textOf(what, `${place}: what`),
    count: numberOf(count, `${place}: count`),
    reason: textOf(reason, `${place}: reason`),
    ...(id !== undefined && { id: idOf(id, `${place}: id`).id }),
    ...(standIn !== undefined && { standIn: textOf(standIn, `${place}: standIn`) }),
    ...(types !== undefined && { types: textsOf(types, `${place}: types`) }),
    ...(attributes !== undefined && { attributes: textsOf(attributes, `${place}: attributes`) }),
    ...(kind !== undefined && { kind: kindOf(textOf(kind, `${place}: kind`), place).name }),
    ...(attribute !== undefined && { attribute: textOf(attribute, `${place}: attribute`) }),
  };
}

/** Entries that read alike are one object: each is looked at once for its kind. */
const checked = new WeakMap<object, string>();

/** @throws SnapshotError on a kind or an attribute that there is not, or a value of another type than the kind reads */
export function entryOf(kind: string, value: unknown, place: string): Entry {
  const entry = fieldsOf(value, place);
  if (checked.get(entry) !== kind) {
    const attributes = kindOf(kind, place).attributes;
    for (const name in entry)
      if (!isOf(attributes, name, entry[name])) refuseUnlessReference(kind, attributes, name, entry[name], place);
    checked.set(entry, kind);
  }
  // Every value was just looked at.
  return entry as Entry;
}

type AttributesByName = Readonly<Record<string, Attribute>>;

const isText = (value: unknown) => typeof value === "string";

function isOf(attributes: AttributesByName, name: string, value: unknown): boolean {
  if (name === "$uses" || name === "$parent" || !Object.hasOwn(attributes, name)) return false;
  const { is } = attributes[name] ?? {};
  if (is === undefined) return isText(value);
  return is === "flag" ? value === true : Array.isArray(value) && value.length > 0 && value.every(isText);
}

const wanted = { flag: "true, or absent", list: "a list of texts, or absent" } as const;

/** What is wrong with it, if anything is: an entry's references to other objects are no attributes. */
function refuseUnlessReference(
  kind: string,
  attributes: AttributesByName,
  name: string,
  value: unknown,
  place: string,
): void {
  const own = `${name} of ${place}`;
  if (name === "$uses") idsOf(value, own);
  else if (name === "$parent") idOf(value, own);
  else if (!Object.hasOwn(attributes, name)) damaged(`${own}: a ${kind} has no attribute ${show(name)}`);
  else wrong(own, attributes[name]?.is === undefined ? "text" : wanted[attributes[name].is], value);
}
