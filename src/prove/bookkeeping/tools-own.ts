// Whether a mutation leaves a migration tool's table what it is: the tool does not depend on what was changed.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { nameOf } from "../../catalog/object-id.ts";
import { listOf } from "../../judge/evidence/facts.ts";
import type { SampleTable } from "../../migrations/own-table.ts";
import { tableKeepers } from "../../migrations/registry.ts";
import { isSqlitesKey } from "../../pgloader/names.ts";
import { parseType } from "../../sql/expression.ts";
import type { Mutation } from "../mutation.ts";

/** The table that a mutation is in or on, and what belongs to it, once it is made. */
export interface Home {
  readonly table: CatalogObject;
  readonly members: readonly CatalogObject[];
}

export function isStillTools({ kind, attribute = "" }: Mutation, { table, members }: Home): boolean {
  const harmless = harmlessOf[kind];
  if (harmless === undefined || !(harmless === "anything" || harmless.includes(attribute))) return false;
  const isLike = (sample: SampleTable) =>
    isNamed(sample, nameOf(table.id)) && hasColumns(sample, members) && hasKey(sample, members);
  return tableKeepers.some(({ samples }) => samples.some(isLike));
}

/** What may change of it by kind: notes, storage, what is unset, and who else may read it. */
const harmlessOf: Readonly<Record<string, "anything" | readonly string[]>> = {
  table: [
    "comment",
    "options",
    "replicaIdentity",
    "tablespace",
    "accessMethod",
    "rowSecurity",
    "forceRowSecurity",
    "columnOrder",
  ],
  column: [
    "type",
    "comment",
    "notNull",
    "notNullNotValid",
    "notNullName",
    "notNullNoInherit",
    "notNullComment",
    "default",
    "identity",
    "storage",
    "compression",
    "statistics",
    "options",
  ],
  constraint: ["name", "comment", "indexComment", "options", "tablespace", "clustered", ""],
  index: "anything",
  sequence: "anything",
  statistics: "anything",
};

const simple = (name: string) => name.toLowerCase().replaceAll("_", "");

function isNamed({ name, isPartOfName }: SampleTable, table: string): boolean {
  return simple(table) === simple(name) || (isPartOfName === true && simple(table).includes(simple(name)));
}

function hasColumns({ columns, mayLack = [] }: SampleTable, members: readonly CatalogObject[]): boolean {
  const left = new Map(members.flatMap((each) => (each.kind === "column" ? [[simple(nameOf(each.id)), each]] : [])));
  const fit = columns.every(({ name, type }) => {
    const column = left.get(simple(name));
    left.delete(simple(name));
    return column === undefined ? mayLack.includes(name) : isNoLess(String(column.attributes.type), type);
  });
  return fit && left.size === 0;
}

const families = [
  ["timestamp", "timestamptz"],
  ["varchar", "text"],
  ["int2", "int4", "int8"],
  ["numeric", "int8"],
];

function isNoLess(live: string, own: string): boolean {
  const [one, other] = [parseType(own === "serial" ? "integer" : own), parseType(live)];
  if (one === undefined || other === undefined || one.dimensions !== other.dimensions) return false;
  const isAlike =
    one.name === other.name || families.some((all) => [one, other].every(({ name }) => all.includes(name)));
  const isString = ["varchar", "text"].includes(one.name);
  return isAlike && (!isString || (other.modifiers[0] ?? Infinity) >= Math.min(one.modifiers[0] ?? Infinity, 190));
}

function hasKey({ key }: SampleTable, members: readonly CatalogObject[]): boolean {
  const wanted = key?.map(simple).join();
  return (
    wanted === undefined ||
    members.some(
      ({ id, attributes: { type, keys, predicate } }) =>
        (type === "PRIMARY KEY" || (isSqlitesKey(nameOf(id)) && predicate === undefined)) &&
        listOf(keys)
          .map((each) => simple(each.replaceAll('"', "")))
          .join() === wanted,
    )
  );
}
