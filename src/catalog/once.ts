// What is worked out of a whole catalog, once: rules ask for it with each of thousands of drifts.

import type { Catalog } from "./catalog.ts";

/** The same function, asked once for each catalog and forgotten with it. */
export function oncePerCatalog<Made>(make: (catalog: Catalog) => Made): (catalog: Catalog) => Made {
  const results = new WeakMap<Catalog, { readonly made: Made }>();
  return (catalog) => {
    const entry = results.get(catalog) ?? { made: make(catalog) };
    results.set(catalog, entry);
    return entry.made;
  };
}
