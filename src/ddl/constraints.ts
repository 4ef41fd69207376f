// What stands behind ADD CONSTRAINT, by the type of the constraint.

import type { Attributes, CatalogObject } from "../catalog/catalog.ts";
import { kindOf } from "../catalog/object-id.ts";
import { flag, list, optionalText, text } from "../kinds/row.ts";
import { identifier } from "../sql/identifier.ts";
import { columnList, nameOfPath } from "./keys.ts";
import { storageParameters } from "./options.ts";

/** `CHECK ((price > 0)) NO INHERIT` */
export function constraintBody({ attributes }: CatalogObject): string {
  return [definitionOf(attributes), ...stateOf(attributes)].join(" ");
}

function definitionOf(own: Attributes): string {
  if (own.references !== undefined) return foreignKey(own);
  if (own.expression !== undefined)
    return `CHECK (${text(own, "expression")})${flag(own, "noInherit") ? " NO INHERIT" : ""}`;
  return optionalText(own, "definition") ?? key(own);
}

function key(own: Attributes): string {
  const keys = columnList(list(own, "keys"));
  const include = list(own, "include");
  const options = list(own, "options");
  const tablespace = optionalText(own, "tablespace");
  const parts = [
    text(own, "type"),
    flag(own, "nullsNotDistinct") ? " NULLS NOT DISTINCT" : "",
    ` ${flag(own, "withoutOverlaps") ? `${keys.slice(0, -1)} WITHOUT OVERLAPS)` : keys}`,
    include.length === 0 ? "" : ` INCLUDE ${columnList(include)}`,
    options.length === 0 ? "" : ` WITH (${storageParameters(options)})`,
    tablespace === null ? "" : ` USING INDEX TABLESPACE ${identifier(tablespace)}`,
  ];
  return parts.join("");
}

function foreignKey(own: Attributes): string {
  const isPeriod = flag(own, "withoutOverlaps");
  const match = optionalText(own, "match");
  const limited = list(own, "onDeleteColumns");
  const action = (when: string, told: string, columns = "") =>
    told === "NO ACTION" ? "" : ` ON ${when} ${told}${columns}`;
  const parts = [
    `FOREIGN KEY ${referencing(list(own, "columns"), isPeriod)} REFERENCES ${nameOfPath(text(own, "references"))}`,
    referencing(list(own, "referencedColumns"), isPeriod),
    match === null ? "" : ` MATCH ${match}`,
    action("UPDATE", text(own, "onUpdate")),
    action("DELETE", text(own, "onDelete"), limited.length === 0 ? "" : ` ${names(limited)}`),
  ];
  return parts.join("");
}

/** Names as they are, not quoted. */
const names = (columns: readonly string[]) => `(${columns.map(identifier).join(", ")})`;

function referencing(columns: readonly string[], isPeriod: boolean): string {
  const each = columns.map(identifier);
  const written = isPeriod ? [...each.slice(0, -1), `PERIOD ${each.at(-1)}`] : each;
  return `(${written.join(", ")})`;
}

function stateOf(own: Attributes): string[] {
  // An exclusion constraint's definition says it itself.
  if (own.definition !== undefined) return [];
  return [
    ...(flag(own, "deferrable") ? ["DEFERRABLE"] : []),
    ...(flag(own, "deferred") ? ["INITIALLY DEFERRED"] : []),
    ...(flag(own, "notEnforced") ? ["NOT ENFORCED"] : flag(own, "notValid") ? ["NOT VALID"] : []),
  ];
}

/** Its check is a domain's, and no table's. */
export const isOnDomain = ({ parent }: CatalogObject) => parent !== undefined && kindOf(parent) === "domain";
