// What is lost with a statement that a server refused: nothing that is compared, one known object, or too much to go on.

import type { Client } from "pg";
import type { Unread } from "../catalog/catalog.ts";
import { type ObjectId, objectId, qualified } from "../catalog/object-id.ts";
import { kindsThat } from "../kinds/registry.ts";
import type { Session } from "../kinds/statements.ts";
import { isTree, nodesOf } from "../sql/parse.ts";
import { undefinedDatabase } from "./database-settings.ts";
import { attachedPartition, subjectOf } from "./standalone.ts";

// Statements that bring nothing that is compared: if PGlite can't run one, the catalog is still whole.
const harmless: Readonly<Record<string, string>> = {
  VariableSetStmt: "SET",
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

// It may not read a file of the server's, or asks the rows for a header.
const withoutRows = new Set(["42501", "22P04"]);

// One name for two relations, types, functions, columns or schemas.
const duplicates = new Set(["42P07", "42710", "42723", "42701", duplicateSchema]);

// These fail here only because something is not here: an extension, a parameter of another version, a role.
const lacking = new Set([undefinedTable, undefinedObject, undefinedDatabase, "0A000", "58P01"]);

// Outside of a transaction these do nothing on any server.
const onlyInTransaction = "25P01";
const ofTransaction = ["LockStmt", "DeclareCursorStmt"];

const undefinedSchema = "3F000";

type Lost = Pick<Unread, "what" | "id" | "kind" | "attributes">;

/** What is made after these depends on them. */
const defining = new Set(["default_tablespace", "default_table_access_method", "role", "session_authorization"]);

export interface Failure {
  /** The server's SQLSTATE. */
  readonly code: string;
  /** Of a transaction that psql would roll back as a whole. */
  readonly isPart: boolean;
  /** The same statement was run before. */
  readonly isRepeated: boolean;
}

/**
 * @param before what was lost earlier
 * @returns undefined where the rest of the script could not be trusted
 */
export async function whatIsLost(
  client: Client,
  tree: unknown,
  { code, isPart, isRepeated }: Failure,
  before: readonly Unread[],
): Promise<readonly Lost[] | undefined> {
  if (code === duplicateSchema && isPublicAlone(tree)) return [];
  // The rows themselves were left out.
  if (withoutRows.has(code) && isOneOf(tree, ["CopyStmt"])) return [];
  if (isPart && !lacking.has(code)) return undefined;
  if (duplicates.has(code) && isBuiltInLanguage(tree)) return [];
  if (duplicates.has(code) && !ofCluster(tree)) {
    // What ORMs emit and no server takes: the same sequence or type twice, one name for the keys of two tables.
    return isRepeated ? [{ what: "statement" }] : absentTable(client, tree);
  }
  if (code === onlyInTransaction && isOneOf(tree, ofTransaction)) return [];
  // No server makes it without its schema.
  if (code === undefinedSchema && isOneOf(tree, ["CreateExtensionStmt"])) return undefined;
  const extension = [...nodesOf(tree, "CreateExtensionStmt")][0]?.extname;
  if (typeof extension === "string") return [{ what: "extension", id: objectId("extension", [extension]) }];
  const commented = commentedExtension(tree);
  // The comment was lost with its extension, unless that comes later in the script.
  if (commented !== undefined)
    return before.some(({ id }) => id === commented) ? [] : [{ what: "comment", attributes: [`${commented} comment`] }];
  const session = await sessionOf(client);
  const subject = subjectOf(tree, session);
  const table = tableOf(tree, session);
  const about = [...tables.map((kind) => objectId(kind, table)), subject?.id, attachedPartition(tree, session)];
  if (missing.has(code) && before.some(({ id }) => id !== undefined && about.includes(id))) return [];
  if (code === datatypeMismatch && isTable(tree)) return absentTable(client, tree);
  const constraint = code === datatypeMismatch ? loneForeignKey(tree) : undefined;
  if (constraint !== undefined) return [{ what: "constraint", id: objectId("constraint", [...table, constraint]) }];
  const setting = settingOf(tree);
  if (setting !== undefined) return [{ what: "setting", id: setting }];
  if (subject?.isCreated) return [{ what: subject.what, id: subject.id }];
  if ([...nodesOf(tree, "SecLabelStmt")].length > 0)
    return [{ what: "SECURITY LABEL statement", kind: "security label" }];
  if (defining.has(String([...nodesOf(tree, "VariableSetStmt")][0]?.name))) return undefined;
  if (isOwnerOfDatabase(tree)) return [{ what: "ALTER DATABASE statement" }];
  const what = isTree(tree) ? harmless[Object.keys(tree)[0] ?? ""] : undefined;
  return what === undefined ? undefined : [{ what: `${what} statement` }];
}

function commentedExtension(tree: unknown): ObjectId | undefined {
  const [comment] = nodesOf(tree, "CommentStmt");
  if (comment?.objtype !== "OBJECT_EXTENSION") return undefined;
  return objectId("extension", [String([...nodesOf(comment, "String")][0]?.sval)]);
}

const tables = kindsThat(({ relation }) => relation === "table");
const isOneOf = (tree: unknown, types: readonly string[]) => isTree(tree) && types.some((type) => type in tree);
const isTable = (tree: unknown) => isOneOf(tree, ["CreateStmt"]);
const isOwnerOfDatabase = (tree: unknown) =>
  isTree(tree) && isTree(tree.AlterOwnerStmt) && tree.AlterOwnerStmt.objectType === "OBJECT_DATABASE";

/** Every database has it; what else the statement would make in it is lost. */
function isPublicAlone(tree: unknown): boolean {
  const [schema] = nodesOf(tree, "CreateSchemaStmt");
  return schema?.schemaname === "public" && schema.schemaElts === undefined;
}

/** Every database has it, and old dumps make it. */
function isBuiltInLanguage(tree: unknown): boolean {
  const [extension] = nodesOf(tree, "CreateExtensionStmt");
  const [language] = nodesOf(tree, "CreatePLangStmt");
  return language?.plname === "plpgsql" || (extension?.extname === "plpgsql" && extension.options === undefined);
}

/** The one that is set in a database, or for a role in it. */
function settingOf(tree: unknown): ObjectId | undefined {
  const [ofDatabase] = nodesOf(tree, "AlterDatabaseSetStmt");
  const [ofRole] = nodesOf(tree, "AlterRoleSetStmt");
  const role = isTree(ofRole?.role) ? ofRole.role.rolename : undefined;
  const set = ofDatabase?.setstmt ?? (ofRole?.database === undefined ? undefined : ofRole.setstmt);
  if (!isTree(set) || typeof set.name !== "string") return undefined;
  return objectId("setting", typeof role === "string" ? [role, set.name] : [set.name]);
}

/** Roles and tablespaces are made here when they are first named. */
function ofCluster(tree: unknown): boolean {
  return ["CreateRoleStmt", "CreateTableSpaceStmt"].some((type) => [...nodesOf(tree, type)].length > 0);
}

/** A foreign key between types that can't be compared. An ALTER TABLE is refused whole, and must add nothing else. */
function loneForeignKey(tree: unknown): string | undefined {
  const [alter] = nodesOf(tree, "AlterTableStmt");
  const [constraint] = nodesOf(alter, "Constraint");
  const isOne = Array.isArray(alter?.cmds) && alter.cmds.length === 1;
  const isKey = constraint?.contype === "CONSTR_FOREIGN" && typeof constraint.conname === "string";
  return isOne && isKey ? String(constraint.conname) : undefined;
}

async function sessionOf(client: Client): Promise<Session> {
  const { rows } = await client.query("SELECT coalesce(current_schema(), 'public') AS schema, current_user AS user");
  return rows[0];
}

function tableOf(tree: unknown, { schema }: Session): [schema: string, table: string] {
  const [relation] = nodesOf(tree, "relation");
  return [String(relation?.schemaname ?? schema), String(relation?.relname ?? "")];
}

/** A table whose key has the name of another table's: it is not there, and nothing else has its name. */
async function absentTable(client: Client, tree: unknown): Promise<readonly Lost[] | undefined> {
  if (!isTable(tree)) return undefined;
  const table = tableOf(tree, await sessionOf(client));
  const { rows } = await client.query("SELECT to_regclass($1) IS NULL AS absent", [qualified(...table)]);
  return rows[0]?.absent === true ? [{ what: "table", id: objectId("table", table) }] : undefined;
}
