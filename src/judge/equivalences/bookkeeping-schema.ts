// The schema that a migration tool makes for its own tables, as long as it holds nothing else.

import type { Catalog, CatalogObject } from "../../catalog/catalog.ts";
import { objectId, parseObjectId } from "../../catalog/object-id.ts";
import { recognise } from "../bookkeeping/recognise.ts";
import { declined, type Equivalence } from "../equivalence.ts";

export const bookkeepingSchema: Equivalence = {
  name: "bookkeeping-schema",
  summary: "The schema contains only tables in which a migration tool records the migrations that ran.",
  about: { kind: ["schema"], type: ["unexpected"] },
  prove: ({ id }, { live }) => {
    const [schema = ""] = parseObjectId(id).path;
    const held = [...live.objects.values()].filter(
      (each) => each.id !== id && parseObjectId(each.id).path[0] === schema,
    );
    if (held.length === 0) return declined("the schema contains no tables");
    const tables = new Set(held.map((object) => tableOf(object, live)));
    for (const table of tables) {
      if (table === undefined) continue;
      const recognised = recognise(objectId("table", [schema, table]), live);
      if ("not" in recognised) return declined(`the schema contains ${schema}.${table}: ${recognised.not}`);
      if (recognised.own.schema !== schema)
        return declined(`${recognised.own.tool} does not make the schema ${schema}`);
    }
    const other = held.find((object) => tableOf(object, live) === undefined);
    if (other !== undefined) return declined(`the schema also contains ${other.id}`);
    return `it contains only the tool's tables: ${[...tables].join(", ")}`;
  },
};

/** The table that this is, belongs to, or belongs to a part of. */
function tableOf({ id, kind, parent }: CatalogObject, catalog: Catalog): string | undefined {
  if (kind === "table") return parseObjectId(id).path[1];
  const owner = parent && catalog.objects.get(parent);
  return owner === undefined ? undefined : tableOf(owner, catalog);
}
