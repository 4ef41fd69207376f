// What is lost with a statement that a server refused: nothing that is compared, one known object, or too much to go on.

import type { Client } from "pg";
import type { Unread } from "../catalog/catalog.ts";
import { objectId, qualified } from "../catalog/object-id.ts";
import { isTree, nodesOf, type Tree } from "../sql/parse.ts";
import { attachedPartition, type Session, subjectOf } from "./standalone.ts";

// Statements that bring nothing that is compared: if PGlite can't run one, the catalog is still whole.
const harmless: Readonly<Record<string, string>> = {
  VariableSetStmt: "SET",
  CreatedbStmt: "CREATE DATABASE",
  AlterDatabaseStmt: "ALTER DATABASE",
  AlterDatabaseSetStmt: "ALTER DATABASE … SET",
  CreateTableSpaceStmt: "CREATE TABLESPACE",
  CreateRoleStmt: "CREATE ROLE",
  AlterRoleStmt: "ALTER ROLE",
  AlterRoleSetStmt: "ALTER ROLE … SET",
  GrantStmt: "GRANT",
  GrantRoleStmt: "GRANT",
  AlterDefaultPrivilegesStmt: "ALTER DEFAULT PRIVILEGES",
  CreateExtensionStmt: "CREATE EXTENSION",
  InsertStmt: "INSERT",
};

const duplicateSchema = "42P06";
const undefinedTable = "42P01";
const undefinedObject = "42704";
const missing = new Set([undefinedTable, undefinedObject]);
const datatypeMismatch = "42804";

// What ORMs emit and no server takes: one name for two sequences, tables, types or keys; a foreign key between types that
// can't be compared.
const impossible = new Set(["42P07", "42710", "42723", datatypeMismatch]);

type Lost = Pick<Unread, "what" | "id" | "kind">;

/** What is made after these depends on them. */
const defining = new Set(["default_tablespace", "default_table_access_method", "role", "session_authorization"]);

/**
 * @param code the server's SQLSTATE
 * @param before what was lost earlier
 * @returns undefined where the rest of the script could not be trusted
 */
export async function whatIsLost(
  client: Client,
  tree: unknown,
  code: string,
  before: readonly Unread[],
): Promise<readonly Lost[] | undefined> {
  if (code === duplicateSchema && [...nodesOf(tree, "CreateSchemaStmt")][0]?.schemaname === "public") return [];
  const extension = [...nodesOf(tree, "CreateExtensionStmt")][0]?.extname;
  if (typeof extension === "string") return [{ what: "extension", id: objectId("extension", [extension]) }];
  // The comment was lost with its extension.
  if ([...nodesOf(tree, "CommentStmt")][0]?.objtype === "OBJECT_EXTENSION") return [];
  const session = await sessionOf(client);
  const subject = subjectOf(tree, session);
  const table = tableOf(tree, session);
  const about = [
    objectId("table", table),
    objectId("foreign table", table),
    subject?.id,
    attachedPartition(tree, session),
  ];
  if (missing.has(code) && before.some(({ id }) => id !== undefined && about.includes(id))) return [];
  if (impossible.has(code) && losesNothingElse(tree, code)) return [await impossibleObject(client, tree, code, table)];
  if (subject?.isCreated) return [{ what: subject.what, id: subject.id }];
  if ([...nodesOf(tree, "SecLabelStmt")].length > 0)
    return [{ what: "SECURITY LABEL statement", kind: "security label" }];
  if (defining.has(String([...nodesOf(tree, "VariableSetStmt")][0]?.name))) return undefined;
  const what = isTree(tree) ? harmless[Object.keys(tree)[0] ?? ""] : undefined;
  return what === undefined ? undefined : [{ what: `${what} statement` }];
}

/** An ALTER TABLE is refused whole: only where a foreign key is all that it adds is nothing else lost with it. */
function losesNothingElse(tree: unknown, code: string): boolean {
  const [alter] = nodesOf(tree, "AlterTableStmt");
  if (alter === undefined) return true;
  const [constraint] = nodesOf(tree, "Constraint");
  const isOne = Array.isArray(alter.cmds) && alter.cmds.length === 1;
  return code === datatypeMismatch && isOne && constraint?.contype === "CONSTR_FOREIGN";
}

async function sessionOf(client: Client): Promise<Session> {
  const { rows } = await client.query("SELECT coalesce(current_schema(), 'public') AS schema, current_user AS user");
  return rows[0];
}

function tableOf(tree: unknown, { schema }: Session): [schema: string, table: string] {
  const [relation] = nodesOf(tree, "relation");
  return [String(relation?.schemaname ?? schema), String(relation?.relname ?? "")];
}

/** No id where what is there already has the name: then that one stands. */
async function impossibleObject(client: Client, tree: unknown, code: string, table: [string, string]): Promise<Lost> {
  const [constraint]: Tree[] = [...nodesOf(tree, "Constraint")];
  const isCreated = [...nodesOf(tree, "CreateStmt")].length > 0;
  if (code === datatypeMismatch && !isCreated && typeof constraint?.conname === "string") {
    return { what: "constraint", id: objectId("constraint", [...table, constraint.conname]) };
  }
  const { rows } = await client.query("SELECT to_regclass($1) IS NULL AS absent", [qualified(...table)]);
  return isCreated && rows[0]?.absent === true
    ? { what: "table", id: objectId("table", table) }
    : { what: "statement" };
}
