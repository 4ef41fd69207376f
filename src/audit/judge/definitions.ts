// PostgreSQL looks up the types in DDL only when it runs it, which nobody does here: they are looked up for it.

import { isTree, nodesOf } from "../../sql/parse.ts";
import type { Refused } from "./answer.ts";
import type { SchemaDatabase } from "./database.ts";
import type { Parsed } from "./parsed.ts";
import { fromBytes } from "./words.ts";

const definitions = ["CreateStmt", "AlterTableStmt", "CreateFunctionStmt", "CreateDomainStmt", "CompositeTypeStmt"];

/** Names that the grammar itself knows as types of columns. */
const pseudo = new Set(["serial", "serial2", "serial4", "serial8", "smallserial", "bigserial"]);

/** The first type that is not there, in PostgreSQL's own words. */
export async function definitionRefused({ tree, sql }: Parsed, database: SchemaDatabase): Promise<Refused | undefined> {
  if (!definitions.some((type) => isTree(tree?.[type]))) return undefined;
  const { types } = database.facts;
  for (const typeName of typeNames(tree)) {
    const names = [...nodesOf(typeName.names, "String")].map(({ sval }) => String(sval));
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
