// What a PL/pgSQL body does, from PostgreSQL's own parse tree of it: only one that stamps columns with the present is understood.

import { isNow, parseExpression } from "./expression.ts";
import { nameOfToken } from "./names.ts";
import { isTree, nodesOf, parseFunction, type Tree, tokens } from "./parse.ts";

/**
 * The columns that a trigger function sets to the start of the transaction, sorted, if that is all that it does:
 * `NEW.updated_at = now();`, any number of times, then `RETURN NEW;`, with no variable of its own.
 */
export function stampedColumns(body: string): readonly string[] | undefined {
  const [routine] = nodesOf(parseFunction(body), "PLpgSQL_function");
  const [block] = nodesOf(routine?.action, "PLpgSQL_stmt_block");
  const datums = routine?.datums;
  const statements: unknown = block?.body;
  if (!Array.isArray(statements) || !Array.isArray(datums) || block?.exceptions !== undefined) return undefined;
  if (routine?.aliases !== undefined || !datums.every(isBuiltIn)) return undefined;
  const [last, ...others] = statements.toReversed() as unknown[];
  const columns = others.map((statement) => stamped(statement, datums));
  if (!returnsNew(last, datums) || columns.length === 0 || columns.includes(undefined)) return undefined;
  return [...new Set(columns.filter((column) => column !== undefined))].sort();
}

/** What a declaration makes has the line of it, and may call anything for its first value. Fields of NEW are made by their use. */
function isBuiltIn(datum: unknown): boolean {
  if (!isTree(datum) || memberOf(datum) !== undefined) return isTree(datum);
  const variable = datum.PLpgSQL_rec ?? datum.PLpgSQL_var;
  const ofDeclaration = ["lineno", "default_val", "cursor_explicit_expr", "isconst", "notnull"];
  return isTree(variable) && ofDeclaration.every((field) => variable[field] === undefined);
}

function returnsNew(statement: unknown, datums: readonly unknown[]): boolean {
  const returned = isTree(statement) ? statement.PLpgSQL_stmt_return : undefined;
  return isTree(returned) && returned.expr === undefined && recordOf(datums[Number(returned.retvarno ?? -1)]) === "new";
}

/** The column in `NEW.column = now()`. */
function stamped(statement: unknown, datums: readonly unknown[]): string | undefined {
  const assignment =
    isTree(statement) && isTree(statement.PLpgSQL_stmt_assign) ? statement.PLpgSQL_stmt_assign : undefined;
  const field = memberOf(datums[Number(assignment?.varno ?? -1)]);
  const [expression] = nodesOf(assignment, "PLpgSQL_expr");
  if (field === undefined || recordOf(datums[Number(field.recparentno ?? 0)]) !== "new") return undefined;
  const column = String(field.fieldname);
  const value = parseExpression(assignedTo(column, String(expression?.query ?? "")));
  return value !== undefined && isNow(value) ? column : undefined;
}

const memberOf = (datum: unknown): Tree | undefined =>
  isTree(datum) && isTree(datum.PLpgSQL_recfield) ? datum.PLpgSQL_recfield : undefined;

const recordOf = (datum: unknown): unknown =>
  isTree(datum) && isTree(datum.PLpgSQL_rec) ? datum.PLpgSQL_rec.refname : undefined;

/** What stands behind the `=` or `:=` of `NEW.column := value`; nothing where a part of the column is assigned. */
function assignedTo(column: string, assignment: string): string {
  const [record, dot, field, operator] = tokens(assignment) ?? [];
  if (record === undefined || field === undefined || operator === undefined) return "";
  const isWhole = nameOfToken(record.text) === "new" && dot?.text === "." && nameOfToken(field.text) === column;
  const assigns = operator.text === "=" || operator.text === ":=";
  return isWhole && assigns ? Buffer.from(assignment).subarray(operator.end).toString() : "";
}
