// A catalog as bytes that are read back in a fraction of the time that a snapshot takes: for the cache alone, whose name says which
// code wrote it. A digest of all that follows, then JSON in columns, in which what many objects have is written once.
// It must never give anything for bytes that are not as they were written.

import { createHash } from "node:crypto";
import type { Attributes, Catalog, CatalogObject } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";

const digestBytes = 32;

/** An object by its number, or an id that is none of the catalog's. */
type Reference = number | ObjectId;

interface Columns {
  readonly catalog: Omit<Catalog, "objects">;
  readonly kinds: readonly string[];
  readonly attributes: readonly Attributes[];
  readonly ids: readonly ObjectId[];
  readonly kindOf: readonly number[];
  readonly attributesOf: readonly number[];
  /** -1 where there is none. */
  readonly parents: readonly Reference[];
  /** -1 where there is none. */
  readonly ordinals: readonly number[];
  readonly uses: readonly (readonly Reference[] | 0)[];
}

export function packCatalog(catalog: Catalog): readonly Buffer[] {
  const body = Buffer.from(JSON.stringify(columnsOf(catalog)));
  return [digestOf(body), body];
}

/** Undefined for bytes that were cut short or altered. */
export function unpackCatalog(bytes: Buffer): Catalog | undefined {
  const body = bytes.subarray(digestBytes);
  if (!digestOf(body).equals(bytes.subarray(0, digestBytes))) return undefined;
  // The digest says that packCatalog wrote this.
  return catalogOf(JSON.parse(body.toString("utf8")) as Columns);
}

function columnsOf({ objects, ...catalog }: Catalog): Columns {
  const sorted = [...objects.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const at = new Map(sorted.map(({ id }, index) => [id, index]));
  const reference = (id: ObjectId): Reference => at.get(id) ?? id;
  const [kinds, attributes] = [new Numbered<string>(String), new Numbered<Attributes>(JSON.stringify)];
  return {
    catalog,
    ids: sorted.map(({ id }) => id),
    kindOf: sorted.map(({ kind }) => kinds.numberOf(kind)),
    attributesOf: sorted.map((each) => attributes.numberOf(each.attributes)),
    parents: sorted.map(({ parent }) => (parent === undefined ? -1 : reference(parent))),
    ordinals: sorted.map(({ ordinal = -1 }) => ordinal),
    uses: sorted.map(({ uses }) => (uses === undefined ? 0 : uses.map(reference))),
    kinds: kinds.all,
    attributes: attributes.all,
  };
}

/** Each that is alike has one number. */
class Numbered<T> {
  readonly all: T[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #keyOf: (value: T) => string;

  constructor(keyOf: (value: T) => string) {
    this.#keyOf = keyOf;
  }

  numberOf(value: T): number {
    const key = this.#keyOf(value);
    const number = this.#numbers.get(key) ?? this.all.length;
    if (number === this.all.length) this.all.push(value);
    this.#numbers.set(key, number);
    return number;
  }
}

function catalogOf({ catalog, ids, kinds, attributes, ...columns }: Columns): Catalog {
  const idOf = (reference: Reference) => (typeof reference === "number" ? ids[reference] : reference) as ObjectId;
  const objects = new Map<ObjectId, CatalogObject>();
  for (const [at, id] of ids.entries()) {
    const kind = kinds[columns.kindOf[at] ?? -1] ?? "";
    const parent = columns.parents[at] ?? -1;
    const ordinal = columns.ordinals[at] ?? -1;
    const uses = columns.uses[at] ?? 0;
    const own = attributes[columns.attributesOf[at] ?? -1] ?? {};
    const used = uses === 0 ? undefined : uses.map(idOf);
    objects.set(id, object(id, kind, own, parent === -1 ? undefined : idOf(parent), ordinal, used));
  }
  return { ...catalog, objects };
}

/** One literal for each combination: spreading the parts together takes several times as long. */
function object(
  id: ObjectId,
  kind: string,
  attributes: Attributes,
  parent: ObjectId | undefined,
  ordinal: number,
  uses: readonly ObjectId[] | undefined,
): CatalogObject {
  if (uses !== undefined)
    return { id, kind, attributes, uses, ...(parent !== undefined && { parent }), ...(ordinal >= 0 && { ordinal }) };
  if (parent === undefined) return ordinal < 0 ? { id, kind, attributes } : { id, kind, attributes, ordinal };
  return ordinal < 0 ? { id, kind, attributes, parent } : { id, kind, attributes, parent, ordinal };
}

function digestOf(content: Uint8Array): Buffer {
  return createHash("sha256").update(content).digest();
}
