// PostgreSQL does not read all of what it prints as what it printed: of `(ARRAY['a'::character varying])::text[]` it casts each
// element, and then prints that. With the array's own type between, it reads the list as it was, and prints it so again.

import { nodeOf } from "../sql/expression.ts";
import { identifiers } from "../sql/identifier.ts";
import { isTree, nodesOf, parseStatements, strings, type Tree } from "../sql/parse.ts";

/** The statement that, when it is run, is printed as its parts were. `loadParser` must have been awaited. */
export function asPrinted(sql: string): string {
  if (!sql.includes("ARRAY[") || !sql.includes("])::")) return sql;
  const places = [...nodesOf(parseStatements(sql), "TypeCast")].flatMap(insertionIn).sort((a, b) => b.at - a.at);
  const bytes = Buffer.from(sql);
  const pieces: string[] = [];
  let end = bytes.length;
  for (const { at, text } of places) {
    pieces.unshift(text + bytes.subarray(at, end).toString());
    end = at;
  }
  return bytes.subarray(0, end).toString() + pieces.join("");
}

interface Insertion {
  /** In bytes. */
  readonly at: number;
  readonly text: string;
}

function insertionIn(cast: Tree): Insertion[] {
  const array = nodeOf(cast.arg, "A_ArrayExpr");
  const target = typeNamed(cast.typeName);
  const elements = Array.isArray(array?.elements) ? array.elements : [];
  const types = new Set(elements.map((each) => typeNamed(nodeOf(each, "TypeCast")?.typeName)));
  const [type] = types;
  if (array === undefined || target === undefined || types.size !== 1 || type === undefined || type === target)
    return [];
  return [{ at: Number(array.list_end ?? 0) + 1, text: `::${type}[]` }];
}

/** Undefined where it has a modifier. */
function typeNamed(type: unknown): string | undefined {
  if (!isTree(type) || type.typmods !== undefined) return undefined;
  const names = strings(type.names);
  return names.at(-1) === "varchar" && names.length === 2 ? "character varying" : identifiers(...names);
}
