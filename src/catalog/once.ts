// What is worked out of a whole catalog, once: rules ask for it with each of thousands of drifts.

import type { Catalog } from "./catalog.ts";

/** The same function, asked once for each catalog and forgotten with it. */
export function oncePerCatalog<Value>(work: (catalog: Catalog) => Value): (catalog: Catalog) => Value {
  const memories = new WeakMap<Catalog, { readonly value: Value }>();
  return (catalog) => {
    const memory = memories.get(catalog) ?? { value: work(catalog) };
    memories.set(catalog, memory);
    return memory.value;
  };
}
