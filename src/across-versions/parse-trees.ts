// Whether two pieces of SQL have one parse tree, but for the qualifiers that PostgreSQL 16 no longer writes for a query's
// columns where its FROM has one relation. For what no server can be made to read.

import { isDeepStrictEqual } from "node:util";
import { normalForm } from "../sql/expression.ts";
import { isTree, nodesOf, parseStatements, type Tree } from "../sql/parse.ts";

/** `loadParser` must have been awaited. */
export function haveOneParseTree(one: string, other: string): boolean {
  const [tree, otherTree] = [one, other].map((sql) => unqualified(parseStatements(sql)));
  return tree !== undefined && isDeepStrictEqual(tree, otherTree);
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
