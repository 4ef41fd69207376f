// What the names in a piece of SQL stand for, as far as the catalog tells: the types of columns, the types under domains, and which
// operators are the user's own. A name that could be two things is none.

import type { Catalog, CatalogObject } from "../../catalog/catalog.ts";
import { kindOf, nameOf, type ObjectId, objectId, parseObjectId } from "../../catalog/object-id.ts";
import { oncePerCatalog } from "../../catalog/once.ts";
import type { Scope } from "../../sql/meaning/rewriting.ts";
import { parseTypeForm, type TypeForm } from "../../sql/meaning/types.ts";
import { isTree, nodesOf, type Tree } from "../../sql/parse.ts";
import { textOf } from "./facts.ts";

export function scopeOf(object: CatalogObject, statements: readonly unknown[], catalog: Catalog): Scope {
  const relations = relationsIn(statements);
  const own = ownRelation(object, statements);
  const baseOf = (domain: string) => typeOfObject(catalog.objects.get(objectId("domain", domain.split("."))));
  return {
    baseOf,
    isOwnOperator: (name) => ownOperators(catalog).has(name),
    typeOf: (path) => {
      const [relation, column] = path.length === 2 ? path : [undefined, path[0]];
      if (column === undefined || path.length > 2) return undefined;
      if (own !== undefined && kindOf(own) === "domain" && relation === undefined && column === "value")
        return typeOfObject(catalog.objects.get(own));
      const table = relation === undefined ? (own ?? onlyOf(relations)) : named(relation, relations, own);
      return table && typeOfColumn(table, column, catalog);
    },
  };
}

/** The relation whose columns need no qualifier: where the object is no query of its own. */
function ownRelation({ parent }: CatalogObject, statements: readonly unknown[]): ObjectId | undefined {
  if (parent !== undefined) return parent;
  const [published] = nodesOf(statements, "PublicationObjSpec");
  const relation = isTree(published?.pubtable) ? published.pubtable.relation : undefined;
  return isTree(relation) ? tableOf(relation) : undefined;
}

/** By the name that a query knows it under: what it is, or undefined for what is no table or is there twice. */
type Relations = ReadonlyMap<string, ObjectId | undefined>;

const others = ["RangeSubselect", "RangeFunction", "RangeTableFunc", "JoinExpr", "CommonTableExpr", "JsonTable"];

function relationsIn(statements: readonly unknown[]): Relations {
  const types = new Map<string, ObjectId | undefined>();
  const add = (name: unknown, table: ObjectId | undefined) => {
    if (typeof name === "string") types.set(name, types.has(name) ? undefined : table);
  };
  for (const relation of nodesOf(statements, "RangeVar")) {
    const alias = isTree(relation.alias) ? relation.alias : undefined;
    add(alias?.aliasname ?? relation.relname, alias?.colnames === undefined ? tableOf(relation) : undefined);
  }
  for (const type of others)
    for (const item of nodesOf(statements, type))
      add(isTree(item.alias) ? item.alias.aliasname : (item.ctename ?? ""), undefined);
  return types;
}

const tableOf = ({ schemaname, relname }: Tree): ObjectId | undefined =>
  typeof schemaname === "string" && typeof relname === "string" ? objectId("table", [schemaname, relname]) : undefined;

function onlyOf(relations: Relations): ObjectId | undefined {
  return relations.size === 1 ? [...relations.values()][0] : undefined;
}

/** The rows of a trigger and of a rule are those of its own table. */
const rows: ReadonlySet<string> = new Set(["new", "old"]);

function named(name: string, relations: Relations, own: ObjectId | undefined): ObjectId | undefined {
  if (relations.has(name)) return relations.get(name);
  return own !== undefined && (rows.has(name) || nameOf(own) === name) ? own : undefined;
}

function typeOfColumn(relation: ObjectId, column: string, { objects }: Catalog): TypeForm | undefined {
  return typeOfObject(objects.get(objectId("column", [...parseObjectId(relation).path, column])));
}

const typeOfObject = (object: CatalogObject | undefined) => {
  const type = textOf(object?.attributes.type);
  return type === undefined ? undefined : parseTypeForm(type);
};

/** As `public.=`. */
const ownOperators = oncePerCatalog(
  ({ objects }) =>
    new Set(
      [...objects.values()].filter(({ kind }) => kind === "operator").map(({ id }) => parseObjectId(id).path.join(".")),
    ),
);
