// What an expression or a type that PostgreSQL printed says, from its parse tree. Undefined wherever that is not certain.

import { isTree, nodesOf, parseStatements, strings, type Tree } from "./parse.ts";

/** The parse tree of one expression: a node, as `{ A_Const: … }`. Undefined where the text says more: a FROM, an alias, a second. */
export const parseExpression = remembered((text: string): Tree | undefined => {
  const [statement, ...more] = parseStatements(`SELECT ${text}`) ?? [];
  const { targetList, limitOption, op, ...clauses } = nodeOf(statement, "SelectStmt") ?? {};
  const [target, ...others] = Array.isArray(targetList) ? targetList : [];
  const { val, location: _, ...alias } = nodeOf(target, "ResTarget") ?? {};
  const isPlain = limitOption === "LIMIT_OPTION_DEFAULT" && op === "SETOP_NONE";
  const says = more.length + others.length + Object.keys(clauses).length + Object.keys(alias).length;
  return isPlain && says === 0 && isTree(val) ? val : undefined;
});

export interface SqlType {
  /** `int8`, `timestamptz`; with its schema where it is not pg_catalog's. */
  readonly name: string;
  /** What stands in parentheses behind the name. */
  readonly modifiers: readonly number[];
  readonly dimensions: number;
}

export const parseType = remembered((text: string): SqlType | undefined => {
  const [cast] = nodesOf(parseStatements(`SELECT NULL::${text}`), "TypeCast");
  return isTree(cast?.typeName) ? typeOf(cast.typeName) : undefined;
});

/** Thousands of columns have a few types and defaults between them. Bounded, as a database can have any. */
export function remembered<T>(parse: (text: string) => T): (text: string) => T {
  const results = new Map<string, T>();
  return (text) => {
    const cached = results.get(text);
    if (cached !== undefined || results.has(text)) return cached as T;
    const parsed = parse(text);
    if (results.size < 10_000) results.set(text, parsed);
    return parsed;
  };
}

function typeOf(typeName: Tree): SqlType {
  return {
    name: strings(typeName.names)
      .filter((part, at) => at > 0 || part !== "pg_catalog")
      .join("."),
    modifiers: [...nodesOf(typeName.typmods, "ival")].map(({ ival }) => Number(ival ?? 0)),
    dimensions: Array.isArray(typeName.arrayBounds) ? typeName.arrayBounds.length : 0,
  };
}

/** The one node in `{ A_Const: … }`, if it is of this type. */
export function nodeOf(tree: unknown, type: string): Tree | undefined {
  return isTree(tree) && isTree(tree[type]) ? tree[type] : undefined;
}

/**
 * The expression without the casts around it that go to one of these types. A cast with a modifier or to an array is kept:
 * `'abcdef'::varchar(3)` is `'abc'`.
 */
export function withoutCasts(tree: Tree, types: readonly string[]): Tree {
  const cast = nodeOf(tree, "TypeCast");
  if (cast === undefined || !isTree(cast.arg) || !isTree(cast.typeName)) return tree;
  const { name, modifiers, dimensions } = typeOf(cast.typeName);
  const says = modifiers.length > 0 || dimensions > 0 || cast.typeName.typmods !== undefined;
  return !says && types.includes(name) ? withoutCasts(cast.arg, types) : tree;
}

/** A cast taken apart: what is cast, and to which type, with its schema where it is not pg_catalog's. */
export function castOf(tree: Tree): { readonly arg: Tree; readonly type: string } | undefined {
  const cast = nodeOf(tree, "TypeCast");
  return cast !== undefined && isTree(cast.arg) && isTree(cast.typeName)
    ? { arg: cast.arg, type: typeOf(cast.typeName).name }
    : undefined;
}

/** The expression without any cast around it: only to see whether NULL is left. */
export function withoutAnyCast(tree: Tree): Tree {
  const arg = nodeOf(tree, "TypeCast")?.arg;
  return isTree(arg) ? withoutAnyCast(arg) : tree;
}

