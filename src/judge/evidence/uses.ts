// What code that is stored does with a column: whether it takes it for one thing only, so that it says the same whichever of two
// types the column has. What it takes it for (an instant, a string) is the caller's to say.

import { nodeOf } from "../../sql/expression.ts";
import { isTree, nodesOf, strings, type Tree } from "../../sql/parse.ts";

export interface Scope {
  /** The column, and what it is called further out in a query. */
  readonly names: ReadonlySet<string>;
  /** May the column be compared with this, which does not read it? */
  readonly isPeer: (tree: Tree) => boolean;
  /** May a statement put this into the column? */
  readonly isStorable?: (tree: unknown) => boolean;
  /** Its value is handed on, as by a view, and is followed there; anywhere else it goes into something else. */
  readonly isHandedOn: boolean;
  /** The table that statements write to, by its bare name. */
  readonly table?: string;
}

/** Is it only handed on, sorted, grouped, tested for NULL, compared with its peers, and given what it may hold? */
export function isOnly(tree: unknown, scope: Scope): boolean {
  if (Array.isArray(tree)) return tree.every((each) => isOnly(each, scope));
  if (!isTree(tree)) return true;
  if ((nodeOf(tree, "PartitionElem") ?? nodeOf(tree, "ColumnRef")) !== undefined) return !reads(tree, scope.names);
  if (isRenamedByPlace(tree) || isMatchedByName(tree, scope) || isFramedByValue(tree, scope)) return false;
  if (isMixed(tree, scope) || !isWellWritten(tree, scope)) return false;
  if (isHarmless(tree, scope)) return true;
  return Object.entries(tree).every(([field, value]) => {
    const isListed = scope.isHandedOn && (field === "groupClause" || (scope.table !== undefined && rows.has(field)));
    return isOnly(isListed ? [value].flat().filter((each) => !isValue(each, scope)) : value, scope);
  });
}

/** A row of VALUES, the values of MERGE. */
const rows: ReadonlySet<string> = new Set(["items", "values"]);

function isHarmless(tree: Tree, scope: Scope): boolean {
  const [test, call, exists] = [nodeOf(tree, "NullTest"), nodeOf(tree, "FuncCall"), nodeOf(tree, "SubLink")];
  if (test !== undefined) return isValue(test.arg, scope);
  if (exists?.subLinkType === "EXISTS_SUBLINK") return isOnly(withoutTargets(exists.subselect), scope);
  if (nameOfCall(call) === "count") return argumentsOf(call).every((arg) => isValue(arg, scope)) && isBare(call);
  const sorted = nodeOf(tree, "SortBy")?.node;
  const handed = nodeOf(tree, "ResTarget")?.val ?? sorted;
  if (handed !== undefined) return scope.isHandedOn && (isValue(handed, scope) || isRow(handed));
  const comparison = nodeOf(tree, "A_Expr");
  if (comparison === undefined || !comparisons.has(`${comparison.kind} ${operatorOf(comparison)}`)) return false;
  const sides = [comparison.lexpr, nodeOf(comparison.rexpr, "List")?.items ?? comparison.rexpr].flat();
  return sides.every((side) => isValue(side, scope)) || sides.every(isRow);
}

const operators = ["=", "<>", "<", "<=", ">", ">="];
const comparisons = new Set([
  ...operators.map((operator) => `AEXPR_OP ${operator}`),
  "AEXPR_DISTINCT =",
  "AEXPR_NOT_DISTINCT =",
  "AEXPR_IN =",
  "AEXPR_IN <>",
  "AEXPR_BETWEEN BETWEEN",
  "AEXPR_OP_ANY =",
]);

/** The column itself, the first or last of several, or one of its peers. */
export function isValue(tree: unknown, scope: Pick<Scope, "names" | "isPeer">): boolean {
  if (!isTree(tree)) return false;
  const column = pathOf(tree)?.at(-1);
  if (column !== undefined && scope.names.has(column)) return true;
  const call = nodeOf(tree, "FuncCall");
  const isExtreme = ["min", "max"].includes(nameOfCall(call)) && isBare(call);
  const among = isExtreme ? argumentsOf(call) : (nodeOf(tree, "CoalesceExpr") ?? nodeOf(tree, "MinMaxExpr"))?.args;
  if (Array.isArray(among) && among.length > 0) return among.every((each) => isValue(each, scope));
  return !reads(tree, scope.names) && scope.isPeer(tree);
}

/** The column under its own name, and under those that this query gives it. */
export function namesOf(column: string, tree: unknown, isPeer: Scope["isPeer"]): ReadonlySet<string> {
  const names = new Set([column]);
  const isHanded = (val: unknown) => reads(val, names) && isValue(val, { names, isPeer });
  const targets = [...nodesOf(tree, "ResTarget")];
  const lists = [...nodesOf(tree, "RangeSubselect"), ...nodesOf(tree, "CommonTableExpr")];
  for (let before = 0; before !== names.size; ) {
    before = names.size;
    for (const { name, val } of targets) if (typeof name === "string" && isHanded(val)) names.add(name);
    for (const { alias, aliascolnames, subquery, ctequery } of lists) {
      const renamed = strings(isTree(alias) ? alias.colnames : aliascolnames);
      for (const arm of arms(subquery ?? ctequery))
        for (const [at, target] of targetsOf(arm).entries()) {
          const name = renamed[at];
          if (name !== undefined && isHanded(target)) names.add(name);
        }
    }
  }
  return names;
}

/** Does it name one of these columns, by itself, as the key of a partitioned table, or with its whole row? */
export function reads(tree: unknown, names: ReadonlySet<string>): boolean {
  for (const { name } of nodesOf(tree, "PartitionElem")) if (names.has(String(name))) return true;
  for (const reference of nodesOf(tree, "ColumnRef")) {
    const path = pathOf({ ColumnRef: reference });
    if (path === undefined || names.has(path.at(-1) ?? "")) return true;
  }
  return false;
}

