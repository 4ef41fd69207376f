// What many kinds have in common: a comment, a name, an end.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { sqlName } from "../../catalog/object-id.ts";
import { literal } from "../../sql/literal.ts";
import type { Change } from "../mutation.ts";

/** Another comment; and none, where there is one. */
export function comments(
  what: string,
  named: (object: CatalogObject) => string = ({ id }) => sqlName(id),
  attribute = "comment",
): (object: CatalogObject) => Change[] {
  return (object) => {
    const comment = (text: string) => [`COMMENT ON ${what} ${named(object)} IS ${text}`];
    const isSet = object.attributes[attribute] !== undefined;
    return [
      { to: "another", sql: comment(literal("changed by driftcheck")) },
      ...(isSet ? [{ to: "none", sql: comment("NULL") }] : []),
    ];
  };
}
