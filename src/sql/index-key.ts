// One key of an index as PostgreSQL prints it, taken apart by PostgreSQL's own parser.

import { constantOf, nodeOf, remembered, withoutAnyCast } from "./expression.ts";
import { isTree, nodesOf, parseStatements, strings, type Tree } from "./parse.ts";

export interface IndexKey {
  /** The column, where the key is no expression. */
  readonly column?: string;
  readonly expression?: Tree;
  /** Every column that it reads. */
  readonly reads: readonly string[];
  readonly operators?: string;
  /** It has a collation or operator class that is not the column's own. */
  readonly isPlain: boolean;
}

/** Undefined where PostgreSQL's grammar refuses it. PostgreSQL's parser is loaded by then. */
export const parseIndexKey = remembered((key: string): IndexKey | undefined => {
  const [element, ...more] = nodesOf(parseStatements(`CREATE INDEX ON t (${key})`), "IndexElem");
  if (element === undefined || more.length > 0) return undefined;
  const operators = lastName(element.opclass);
  const isPlain = element.opclass === undefined && element.collation === undefined;
  const of = { ...(operators !== undefined && { operators }), isPlain };
  if (typeof element.name === "string") return { column: element.name, reads: [element.name], ...of };
  return isTree(element.expr) ? { expression: element.expr, reads: columnsIn(element.expr), ...of } : undefined;
});

const lastName = (list: unknown) => strings(list).at(-1);

/** The columns that an expression names. */
export function columnsIn(tree: unknown): string[] {
  return [...nodesOf(tree, "ColumnRef")].map(({ fields }) => lastName(fields) ?? "*");
}

/** The column whose first letters are the key: `left(column, n)`, `substr(column, 1, n)`. */
export function prefixedColumn({ expression }: IndexKey): string | undefined {
  const call = nodeOf(expression, "FuncCall");
  const name = lastName(call?.funcname) ?? "";
  const [text, ...numbers] = Array.isArray(call?.args) ? call.args : [];
  const [first, ...rest] = numbers.map((each) => (isTree(each) ? Number(numberOf(each)) : Number.NaN));
  const isLeft = name === "left" && rest.length === 0 && (first ?? 0) > 0;
  const isStart = (name === "substr" || name === "substring") && first === 1 && (rest[0] ?? 0) > 0;
  const column = isTree(text) ? nodeOf(withoutAnyCast(text), "ColumnRef") : undefined;
  return isLeft || isStart ? lastName(column?.fields) : undefined;
}

function numberOf(tree: Tree): string | undefined {
  const constant = constantOf(tree);
  return constant && "number" in constant ? constant.number : undefined;
}
