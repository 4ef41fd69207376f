// What a parse tree asks when it is run: the functions that it calls, what the grammar itself asks, relations and columns by name,
// and constants that are the present once they are dates.

import { isTree, nodesOf, type Tree } from "../../sql/parse.ts";

/** A constant of `'today'` and its like, as a name. */
const constant = "today";

export function asksOf(tree: unknown): string[] {
  const lastOf = (name: unknown) => String([...nodesOf([name], "String")].at(-1)?.sval ?? "");
  const calls = [...nodesOf(tree, "FuncCall")]
    .filter((call) => !asksVersion(call))
    .map(({ funcname }) => lastOf(funcname));
  const values = [...nodesOf(tree, "SQLValueFunction")].map(({ op }) => String(op));
  const relations = [...nodesOf(tree, "RangeVar")].map(({ relname }) => String(relname));
  const columns = [...nodesOf(tree, "ColumnRef")].map(({ fields }) => lastOf(fields));
  const samples = [...nodesOf(tree, "RangeTableSample")].map(() => "tablesample");
  const presents = constantsIn(tree).some(isPresent) ? [constant] : [];
  return [...calls, ...values, ...relations, ...columns, ...samples, ...presents];
}

/** Of a definition: only what is worked out when it is made, and kept as a value. */
export function asksAtOnce(tree: unknown): string[] {
  const bounds = ["partbound", "PartitionBoundSpec", "bound"].flatMap((type) => [...nodesOf(tree, type)]);
  // Any function may ask whatever it wants, and pg_dump writes none there.
  const calls = !nodesOf(bounds, "FuncCall").next().done;
  const presents = calls || constantsIn(tree).some(isPresent) ? [constant] : [];
  return [...bounds.flatMap(asksOf), ...presents];
}

const ofProgram = new Set<unknown>(["server_version_num", "server_version"]);

/** The embedded PostgreSQL's own version, which a remembered catalog is known by. */
function asksVersion({ funcname, args }: Tree): boolean {
  const name = [...nodesOf([funcname], "String")].at(-1)?.sval;
  const [setting] = [...nodesOf([args], "A_Const")];
  return name === "current_setting" && isTree(setting?.sval) && ofProgram.has(setting.sval.sval);
}

/** But for those that are said to be text, as pg_dump writes them. */
function constantsIn(tree: unknown): string[] {
  if (Array.isArray(tree)) return tree.flatMap(constantsIn);
  if (!isTree(tree)) return [];
  if (isTree(tree.TypeCast) && isText(tree.TypeCast.typeName)) return [];
  if (isTree(tree.A_Const)) return isTree(tree.A_Const.sval) ? [String(tree.A_Const.sval.sval ?? "")] : [];
  return Object.values(tree).flatMap(constantsIn);
}

const ofText = new Set<unknown>(["text", "varchar", "bpchar", "name", "citext"]);

function isText(type: unknown): boolean {
  const names = [...nodesOf(isTree(type) ? type.names : undefined, "String")];
  return ofText.has(names.at(-1)?.sval);
}

const isPresent = (text: string) => /^\s*(?:now|today|tomorrow|yesterday)\b/i.test(text);
