// Reads a snapshot beside the catalog that it is going to be compared with. Where a table reads in the file just as the other
// catalog would write it, its objects are the other's: nothing of it is parsed, kept twice or, as they are the same, compared.
// What is written is all that a catalog says, so that one text is one meaning; where the texts differ, the file is parsed.

import type { Catalog } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { type Document, toCatalog } from "./document.ts";
import { type Family, familiesOf } from "./families.ts";
import { familyWriter } from "./yaml.ts";
import { type Known, readYaml } from "./yaml-reader.ts";

/** @throws SnapshotError on a body that is no snapshot's */
export function readBeside(body: string, other: Catalog | undefined): Catalog {
  if (other === undefined) return toCatalog(readYaml(body));
  const document = readYaml(body, knownFrom(other));
  // Nearly always the whole of it is.
  if (!holdsAll(document, other)) return toCatalog(document);
  return { ...toCatalog({ ...document, roots: new Map() }), objects: other.objects };
}

/** The families of a catalog, each known where the text is what would be written of it. */
function knownFrom(catalog: Catalog): Known<Family> {
  const families = familiesOf(catalog);
  let [text, at] = ["", 0];
  const write = familyWriter((piece) => {
    at = at >= 0 && text.startsWith(piece, at) ? at + piece.length : differs;
  });
  return (id, whole, start) => {
    const family = families.get(id as ObjectId);
    if (family === undefined) return undefined;
    [text, at] = [whole, start];
    write(family);
    return at === differs ? undefined : { as: family, end: at };
  };
}

const differs = -1;

/** Whether nothing was read, and nothing of the other is left over. */
function holdsAll({ roots }: Document<Family>, { objects }: Catalog): boolean {
  let count = 0;
  for (const root of roots.values()) {
    if (!("root" in root)) return false;
    count += 1 + root.members.length;
  }
  return count === objects.size;
}
