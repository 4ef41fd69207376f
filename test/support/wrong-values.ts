// Wrong values for a document of plain values: each place of it, and what is of another type than what stands there.

export type Place = readonly (string | number)[];

export interface WrongValue {
  readonly place: Place;
  readonly was: unknown;
  readonly by: unknown;
  readonly document: unknown;
}

const values: readonly unknown[] = [null, false, 0, -1.5, "", [], {}, [[]], [null], [1], ["x"], { x: 1 }, "nonsense"];

/** The document with one value replaced by one of another type, for each place and each such value. */
export function* wrongValues(document: unknown): Generator<WrongValue> {
  for (const place of placesOf(document)) {
    const was = place.reduce((item: unknown, key) => (item as Record<string | number, unknown>)[key], document);
    for (const by of values)
      if (typeOf(by) !== typeOf(was) || Array.isArray(was))
        yield { place, was, by, document: replaced(document, place, by) };
  }
}

const typeOf = (value: unknown) => (value === null ? "null" : Array.isArray(value) ? "list" : typeof value);

/** Every place below this one, itself first. */
function* placesOf(value: unknown, path: Place = []): Generator<Place> {
  yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value))
    yield* placesOf(item, [...path, Array.isArray(value) ? Number(key) : key]);
}

function replaced(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by;
  const copy: Record<string | number, unknown> | unknown[] = Array.isArray(value)
    ? [...value]
    : { ...(value as object) };
  const items = copy as Record<string | number, unknown>;
  items[key] = replaced(items[key], rest, by);
  return copy;
}
