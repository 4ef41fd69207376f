// Two servers may print one stored query in two ways. Such a difference is the printer's and no drift.
// PostgreSQL 16 left out the qualifiers of a view's columns where its FROM has one relation; 15 and earlier write them.

import { isDeepStrictEqual } from "node:util";
import type { Catalog } from "./catalog/catalog.ts";
import type { Drift } from "./catalog/drift.ts";
import { kindOf } from "./catalog/object-id.ts";
import type { Comparison } from "./diff/diff.ts";
import { kindNamed } from "./kinds/registry.ts";
import { normalForm } from "./sql/expression.ts";
import { isTree, loadParser, nodesOf, parseStatements, type Tree } from "./sql/parse.ts";

const firstWithoutQualifiers = 16;

const majorOf = ({ server }: Catalog) => Number.parseInt(server, 10);

/** The comparison without what only the two servers' versions print differently. */
export async function acrossVersions(comparison: Comparison): Promise<Comparison> {
  const { declared, live, drift } = comparison;
  const qualifies = (catalog: Catalog) => majorOf(catalog) < firstWithoutQualifiers;
  if (qualifies(declared) === qualifies(live) || !drift.some(isOfQuery)) return comparison;
  await loadParser();
  return { ...comparison, drift: drift.filter((each) => !isOfQuery(each) || !isSameQuery(each)) };
}

function isOfQuery({ id, attribute }: Drift): boolean {
  return kindNamed(kindOf(id))?.attributes[attribute ?? ""]?.syntax === "query";
}

function isSameQuery({ declared, live }: Drift): boolean {
  const [one, other] = [declared, live].map((sql) => unqualified(parseStatements(String(sql))));
  return one !== undefined && isDeepStrictEqual(one, other);
}

/** The statement's normal form, its columns without the one relation's name where there is one. */
function unqualified(statements: readonly unknown[] | undefined): unknown {
  const select = isTree(statements?.[0]) ? statements[0].SelectStmt : undefined;
  if (!isTree(select)) return statements && normalForm(statements);
  const relation = onlyRelation(select);
  return normalForm(relation === undefined ? select : { ...select, ...withoutQualifier(select, relation) });
}

/** The name under which a query knows its only relation. */
function onlyRelation({ fromClause }: Tree): string | undefined {
  if (!Array.isArray(fromClause) || fromClause.length !== 1 || !isTree(fromClause[0])) return undefined;
  const [type = "", item] = Object.entries(fromClause[0])[0] ?? [];
  if (type === "JoinExpr" || !isTree(item)) return undefined;
  const name = isTree(item.alias) ? item.alias.aliasname : item.relname;
  return typeof name === "string" ? name : undefined;
}

/** Subqueries are left alone: there, every version qualifies. */
function withoutQualifier(tree: Tree, relation: string): Tree {
  return Object.fromEntries(
    Object.entries(tree).map(([field, value]) => [field, untouched.has(field) ? value : replaceIn(value, relation)]),
  );
}

const untouched = new Set(["fromClause", "withClause", "subselect", "SelectStmt"]);

function replaceIn(value: unknown, relation: string): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, relation));
  if (!isTree(value)) return value;
  const fields = isTree(value.ColumnRef) ? value.ColumnRef.fields : undefined;
  const names = Array.isArray(fields) ? [...nodesOf(fields, "String")].map(({ sval }) => sval) : [];
  if (names.length === 2 && names[0] === relation && Array.isArray(fields))
    return { ColumnRef: { fields: fields.slice(1) } };
  return withoutQualifier(value, relation);
}
