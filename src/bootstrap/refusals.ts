// What a dump of a schema has no business to do: the cluster's own things, rows, and code that is run. By PostgreSQL's parse
// tree, so that no way of writing it down gets by.

import { SourceError } from "../errors.ts";
import type { Statement } from "../scripts/statement.ts";
import { isTree, loadParser, nodesOf, parseStatements } from "../sql/parse.ts";

const ofCluster =
  "changes the whole cluster, which bootstrap never does. Make the dump with pg_dump --schema-only --no-owner, and run this by hand.";
const ofRows = "changes rows, not the schema. Make the dump with pg_dump --schema-only, or remove the statement.";
const ofCode = "runs code, which a dump never contains. Remove it, and run it by hand.";

const refused: Readonly<Record<string, readonly [what: string, why: string]>> = {
  CreateRoleStmt: ["CREATE ROLE", ofCluster],
  AlterRoleStmt: ["ALTER ROLE", ofCluster],
  AlterRoleSetStmt: ["ALTER ROLE", ofCluster],
  DropRoleStmt: ["DROP ROLE", ofCluster],
  GrantRoleStmt: ["a GRANT of a role", ofCluster],
  ReassignOwnedStmt: ["REASSIGN OWNED", ofCluster],
  DropOwnedStmt: ["DROP OWNED", ofCluster],
  CreatedbStmt: ["CREATE DATABASE", ofCluster],
  AlterDatabaseStmt: ["ALTER DATABASE", ofCluster],
  AlterDatabaseSetStmt: ["ALTER DATABASE", ofCluster],
  AlterDatabaseRefreshCollStmt: ["ALTER DATABASE", ofCluster],
  DropdbStmt: ["DROP DATABASE", ofCluster],
  AlterSystemStmt: ["ALTER SYSTEM", ofCluster],
  CreateTableSpaceStmt: ["CREATE TABLESPACE", ofCluster],
  AlterTableSpaceOptionsStmt: ["ALTER TABLESPACE", ofCluster],
  AlterTableMoveAllStmt: ["ALTER … ALL IN TABLESPACE", ofCluster],
  DropTableSpaceStmt: ["DROP TABLESPACE", ofCluster],
  CopyStmt: ["COPY", ofRows],
  InsertStmt: ["INSERT", ofRows],
  UpdateStmt: ["UPDATE", ofRows],
  DeleteStmt: ["DELETE", ofRows],
  MergeStmt: ["MERGE", ofRows],
  TruncateStmt: ["TRUNCATE", ofRows],
  DoStmt: ["DO", ofCode],
  CallStmt: ["CALL", ofCode],
  PrepareStmt: ["PREPARE", ofCode],
  ExecuteStmt: ["EXECUTE", ofCode],
  ExplainStmt: ["EXPLAIN", ofCode],
  LoadStmt: ["LOAD", ofCode],
};

// A view, a rule and a body in SQL may hold these without running them; a query runs what it holds.
const running = ["SelectStmt", "CreateTableAsStmt"];
const rows = ["InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"];

const sharedObjects = new Set(["OBJECT_DATABASE", "OBJECT_ROLE", "OBJECT_TABLESPACE", "OBJECT_PARAMETER_ACL"]);
const aboutObjects = ["GrantStmt", "CommentStmt", "SecLabelStmt", "RenameStmt", "AlterOwnerStmt"];

/** @throws SourceError at the first statement that has no place in a dump of a schema */
export async function refuseForeign(statements: readonly Statement[], name: string): Promise<void> {
  await loadParser();
  for (const { sql, line } of statements) {
    // What PostgreSQL can't parse it can't run.
    for (const tree of parseStatements(sql) ?? []) {
      const [what, why] = refusalOf(tree) ?? [];
      if (what !== undefined) throw new SourceError(`${name}:${line}: ${what} ${why}`);
    }
  }
}

function refusalOf(tree: object): readonly [string, string] | undefined {
  const [[type, node] = ["", undefined]] = Object.entries(tree);
  if (refused[type] !== undefined) return refused[type];
  if (running.includes(type)) {
    const inside = rows.find((each) => !nodesOf(node, each).next().done);
    return inside === undefined ? undefined : refused[inside];
  }
  if (!aboutObjects.includes(type) || !isTree(node)) return undefined;
  const shared = [node.objtype, node.objectType, node.renameType].find((each) => sharedObjects.has(String(each)));
  return shared === undefined ? undefined : ["a statement about a role, a database or a tablespace", ofCluster];
}

/** What a server says of a failing statement, without the texts that the statement holds: one may be a password. */
export async function withoutLiterals(message: string, { sql }: Statement): Promise<string> {
  await loadParser();
  const trees = parseStatements(sql);
  if (trees === undefined) return message.replace(/ at or near [\s\S]*$/, "");
  const options = [...nodesOf(trees, "DefElem")].filter(({ defname }) => defname !== "language");
  const literals = [...nodesOf([...nodesOf(trees, "A_Const")], "sval"), ...nodesOf(options, "String")].flatMap(
    ({ sval }) => (typeof sval === "string" && sval !== "" ? [sval] : []),
  );
  return [...new Set(literals)].sort((a, b) => b.length - a.length).reduce(without, message);
}

/** What is as short as a word of the message's own is one only in quotes. */
function without(message: string, literal: string): string {
  const quoted = message.replaceAll(`"${literal}"`, '"…"').replaceAll(`'${literal}'`, "'…'");
  return literal.length < 6 ? quoted : quoted.replaceAll(literal, "…");
}
