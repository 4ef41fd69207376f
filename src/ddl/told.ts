// Lines in which a catalog tells of a column, with the column's name before the rest: `email the address`.

import { unquoted } from "../catalog/object-id.ts";
import { identifier } from "../sql/identifier.ts";

/** The name as SQL takes it. */
export function leadingName(told: string): { readonly name: string; readonly rest: string } {
  const [written = ""] = /^(?:"(?:[^"]|"")*"|\S+)/.exec(told) ?? [];
  return { name: identifier(unquoted(written)), rest: told.slice(written.length + 1) };
}