/** Aliases that a table or a join gives its columns by their places. */
function isRenamedByPlace(tree: Tree): boolean {
  const alias = (nodeOf(tree, "RangeVar") ?? nodeOf(tree, "JoinExpr"))?.alias;
  return isTree(alias) && alias.colnames !== undefined;
}

/** `JOIN … USING (column)`: what is on the other side is not known here. */
function isMatchedByName(tree: Tree, { names }: Scope): boolean {
  return strings(nodeOf(tree, "JoinExpr")?.usingClause).some((name) => names.has(name));
}

/** `RANGE BETWEEN '1 day' PRECEDING …` adds to the value that it is sorted by. */
function isFramedByValue(tree: Tree, { names }: Scope): boolean {
  const range = 2; // FRAMEOPTION_RANGE of PostgreSQL's parsenodes.h
  const window = nodeOf(tree, "WindowDef") ?? (isTree(tree.over) ? tree.over : {});
  const isMoved = (window.startOffset ?? window.endOffset) !== undefined;
  return isMoved && (Number(window.frameOptions ?? 0) & range) !== 0 && reads(window.orderClause, names);
}

/** Of a UNION, the arms must agree: the type of one is what the others are cast to. */
function isMixed(tree: Tree, scope: Scope): boolean {
  const union = nodeOf(tree, "SelectStmt");
  if (union?.op === undefined || union.op === "SETOP_NONE") return false;
  const columns = arms(union).map(targetsOf);
  return (columns[0] ?? []).some((_, at) => {
    const values = columns.map((targets) => targets[at]);
    return reads(values, scope.names) && !values.every((value) => isValue(value, scope) || isNull(value));
  });
}

/** What INSERT, UPDATE and MERGE put into the column. */
function isWellWritten(tree: Tree, { names, table, isStorable }: Scope): boolean {
  if (isStorable === undefined) return true;
  const ofTable = (node: Tree | undefined) =>
    node !== undefined && isTree(node.relation) && node.relation.relname === table;
  const [insert, update, merge] = [nodeOf(tree, "InsertStmt"), nodeOf(tree, "UpdateStmt"), nodeOf(tree, "MergeStmt")];
  const isOurs = (name: unknown) => names.has(String(name));
  const isSet = ({ name, val }: Tree) => !isOurs(name) || isStorable(val);
  if (ofTable(update)) return [...nodesOf(update?.targetList, "ResTarget")].every(isSet);
  if (ofTable(merge))
    return [...nodesOf(merge?.mergeWhenClauses, "MergeWhenClause")].every(({ targetList, values }) => {
      const named = [...nodesOf(targetList, "ResTarget")];
      if (values === undefined) return named.every(isSet);
      return (
        Array.isArray(values) &&
        values.every((value, at) => !(named.length === 0 || isOurs(named[at]?.name)) || isStorable(value))
      );
    });
  if (!ofTable(insert) || insert === undefined) return true;
  const named = [...nodesOf(insert.cols, "ResTarget")];
  const conflict = isTree(insert.onConflictClause) ? [...nodesOf(insert.onConflictClause.targetList, "ResTarget")] : [];
  const rows = arms(insert.selectStmt).flatMap((arm) => {
    const lists = Array.isArray(arm.valuesLists)
      ? arm.valuesLists.map((list) => nodeOf(list, "List")?.items)
      : [targetsOf(arm)];
    return lists.map((values) => (Array.isArray(values) ? values : []));
  });
  return (
    conflict.every(isSet) &&
    rows.every((values) =>
      values.every((value, at) => !(named.length === 0 || isOurs(named[at]?.name)) || isStorable(value)),
    )
  );
}

/** The SELECTs that a set operation puts together; one alone where there is none. */
function arms(select: unknown): Tree[] {
  const own = nodeOf(select, "SelectStmt") ?? (isTree(select) ? select : undefined);
  if (own === undefined) return [];
  return isTree(own.larg) && isTree(own.rarg) ? [...arms(own.larg), ...arms(own.rarg)] : [own];
}

function targetsOf({ targetList }: Tree): unknown[] {
  return Array.isArray(targetList) ? targetList.map((target) => nodeOf(target, "ResTarget")?.val) : [];
}

function withoutTargets(select: unknown): unknown {
  const own = nodeOf(select, "SelectStmt");
  if (own === undefined || isTree(own.larg)) return select;
  const { targetList: _, ...rest } = own;
  return { SelectStmt: rest };
}

export const isNull = (tree: unknown): boolean => {
  const cast = nodeOf(tree, "TypeCast");
  return cast === undefined ? nodeOf(tree, "A_Const")?.isnull === true : isNull(cast.arg);
};

/** Undefined for a whole row: `t.*`. */
export function pathOf(tree: unknown): readonly string[] | undefined {
  const reference = nodeOf(tree, "ColumnRef");
  if (reference === undefined || !nodesOf(reference, "A_Star").next().done) return undefined;
  return strings(reference);
}

export const isRow = (tree: unknown) => nodeOf(tree, "ColumnRef") !== undefined && pathOf(tree) === undefined;

const operatorOf = ({ name }: Tree) => strings(name).join(".");

const nameOfCall = (call: Tree | undefined) => strings(call?.funcname).join(".");

const argumentsOf = (call: Tree | undefined): readonly unknown[] => (Array.isArray(call?.args) ? call.args : []);

/** An aggregate of all rows: without FILTER, OVER or an order of its own. */
const isBare = (call: Tree | undefined) =>
  ["agg_filter", "over", "agg_order"].every((field) => call?.[field] === undefined);
