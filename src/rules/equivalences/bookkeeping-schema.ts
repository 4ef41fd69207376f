// The schema that a migration tool makes for its own table.

import type { Catalog, CatalogObject } from "../../catalog/catalog.ts";
import { parseObjectId } from "../../catalog/object-id.ts";
import { declined, type Equivalence } from "./equivalence.ts";

const tablesOf: Readonly<Record<string, readonly string[]>> = {
  drizzle: ["__drizzle_migrations"],
  sqitch: ["changes", "dependencies", "events", "projects", "releases", "tags"],
};

export const bookkeepingSchema: Equivalence = {
  name: "bookkeeping-schema",
  summary: "All that the schema holds are the tables in which a migration tool remembers what it has run.",
  about: { kind: ["schema"], type: ["unexpected"] },
  prove: ({ id }, { live }) => {
    const [schema = ""] = parseObjectId(id).path;
    const tables = tablesOf[schema] ?? [];
    const held = [...live.objects.values()].filter(
      (each) => each.id !== id && parseObjectId(each.id).path[0] === schema,
    );
    const other = held.find((object) => !tables.includes(tableOf(object, live)));
    if (other !== undefined) return declined(`it holds ${other.id} too`);
    return held.length === 0
      ? declined("it holds nothing")
      : `all that it holds is ${schema}'s own: ${tables.join(", ")}`;
  },
};

/** The table that this is, belongs to, or belongs to a part of. */
function tableOf({ id, kind, parent }: CatalogObject, catalog: Catalog): string {
  if (kind === "table") return parseObjectId(id).path[1] ?? "";
  const owner = parent && catalog.objects.get(parent);
  return owner === undefined ? "" : tableOf(owner, catalog);
}
