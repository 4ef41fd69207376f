// Reads a snapshot beside the catalog that it is going to be compared with. Where a table reads in the file just as the other
// catalog would write it, its objects are the other's: nothing of it is parsed, kept twice or, as they are the same, compared.
// What is written is all that a catalog says, so that one text is one meaning; where the texts differ, the file is parsed.

import type { Catalog } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { rootOf, toCatalog } from "./document.ts";
import { familiesOf } from "./families.ts";
import { writeRoot } from "./yaml.ts";
import { readYaml } from "./yaml-reader.ts";

/** @throws SnapshotError on a body that is no snapshot's */
export function readBeside(body: string, other: Catalog | undefined): Catalog {
  if (other === undefined) return toCatalog(readYaml(body));
  const families = familiesOf(other);
  const document = readYaml(body, (id) => {
    const family = families.get(id as ObjectId);
    return family && { text: writeRoot(id, rootOf(family)), as: family };
  });
  const catalog = toCatalog(document);
  const isSame =
    catalog.objects.size === other.objects.size && [...document.roots.values()].every((root) => "root" in root);
  return isSame ? { ...catalog, objects: other.objects } : catalog;
}
