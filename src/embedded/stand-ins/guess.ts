// The result of a function of which only a call is known: as what stands around the call asks, or else one after the other.

import { isTree, strings, type Tree } from "../../sql/parse.ts";

const usual = ["text", "boolean", "numeric", "float8", "integer", "bigint", "timestamptz", "jsonb", "uuid", "bytea"];

const conditions = new Set(["whereClause", "havingClause", "whenClause", "qual", "with_check", "quals"]);

/**
 * Types in the order in which they are tried.
 * @param tree the statement with the call
 * @param given the types of the call's arguments: many functions give what they are given
 */
export function resultsOf(tree: unknown, name: string, given: readonly string[]): readonly string[] {
  const around = [...placesOf(tree, name, [])].flatMap(asked);
  return [...new Set([...around, ...usual, ...given.filter((type) => !type.includes("=>"))])];
}

/** From the inside out: each node above a call, with the field in which the one below stands. */
type Place = readonly (readonly [field: string, node: Tree])[];

function* placesOf(tree: unknown, name: string, above: Place): Generator<Place> {
  if (Array.isArray(tree)) for (const each of tree) yield* placesOf(each, name, above);
  if (!isTree(tree)) return;
  for (const [field, value] of Object.entries(tree)) {
    const isCall = field === "FuncCall" && isTree(value) && strings(value.funcname).at(-1) === name;
    if (isCall) yield above;
    yield* placesOf(value, name, [[field, tree], ...above]);
  }
}

function asked(place: Place): string[] {
  const [field = "", node = {}] = place[0] ?? [];
  if (field === "function" || field === "functions") return ["setof record"];
  if (conditions.has(field)) return ["boolean"];
  if (field === "args" && node.boolop !== undefined) return ["boolean"];
  if (field !== "raw_expr") return [];
  if (node.contype === "CONSTR_CHECK") return ["boolean"];
  const column = place.find(([, each]) => isTree(each.typeName))?.[1];
  return isTree(column?.typeName) ? [typeText(column.typeName)] : [];
}

function typeText(type: Tree): string {
  const name = strings(type.names)
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join(".");
  return name + (Array.isArray(type.arrayBounds) ? "[]" : "");
}
