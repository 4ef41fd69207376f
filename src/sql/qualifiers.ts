// A query without the qualifiers that PostgreSQL 16 no longer writes for its columns where its FROM has one relation.

import { isTree, nodesOf, type Tree } from "./parse.ts";

/** Each statement, its columns without the one relation's name where there is one. */
export function withoutQualifiers(statements: readonly unknown[]): readonly unknown[] {
  return statements.map((statement) => {
    const select = isTree(statement) ? statement.SelectStmt : undefined;
    const relation = isTree(select) ? onlyRelation(select) : undefined;
    return isTree(select) && relation !== undefined
      ? { SelectStmt: { ...select, ...withoutQualifier(select, relation) } }
      : statement;
  });
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
