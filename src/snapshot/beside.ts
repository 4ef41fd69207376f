// Reads a snapshot beside the catalog that it is going to be compared with. Where a table reads in the file just as the other
// catalog would write it, its objects are the other's: nothing of it is parsed, kept twice or, as they are the same, compared.
// What is written is all that a catalog says, so that one text is one meaning; where the texts differ, the file is parsed.

import type { Catalog } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { type Document, rootOf, toCatalog } from "./document.ts";
import { type Family, familiesOf } from "./families.ts";
import { rootWriter } from "./yaml.ts";
import { readYaml } from "./yaml-reader.ts";

/** @throws SnapshotError on a body that is no snapshot's */
export function readBeside(body: string, other: Catalog | undefined): Catalog {
  if (other === undefined) return toCatalog(readYaml(body));
  const families = familiesOf(other);
  const write = rootWriter();
  const document = readYaml(body, (id) => {
    const family = families.get(id as ObjectId);
    return family && { text: write(id, rootOf(family)), as: family };
  });
  // Nearly always all of them are.
  return holdsAll(document, other)
    ? { ...toCatalog({ ...document, roots: new Map() }), objects: other.objects }
    : toCatalog(document);
}

/** Whether nothing was read, and nothing of the other is left over. */
function holdsAll({ roots }: Document<Family>, { objects }: Catalog): boolean {
  let count = 0;
  for (const root of roots.values()) {
    if (!("root" in root)) return false;
    count += 1 + root.members.length;
  }
  return count === objects.size;
}
