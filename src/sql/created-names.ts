// The name of what a statement creates, without its schema: enough to find where something that is missing would come from.

import { isTree, nodesOf, parseStatements, type Tree } from "./parse.ts";

const relation = (field: string) => (tree: Tree) => (isTree(tree[field]) ? tree[field].relname : undefined);
const last = (field: string) => (tree: Tree) => [...nodesOf(tree[field], "String")].at(-1)?.sval;
const plain = (field: string) => (tree: Tree) => tree[field];

const nameIn: Readonly<Record<string, (tree: Tree) => unknown>> = {
  CreateStmt: relation("relation"),
  ViewStmt: relation("view"),
  CreateTableAsStmt: ({ into }) => (isTree(into) && isTree(into.rel) ? into.rel.relname : undefined),
  CreateSeqStmt: relation("sequence"),
  CompositeTypeStmt: relation("typevar"),
  CreateForeignTableStmt: ({ base }) => (isTree(base) && isTree(base.relation) ? base.relation.relname : undefined),
  CreateEnumStmt: last("typeName"),
  CreateRangeStmt: last("typeName"),
  CreateDomainStmt: last("domainname"),
  CreateFunctionStmt: last("funcname"),
  DefineStmt: last("defnames"),
  CreateSchemaStmt: plain("schemaname"),
  CreateForeignServerStmt: plain("servername"),
  CreateFdwStmt: plain("fdwname"),
  IndexStmt: plain("idxname"),
};

/** The parser must be loaded. Empty for what creates nothing that others name. */
export function createdNames(sql: string): string[] {
  return (parseStatements(sql) ?? []).flatMap((node) => {
    const [type = "", tree] = Object.entries(node)[0] ?? [];
    const name = isTree(tree) ? nameIn[type]?.(tree) : undefined;
    // ALTER TABLE … ADD COLUMN may bring what is missing, too.
    const columns = [...nodesOf(type === "AlterTableStmt" ? tree : undefined, "ColumnDef")].map(
      ({ colname }) => colname,
    );
    return [name, ...columns].filter((each) => typeof each === "string");
  });
}
