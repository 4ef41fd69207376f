// A constraint made anew under its name: what stands behind `ADD CONSTRAINT name` is put together from its attributes.

import type { Attributes, CatalogObject } from "../../catalog/catalog.ts";
import { alwaysQuoted, parseObjectId, unquoted } from "../../catalog/object-id.ts";
import { isOnDomain } from "../../ddl/constraints.ts";
import { listOf } from "../../judge/evidence/facts.ts";
import type { Change } from "../mutation.ts";
import { lastOf, ownerOf } from "../sql.ts";

export const alter = (object: CatalogObject) =>
  `ALTER ${isOnDomain(object) ? "DOMAIN" : "TABLE"} ${ownerOf(object.id)}`;

/** The constraint with other properties in the place of its own, in one statement. */
export function remade(object: CatalogObject, to: string, other: Attributes): Change {
  const definition = definitionOf({ ...object.attributes, ...other });
  const name = lastOf(object.id);
  const [attribute] = Object.keys(other);
  return {
    to,
    sql: [`${alter(object)} DROP CONSTRAINT ${name} CASCADE; ${alter(object)} ADD CONSTRAINT ${name} ${definition}`],
    ...(attribute !== undefined && { value: other[attribute] ?? null }),
  };
}

function definitionOf(own: Attributes): string {
  return [...parts(own), ...state(own)].filter((part) => part !== "").join(" ");
}

const columns = (names: readonly string[]) => `(${names.map((name) => alwaysQuoted(unquoted(name))).join(", ")})`;

function parts(own: Attributes): string[] {
  const include = listOf(own.include);
  switch (own.type) {
    case "PRIMARY KEY":
    case "UNIQUE":
      return [
        own.type,
        own.nullsNotDistinct === true ? "NULLS NOT DISTINCT" : "",
        columns(listOf(own.keys)),
        include.length === 0 ? "" : `INCLUDE ${columns(include)}`,
      ];
    case "FOREIGN KEY":
      return foreignKey(own);
    case "CHECK":
      return [`CHECK (${own.expression})`, own.noInherit === true ? "NO INHERIT" : ""];
    default:
      return [String(own.definition)];
  }
}

function foreignKey(own: Attributes): string[] {
  const limited = listOf(own.onDeleteColumns);
  const referenced = parseObjectId(`table:${own.references}`).path.map(alwaysQuoted).join(".");
  // Its columns are names as they are, and not as a key has them.
  const names = (list: readonly string[]) => `(${list.map(alwaysQuoted).join(", ")})`;
  return [
    `FOREIGN KEY ${names(listOf(own.columns))} REFERENCES ${referenced} ${names(listOf(own.referencedColumns))}`,
    own.match ? `MATCH ${own.match}` : "",
    `ON UPDATE ${own.onUpdate}`,
    `ON DELETE ${own.onDelete}${limited.length === 0 ? "" : ` ${names(limited)}`}`,
  ];
}

function state({ type, deferrable, deferred, notEnforced, notValid }: Attributes): string[] {
  return [
    deferrable === true ? "DEFERRABLE" : "",
    deferred === true ? "INITIALLY DEFERRED" : "",
    notEnforced === true ? "NOT ENFORCED" : "",
    notValid === true && notEnforced !== true && (type === "CHECK" || type === "FOREIGN KEY") ? "NOT VALID" : "",
  ];
}
