// Whose bookkeeping a table is, by all that it is: name, schema, columns, types, key and ties. Never by its name alone.

import type { Catalog, CatalogObject } from "../../catalog/catalog.ts";
import { allMembersOf, membersOf } from "../../catalog/members.ts";
import { dotted, nameOf, type ObjectId, parseObjectId, unquoted } from "../../catalog/object-id.ts";
import { oncePerCatalog } from "../../catalog/once.ts";
import { kindsThat } from "../../kinds/registry.ts";
import type { Columns, OwnTable } from "../../migrations/own-table.ts";
import { tableKeepers } from "../../migrations/registry.ts";
import { isNumbered, isSqlitesKey, spellings } from "../../pgloader/names.ts";
import { fitsType } from "../../pgloader/types.ts";
import { listOf } from "../evidence/facts.ts";

/** A table of a tool's own, and how the tool writes itself. */
export interface ToolsTable extends OwnTable {
  readonly tool: string;
}

const ownTables: readonly ToolsTable[] = tableKeepers.flatMap(({ title: tool, ownTables: tables }) =>
  tables.map((table) => ({ tool, ...table })),
);

/** The tool whose table it is, or in a sentence why it is none's. The parser must be loaded. */
export function recognise(id: ObjectId, live: Catalog): { readonly own: ToolsTable } | { readonly not: string } {
  const table = live.objects.get(id);
  if (table === undefined) return { not: "the live database does not have it" };
  const namesakes = ownTables.filter((own) => isNamed(own, id, live));
  const reasons = namesakes.map((own) => whyNot(own, table, live));
  const own = namesakes[reasons.indexOf(undefined)];
  if (own !== undefined) return { own };
  return { not: reasons.join("; ") || `no migration tool has a table named ${nameOf(id)}` };
}

function isNamed(own: OwnTable, id: ObjectId, live: Catalog): boolean {
  const key = keyOf(id, own, live);
  return own.isNamed?.(nameOf(id), key && nameOf(key.id)) ?? spellings(own.table).includes(nameOf(id));
}

/** Undefined where it is that very table. */
function whyNot(own: ToolsTable, table: CatalogObject, live: Catalog): string | undefined {
  const [schema = ""] = parseObjectId(table.id).path;
  const columns = membersOf(table.id, "column", live);
  const key = keyOf(table.id, own, live);
  return (
    wrongColumn(own, columns) ??
    (own.key.length > 0 && key === undefined
      ? `it has no key on ${own.key.join(", ")}; ${own.tool}'s table has one`
      : undefined) ??
    (own.schema !== undefined && own.schema !== schema && !isPgloaders(key)
      ? `${own.tool}'s table is in the schema ${own.schema}`
      : undefined) ??
    tieOf(own, table, schema, live)
  );
}

function wrongColumn({ tool, columns: base, added = [] }: ToolsTable, columns: readonly CatalogObject[]) {
  const versions = [base, ...added.map((_, at): Columns => Object.assign({}, base, ...added.slice(0, at + 1)))];
  const reasons = versions.map((wanted) => mismatch(tool, wanted, columns));
  return reasons.includes(undefined) ? undefined : reasons.at(-1);
}

/** What differs from the columns of one version. */
function mismatch(tool: string, wanted: Columns, columns: readonly CatalogObject[]): string | undefined {
  const left = new Map(columns.map((column) => [nameOf(column.id), column]));
  for (const [name, type] of Object.entries(wanted)) {
    const spelled = spellings(name).find((each) => left.has(each));
    const column = spelled === undefined ? undefined : left.get(spelled);
    if (spelled === undefined || column === undefined) return `it lacks the column ${name} of ${tool}'s table`;
    const { type: own, generated, collation } = column.attributes;
    if (!fitsType(String(own), type))
      return `its column ${spelled} is ${own}; in ${tool}'s table it is ${type.split("|")[0]}`;
    if (generated !== undefined) return `its column ${spelled} is generated`;
    if (collation !== undefined) return `its column ${spelled} has a collation`;
    left.delete(spelled);
  }
  const [other] = left.keys();
  return other === undefined ? undefined : `${tool}'s table has no column ${other}`;
}

/** What tells the rows apart as the tool has it: with just these columns, always and at once. */
function keyOf(table: ObjectId, { key: columns, isKeyIndex }: OwnTable, live: Catalog): CatalogObject | undefined {
  if (columns.length === 0) return undefined;
  const isKey = ({ id, attributes: { type, keys, predicate, invalid, deferrable, include } }: CatalogObject) =>
    (type === "PRIMARY KEY" || (type === "UNIQUE INDEX" && (isKeyIndex || isSqlitesKey(nameOf(id))))) &&
    [predicate, invalid, deferrable, include].every((each) => each === undefined) &&
    listOf(keys).length === columns.length &&
    listOf(keys).every((key, at) => spellings(columns[at] ?? "").includes(unquoted(key)));
  return allMembersOf(table, live).find(isKey);
}

/** What came from MySQL or SQLite has no schema of the tool's: all of it is in the one that is named after the database. */
const isPgloaders = (key: CatalogObject | undefined) => key !== undefined && isNumbered(nameOf(key.id));

/** What makes a table act on others, or others on it, or keeps less than the tool's does. */
function tieOf(own: OwnTable, { id, attributes }: CatalogObject, schema: string, live: Catalog): string | undefined {
  for (const attribute of ["inherits", "partitionOf"])
    if (attributes[attribute] !== undefined) return `it inherits from, or is a partition of, ${attributes[attribute]}`;
  if (attributes.partitionKey !== undefined) return "it has partitions";
  if (attributes.persistence !== undefined) return "it is unlogged";
  if (attributes.ofType !== undefined) return `it is of the type ${attributes.ofType}`;
  for (const kind of kindsThat(({ actsOnRows }) => actsOnRows)) {
    const [member] = membersOf(id, kind, live);
    if (member !== undefined) return `it has ${member.id}`;
  }
  const limits = allMembersOf(id, live).filter(isLimit);
  const refers = tiesOf(live).get(dotted(id)) ?? [];
  const other = [...limits, ...refers].find((each) => !isOfTool(own, each, schema));
  return (
    other &&
    `${other.id} ${other.attributes.type === "FOREIGN KEY" ? "connects it to another table" : "is not part of the tool's table"}`
  );
}

const limiting: readonly unknown[] = ["CHECK", "EXCLUDE", "FOREIGN KEY"];

/** It refuses rows that the tool may write; so does a unique index over some of them, which no tool makes. */
const isLimit = ({ kind, attributes: { type, predicate } }: CatalogObject) =>
  kind === "constraint" ? limiting.includes(type) : type === "UNIQUE INDEX" && predicate !== undefined;

/** Is it between the tool's tables, or a check that the tool makes? */
function isOfTool({ isTied, checks = [] }: OwnTable, { id, attributes }: CatalogObject, schema: string): boolean {
  if (attributes.type !== "FOREIGN KEY") return attributes.type === "CHECK" && checks.includes(nameOf(id));
  return (
    isTied === true && [id, `table:${attributes.references}`].every((each) => parseObjectId(each).path[0] === schema)
  );
}

/** By the table that is referred to, inherited from or partitioned: what does so. */
const tiesOf = oncePerCatalog((catalog) => {
  const ties = new Map<string, CatalogObject[]>();
  for (const object of catalog.objects.values()) {
    const { references, inherits, partitionOf } = object.attributes;
    for (const relation of [references, partitionOf, ...listOf(inherits)])
      if (typeof relation === "string") ties.set(relation, [...(ties.get(relation) ?? []), object]);
  }
  return ties;
});