/**
 * The tree without places, and with the cast of an array constructor put on its elements, as PostgreSQL itself does when it
 * reads its own dump: `ARRAY[a, b]::text[]` is `ARRAY[a::text, b::text]`.
 */
export function normalForm(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(normalForm);
  if (!isTree(tree)) return tree;
  const cast = nodeOf(tree, "TypeCast");
  const array = nodeOf(cast?.arg, "A_ArrayExpr");
  const type = cast !== undefined && isTree(cast.typeName) ? cast.typeName : undefined;
  if (array !== undefined && type !== undefined && typeOf(type).dimensions === 1 && isListOfConstants(array.elements)) {
    const { arrayBounds: _, ...element } = type;
    const elements = array.elements.map((arg: unknown) => ({ TypeCast: { arg, typeName: element } }));
    return normalForm({ A_ArrayExpr: { ...array, elements } });
  }
  const fields = Object.entries(tree).filter(([field]) => !places.has(field));
  return Object.fromEntries(fields.map(([field, value]) => [field, normalForm(value)]));
}

/** Only then is the cast of the list that of each element: an element could be an array itself. */
function isListOfConstants(elements: unknown): elements is readonly Tree[] {
  const isConstant = (tree: unknown): boolean => {
    const cast = nodeOf(tree, "TypeCast");
    if (cast === undefined) return nodeOf(tree, "A_Const") !== undefined;
    return isTree(cast.typeName) && typeOf(cast.typeName).dimensions === 0 && isConstant(cast.arg);
  };
  return Array.isArray(elements) && elements.every(isConstant);
}

/** Where in the text each node stood. */
export const places: ReadonlySet<string> = new Set([
  "location",
  "list_start",
  "list_end",
  "stmt_len",
  "stmt_location",
  "rexpr_list_start",
  "rexpr_list_end",
]);

export type Constant =
  | { readonly null: true }
  | { readonly string: string }
  | { readonly number: string }
  | { readonly boolean: boolean };

export function constantOf(tree: Tree): Constant | undefined {
  const constant = nodeOf(tree, "A_Const");
  if (constant === undefined) return undefined;
  if (constant.isnull === true) return { null: true };
  if (isTree(constant.sval)) return { string: String(constant.sval.sval ?? "") };
  // The parse tree leaves out zero and false.
  if (isTree(constant.ival)) return { number: String(constant.ival.ival ?? 0) };
  if (isTree(constant.fval)) return { number: String(constant.fval.fval) };
  if (isTree(constant.boolval)) return { boolean: constant.boolval.boolval === true };
  return undefined;
}

/** Is it the start of the transaction: `now()`, `CURRENT_TIMESTAMP`, `transaction_timestamp()`? */
export function isNow(tree: Tree): boolean {
  const value = nodeOf(tree, "SQLValueFunction");
  if (value !== undefined) return value.op === "SVFOP_CURRENT_TIMESTAMP";
  const call = nodeOf(tree, "FuncCall");
  // Nothing but its name: no arguments, no FILTER, no OVER.
  if (call === undefined || Object.keys(call).some((field) => !["funcname", "funcformat", "location"].includes(field)))
    return false;
  const name = strings(call.funcname).join(".");
  return name === "now" || name === "transaction_timestamp";
}

/** Is it `nextval('…'::regclass)` and nothing else? */
export function isNextval(tree: Tree): boolean {
  const call = nodeOf(tree, "FuncCall");
  const [sequence, ...more] = Array.isArray(call?.args) ? call.args : [];
  const cast = nodeOf(sequence, "TypeCast");
  const names =
    isTree(cast?.typeName) &&
    typeOf(cast.typeName).name === "regclass" &&
    nodeOf(cast.arg, "A_Const")?.sval !== undefined;
  return strings(call?.funcname).join(".") === "nextval" && names && more.length === 0;
}

