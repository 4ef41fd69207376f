// One form for all spellings of one meaning: a parse tree in which each node was rewritten, from the inside out. Two trees of one form
// mean the same; two that differ may mean the same too.

import { nodeOf, places } from "../expression.ts";
import { isTree, type Tree } from "../parse.ts";
import { assigned } from "./assigned.ts";
import type { Rewriting, Scope } from "./rewriting.ts";
import { isTypeForm, type TypeForm, typeForm, withoutPlaces } from "./types.ts";

export interface Reading {
  readonly scope: Scope;
  readonly rewritings: readonly Rewriting[];
  /** The type of the column that the one expression of a SELECT goes into. */
  readonly into?: TypeForm | undefined;
}

export function meaningOf(statements: readonly unknown[], { into, ...reading }: Reading): unknown {
  const read = statements.map((statement) => formOf(statement, reading));
  if (into === undefined) return read;
  return read.map((statement) => withTarget(statement, (value) => assigned(value, into, reading.scope)));
}

function withTarget(statement: unknown, change: (value: Tree) => Tree): unknown {
  const select = nodeOf(statement, "SelectStmt");
  if (!Array.isArray(select?.targetList)) return statement;
  const targetList = select.targetList.map((target: unknown) => {
    const result = nodeOf(target, "ResTarget");
    return result !== undefined && isTree(result.val) ? { ResTarget: { ...result, val: change(result.val) } } : target;
  });
  return { SelectStmt: { ...select, targetList } };
}

function formOf(tree: unknown, reading: Reading): unknown {
  if (Array.isArray(tree)) return tree.map((each) => formOf(each, reading));
  if (!isTree(tree)) return tree;
  const parts = Object.entries(tree).filter(([field]) => !places.has(field));
  const read = Object.fromEntries(parts.map(([field, value]) => [field, partOf(field, value, reading)]));
  const node = inParameter(read, reading.scope);
  for (const { rewrite } of reading.rewritings) {
    const next = rewrite(node, reading.scope);
    // What it is made of may be new as well.
    if (next !== undefined) return formOf(next, reading);
  }
  return node;
}

const ofTypes: ReadonlySet<string> = new Set(["argType", "returnType", "typmods", "arrayBounds", "modifiers"]);
const numbered: ReadonlySet<string> = new Set(["groupClause", "sortClause"]);

function partOf(field: string, value: unknown, reading: Reading): unknown {
  if (field === "typeName" && isTree(value) && !isTypeForm(value)) return typeForm(value) ?? withoutPlaces(value);
  if (field === "typeName" || ofTypes.has(field)) return withoutPlaces(value);
  // The number of a column is no constant.
  if (!numbered.has(field) || !Array.isArray(value)) return formOf(value, reading);
  return value.map((each) => (isNumber(each) ? withoutPlaces(each) : formOf(each, reading)));
}

function isNumber(tree: unknown): boolean {
  const node = nodeOf(tree, "SortBy")?.node ?? tree;
  return nodeOf(node, "A_Const") !== undefined;
}

/** The default of a function's argument goes into the argument. */
function inParameter(node: Tree, scope: Scope): Tree {
  const parameter = nodeOf(node, "FunctionParameter");
  const type = isTree(parameter?.argType) ? typeForm(parameter.argType) : undefined;
  if (parameter === undefined || type === undefined || !isTree(parameter.defexpr)) return node;
  return { FunctionParameter: { ...parameter, defexpr: assigned(parameter.defexpr, type, scope) } };
}
