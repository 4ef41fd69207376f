// The column that each parameter of a statement is compared with or written to, as PostgreSQL's parse tree has it.

import { isTree, nodesOf, parseStatements, type Tree } from "../../../sql/parse.ts";

export interface ParameterColumn {
  readonly parameter: number;
  /** As the statement names it, without its schema. */
  readonly table: string;
  readonly column: string;
}

/** None where PostgreSQL does not parse it. `loadParser` must have been awaited. */
export function parameterColumns(sql: string): readonly ParameterColumn[] {
  const statements = parseStatements(sql);
  if (statements === undefined) return [];
  const tables = tablesIn(statements);
  return [...compared(statements, tables), ...written(statements)];
}

const text = (value: unknown) => (typeof value === "string" ? value : undefined);

/** By their names and their aliases. */
function tablesIn(tree: unknown): ReadonlyMap<string, string> {
  const tables = new Map<string, string>();
  for (const { relname, alias } of nodesOf({ tree: relationsIn(tree) }, "RangeVar")) {
    const name = text(relname);
    const short = isTree(alias) ? text(alias.aliasname) : undefined;
    if (name !== undefined) tables.set(short ?? name, name);
  }
  return tables;
}

/** The target of INSERT, UPDATE and DELETE is a RangeVar without its type's name around it. */
function relationsIn(tree: unknown): readonly unknown[] {
  const targets = ["InsertStmt", "UpdateStmt", "DeleteStmt"].flatMap((type) => [...nodesOf(tree, type)]);
  return [tree, ...targets.map(({ relation }) => ({ RangeVar: relation }))];
}

function* compared(tree: unknown, tables: ReadonlyMap<string, string>): Generator<ParameterColumn> {
  for (const { lexpr, rexpr } of nodesOf(tree, "A_Expr"))
    for (const [one, other] of [
      [lexpr, rexpr],
      [rexpr, lexpr],
    ]) {
      const column = columnOf(one);
      const table = column && tableOf(column, tables);
      if (column === undefined || table === undefined) continue;
      for (const parameter of parametersOf(other)) yield { parameter, table, column: column.at(-1) ?? "" };
    }
}

function tableOf(column: readonly string[], tables: ReadonlyMap<string, string>): string | undefined {
  const [qualifier] = column.slice(-2, -1);
  if (qualifier !== undefined) return tables.get(qualifier);
  return tables.size === 1 ? [...tables.values()][0] : undefined;
}

function columnOf(node: unknown): readonly string[] | undefined {
  const fields = isTree(node) && isTree(node.ColumnRef) ? node.ColumnRef.fields : undefined;
  if (!Array.isArray(fields)) return undefined;
  const names = fields.flatMap((field: unknown) =>
    isTree(field) && isTree(field.String) ? [String(field.String.sval)] : [],
  );
  return names.length === fields.length && names.length > 0 ? names : undefined;
}

/** A parameter itself, or a list of them; what is cast or computed is converted. */
function parametersOf(node: unknown): readonly number[] {
  if (!isTree(node)) return [];
  if (isTree(node.ParamRef)) return [Number(node.ParamRef.number)];
  const items = isTree(node.List) ? node.List.items : undefined;
  return Array.isArray(items) ? items.flatMap(parametersOf) : [];
}

function* written(tree: unknown): Generator<ParameterColumn> {
  for (const { relation, targetList } of nodesOf(tree, "UpdateStmt"))
    for (const { name, val } of nodesOf(targetList, "ResTarget")) yield* to(relation, name, val);
  for (const insert of nodesOf(tree, "InsertStmt")) yield* inserted(insert);
}

function* inserted({ relation, cols, selectStmt }: Tree): Generator<ParameterColumn> {
  const columns = [...nodesOf(cols, "ResTarget")].map(({ name }) => name);
  for (const { valuesLists } of nodesOf(selectStmt, "SelectStmt"))
    for (const { items } of nodesOf(valuesLists, "List"))
      for (const [at, value] of (Array.isArray(items) ? items : []).entries()) yield* to(relation, columns[at], value);
}

function* to(relation: unknown, column: unknown, value: unknown): Generator<ParameterColumn> {
  const table = isTree(relation) ? text(relation.relname) : undefined;
  const name = text(column);
  if (table === undefined || name === undefined) return;
  for (const parameter of parametersOf(value)) yield { parameter, table, column: name };
}
