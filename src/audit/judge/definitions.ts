// PostgreSQL looks up the types in DDL only when it runs it, which nobody does here: they are looked up for it.

import { isTree, nodesOf, strings, type Tree } from "../../sql/parse.ts";
import type { Refused } from "../statement/answer.ts";
import type { Facts } from "../statement/facts.ts";
import { fromBytes } from "../statement/words.ts";
import type { SchemaDatabase } from "./database.ts";
import type { Parsed } from "./parsed.ts";

const definitions = ["CreateStmt", "AlterTableStmt", "CreateFunctionStmt", "CreateDomainStmt", "CompositeTypeStmt"];

/** Names that the grammar itself knows as types of columns. */
const pseudo = new Set(["serial", "serial2", "serial4", "serial8", "smallserial", "bigserial"]);

/** The first type that is not there, in PostgreSQL's own words. */
export function definitionRefused({ tree, sql }: Parsed, { facts }: SchemaDatabase): Refused | undefined {
  if (isTree(tree?.IndexStmt)) return unknownFunction(tree.IndexStmt, sql, facts);
  if (!definitions.some((type) => isTree(tree?.[type]))) return undefined;
  const { types } = facts;
  for (const typeName of typeNames(tree)) {
    const names = strings(typeName.names);
    const name = names.at(-1) ?? "";
    if (name === "" || types.has(name) || pseudo.has(name) || typeName.pct_type === true) continue;
    const location = Number(typeName.location ?? 0);
    return {
      code: "42704",
      message: `type "${names.join(".")}" does not exist`,
      at: fromBytes(sql)(location),
    };
  }
  return undefined;
}

function* typeNames(tree: unknown) {
  for (const field of ["typeName", "TypeName", "returnType", "argType"])
    for (const typeName of nodesOf(tree, field)) yield typeName;
}

/** MySQL's index of a prefix, `(note(20))`, is a call of a function to PostgreSQL. */
function unknownFunction(statement: Tree, sql: string, { functions }: Facts): Refused | undefined {
  for (const call of nodesOf(statement.indexParams, "FuncCall")) {
    const names = strings(call.funcname);
    if (functions.has(names.at(-1) ?? "")) continue;
    const at = fromBytes(sql)(Number(call.location ?? 0));
    return {
      code: "42883",
      message: `function ${names.join(".")}(${isPrefix(call) ? "integer" : "unknown"}) does not exist`,
      at,
    };
  }
  return undefined;
}

const isPrefix = (call: Tree) => [...nodesOf(call.args, "ival")].length > 0;
