// Whether two pieces of SQL have one parse tree, but for the qualifiers that PostgreSQL 16 no longer writes for a query's
// columns where its FROM has one relation. For what no server can be made to read.

import { isDeepStrictEqual } from "node:util";
import { normalForm } from "../../sql/expression.ts";
import { parseStatements } from "../../sql/parse.ts";
import { withoutQualifiers } from "../../sql/qualifiers.ts";

/** `loadParser` must have been awaited. */
export function haveOneParseTree(one: string, other: string): boolean {
  const [tree, otherTree] = [one, other].map((sql) => {
    const statements = parseStatements(sql);
    return statements && normalForm(withoutQualifiers(statements));
  });
  return tree !== undefined && isDeepStrictEqual(tree, otherTree);
}
