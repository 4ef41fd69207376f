// Every mutation of a live schema: each attribute of each object, each object gone or under another name, and what nobody declared.

import type { CatalogObject } from "../catalog/catalog.ts";
import { alwaysQuoted, kindOf, nameOf, type ObjectId, objectId, parseObjectId } from "../catalog/object-id.ts";
import { kindNamed } from "../kinds/registry.ts";
import { lookAlikes } from "./bookkeeping/look-alikes.ts";
import type { Change, Mutation, Mutator } from "./mutation.ts";
import { mutatorOf } from "./mutations/registry.ts";
import type { World } from "./world.ts";

export interface Scope {
  /** Is there something declared that this live object corresponds to? Without it nothing can be missing. */
  readonly isDeclared: (live: ObjectId) => boolean;
  /** The oldest of the two servers: what it does not know is not compared. */
  readonly major: number;
}

export function* mutationsOf(world: World, scope: Scope): Generator<Mutation> {
  for (const object of world.catalog.objects.values()) {
    const mutator = mutatorOf(object.kind);
    yield* ofObject(object, mutator, world, scope);
    for (const addition of mutator.add?.(object, world) ?? []) {
      yield {
        ...addition,
        type: "unexpected",
        subject: addition.id,
        kind: kindOf(addition.id),
        home: object.kind === "table" ? object.id : addition.id,
      };
    }
  }
  for (const addition of lookAlikes())
    yield { ...addition, type: "unexpected", subject: addition.id, kind: "table", home: addition.id };
}

function* ofObject(object: CatalogObject, mutator: Mutator, world: World, scope: Scope): Generator<Mutation> {
  const of = { subject: object.id, kind: object.kind, home: homeOf(object, world) };
  for (const attribute of attributesOf(object, scope)) {
    // An order is one of those members that both sides have.
    if (attribute.endsWith("Order") && !scope.isDeclared(object.id)) continue;
    const changes = mutator.attributes[attribute]?.(object, world) ?? inTheCatalog;
    for (const change of changes) yield { ...change, ...of, type: "changed", attribute };
  }
  if (!scope.isDeclared(object.id)) return;
  const isMapped = object.kind === "schema" && holdsSomething(object, world);
  for (const change of isMapped ? [] : mutator.drop(object, world)) yield { ...change, ...of, type: "missing" };
  if (!isMapped && mutator.rename !== undefined) {
    const sql = `${mutator.rename(object)} ${alwaysQuoted(newName(nameOf(object.id)))}`;
    yield { to: "renamed", sql: [sql], ...of, ...renaming(object) };
  }
}

const inTheCatalog: readonly Change[] = [{ to: "another, in the catalog", sql: [] }];

/** An object of a kind whose names need not match has another name then; any other is gone. */
function renaming({ kind }: CatalogObject): Pick<Mutation, "type" | "attribute"> {
  return kindNamed(kind)?.shape === undefined ? { type: "missing" } : { type: "changed", attribute: "name" };
}

function attributesOf(object: CatalogObject, { major }: Scope): string[] {
  const attributes = Object.entries(kindNamed(object.kind)?.attributes ?? {});
  return attributes.flatMap(([name, { since = 0, privileges }]) => (privileges || since > major ? [] : [name]));
}

/** What a schema holds goes with it, and the schema that is mapped must be there. */
function holdsSomething({ id }: CatalogObject, world: World): boolean {
  const [schema] = parseObjectId(id).path;
  return [...world.catalog.objects.values()].some(
    (object) => object.id !== id && parseObjectId(object.id).path[0] === schema,
  );
}

/** The table that it belongs to, by however many steps; itself where it belongs to none. */
function homeOf(object: CatalogObject, world: World): ObjectId {
  const parent = world.of(object.parent);
  return parent === undefined ? object.id : homeOf(parent, world);
}

/** Where an object would be under another name: beside its old one. */
export function renamedId({ subject }: Mutation): ObjectId {
  const { kind, path, signature } = parseObjectId(subject);
  return objectId(kind, [...path.slice(0, -1), newName(path.at(-1) ?? "")], signature);
}

const longestName = 63; // bytes

function newName(name: string): string {
  const letters = [...`driftcheck_${name}`];
  while (Buffer.byteLength(letters.join("")) > longestName) letters.pop();
  return letters.join("");
}