export interface Membership {
  readonly column: string;
  readonly labels: readonly string[];
}

const textTypes = ["text", "varchar"];
const flagTypes = ["bool", "int2", "int4", "int8"];

/**
 * The column and the strings, if the whole expression says that the one is among the others: `s IN ('a', 'b')` in each way in
 * which PostgreSQL prints it, on text and varchar columns.
 */
export function membershipOf(tree: Tree): Membership | undefined {
  const list = listing(tree, textTypes);
  const labels = list?.constants.flatMap((constant) => ("string" in constant ? [constant.string] : []));
  return list && labels?.length === list.constants.length ? { column: list.column, labels } : undefined;
}

/** The column, if the whole expression says that it is true or false: `flag IN (0, 1)`, `flag IN (true, false)`. */
export function flagOf(tree: Tree): string | undefined {
  const list = listing(tree, flagTypes);
  const truths = list?.constants.map((constant) =>
    "boolean" in constant ? constant.boolean : "number" in constant ? (truthOf[constant.number] ?? null) : null,
  );
  return truths?.includes(true) && truths.includes(false) && !truths.includes(null) ? list?.column : undefined;
}

const truthOf: Readonly<Record<string, boolean>> = { "0": false, "1": true };

interface Listing {
  readonly column: string;
  readonly constants: readonly Constant[];
}

/** A column that is compared with constants, and with nothing else; casts to these types change none of them. */
function listing(tree: Tree, types: readonly string[]): Listing | undefined {
  const either = nodeOf(tree, "BoolExpr");
  if (either?.boolop === "OR_EXPR" && Array.isArray(either.args))
    return union(either.args.map((arm) => isTree(arm) && listing(arm, types)));
  const comparison = nodeOf(tree, "A_Expr");
  if (comparison === undefined || strings(comparison.name).join() !== "=" || !isTree(comparison.lexpr))
    return undefined;
  const column = columnOf(withoutCasts(comparison.lexpr, types));
  const values =
    comparison.kind === "AEXPR_OP_ANY"
      ? elements(comparison.rexpr, types)
      : comparison.kind === "AEXPR_OP"
        ? [comparison.rexpr]
        : undefined;
  const literals = values?.map((value) => (isTree(value) ? constantOf(withoutCasts(value, types)) : undefined));
  const constants = literals?.filter((constant) => constant !== undefined);
  return column !== undefined && constants?.length === literals?.length && constants
    ? { column, constants }
    : undefined;
}

function union(arms: readonly (Listing | undefined | false)[]): Listing | undefined {
  const [first] = arms;
  if (!first || !arms.every((arm) => arm && arm.column === first.column)) return undefined;
  return { column: first.column, constants: arms.flatMap((arm) => (arm ? arm.constants : [])) };
}

function columnOf(tree: Tree): string | undefined {
  const path = strings(nodeOf(tree, "ColumnRef")?.fields);
  return path.length === 1 ? path[0] : undefined;
}

function elements(tree: unknown, types: readonly string[]): readonly unknown[] | undefined {
  if (!isTree(tree)) return undefined;
  const array = nodeOf(withoutArrayCast(tree, types), "A_ArrayExpr");
  return Array.isArray(array?.elements) ? array.elements : undefined;
}

/** A list's own cast, as in `ARRAY['a'::varchar]::text[]`: to one of these types without a modifier, one dimension. */
function withoutArrayCast(tree: Tree, types: readonly string[]): Tree {
  const cast = nodeOf(tree, "TypeCast");
  if (cast === undefined || !isTree(cast.arg) || !isTree(cast.typeName)) return tree;
  const { name, dimensions } = typeOf(cast.typeName);
  const isPlain = dimensions === 1 && cast.typeName.typmods === undefined && types.includes(name);
  return isPlain ? withoutArrayCast(cast.arg, types) : tree;
}
