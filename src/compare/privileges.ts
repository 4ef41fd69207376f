// Owners and privileges in a catalog: left out where nobody asked for them, as roles differ between environments.

import type { Attributes, Catalog, CatalogObject, Unread } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { kindNamed } from "../kinds/registry.ts";
import { privilegeStatements, privilegesOff } from "../kinds/unmodeled.ts";
import type { Step } from "./step.ts";

export const privileges: Step = {
  name: "privileges",
  why: "Owners and privileges can be compared only where both sides were read with them.",
  neverHides: "A privilege that both sides have read; the others are counted.",
  run: (comparison) => {
    const [declared, live] = alignPrivileges(comparison.declared, comparison.live);
    return { ...comparison, declared, live };
  },
};

/** Both catalogs with owners and privileges, or neither: only where both sides have read them can they be compared. */
function alignPrivileges(declared: Catalog, live: Catalog): [declared: Catalog, live: Catalog] {
  if (declared.privileges === live.privileges) return [declared, live];
  return [withoutPrivileges(declared, lacking), withoutPrivileges(live, lacking)];
}

/** Why owners and privileges are not compared though they were asked for. */
const lacking = "one side was read without them; make its snapshot with --privileges";

/** The catalog as if owners and privileges had not been read: what was granted is counted as not compared. */
export function withoutPrivileges(catalog: Catalog, reason = privilegesOff): Catalog {
  const { privileges, ...rest } = catalog;
  if (privileges !== true) return catalog;
  const objects = new Map<ObjectId, CatalogObject>();
  let lists = 0;
  for (const object of catalog.objects.values()) {
    const kind = kindNamed(object.kind);
    if (kind?.privileges) lists += 1;
    else {
      const kept = withoutThem(object.attributes, object.kind);
      const ownerOnly = "owner" in object.attributes && !("owner" in kept) ? 1 : 0;
      lists += Object.keys(object.attributes).length - Object.keys(kept).length - ownerOnly;
      objects.set(object.id, { ...object, attributes: kept });
    }
  }
  const unread: Unread[] = lists === 0 ? [] : [{ what: "privilege list", count: lists, reason }];
  const others = catalog.notCompared.filter(({ what }) => !privilegeStatements.has(what));
  return { ...rest, objects, notCompared: [...others, ...unread] };
}

function withoutThem(attributes: Attributes, kind: string): Attributes {
  const described = kindNamed(kind)?.attributes ?? {};
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !described[name]?.privileges));
}

/** How many objects have an owner that is not compared. */
export function ownersNotCompared({ objects, privileges }: Catalog, wanted: boolean): Unread[] {
  if (privileges === true) return [];
  let count = 0;
  for (const { kind } of objects.values()) if (kindNamed(kind)?.attributes.owner) count += 1;
  return count === 0 ? [] : [{ what: "owner", count, reason: wanted ? lacking : privilegesOff }];
}
