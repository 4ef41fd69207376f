// Runs a script's statements in an embedded database. What fails is an error, unless it defines nothing that is compared.

import type { Client } from "pg";
import type { Unread } from "../catalog/catalog.ts";
import { nameOf, objectId } from "../catalog/object-id.ts";
import { SourceError } from "../errors.ts";
import { isTree, loadParser, nodesOf, parseStatements, type Tree } from "../sql/parse.ts";
import type { Statement } from "./psql-script.ts";

const batchSize = 50;

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
  SecLabelStmt: "SECURITY LABEL",
  CreateExtensionStmt: "CREATE EXTENSION",
  CreateEventTrigStmt: "CREATE EVENT TRIGGER",
  CreateFdwStmt: "CREATE FOREIGN DATA WRAPPER",
  CreateForeignServerStmt: "CREATE SERVER",
  CreateUserMappingStmt: "CREATE USER MAPPING",
  CreateForeignTableStmt: "CREATE FOREIGN TABLE",
  CreatePublicationStmt: "CREATE PUBLICATION",
  CreateSubscriptionStmt: "CREATE SUBSCRIPTION",
  InsertStmt: "INSERT",
};

/**
 * @returns what could not be restored and leaves something uncompared
 * @throws SourceError at the first statement without which the catalog would be half-read
 */
export async function restore(client: Client, name: string, statements: readonly Statement[]): Promise<Unread[]> {
  // A function may call what comes later in the script; pg_dump says the same.
  await client.query("SET check_function_bodies = off");
  const notCompared: Unread[] = [];
  const lacking = () => notCompared.flatMap(({ what, id }) => (what === "extension" && id ? [nameOf(id)] : []));
  const toRun = statements.filter((statement) => !isTransactionControl(statement, name));
  for (let at = 0; at < toRun.length; at += batchSize) {
    const batch = toRun.slice(at, at + batchSize);
    // One message is one transaction: when it fails nothing of it stays, and each statement is tried by itself.
    const whole = await attempt(client, batch.map(({ sql }) => sql).join(";\n"));
    if (whole === undefined) continue;
    for (const statement of batch) notCompared.push(...(await runAlone(client, name, statement, lacking())));
  }
  return notCompared;
}

/** A script's own transactions would undo what was restored when one of its statements fails. */
function isTransactionControl({ sql, line }: Statement, name: string): boolean {
  const word = /^[a-z]+/i.exec(sql)?.[0].toLowerCase();
  if (word === "rollback" || word === "abort") {
    throw new SourceError(`${name}:${line}: a script that rolls back can't be read as a schema`);
  }
  return word === "begin" || word === "start" || word === "commit" || word === "end";
}

interface ServerError extends Error {
  readonly code?: string;
}

async function attempt(client: Client, sql: string): Promise<ServerError | undefined> {
  try {
    await client.query(sql);
    return undefined;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

const undefinedObject = "42704";
const duplicateSchema = "42P06";

async function runAlone(
  client: Client,
  name: string,
  { sql, line }: Statement,
  lacking: readonly string[],
): Promise<Unread[]> {
  let error = await attempt(client, sql);
  if (error === undefined) return [];
  await loadParser();
  const tree = parseStatements(sql)?.[0];
  if (error.code === undefinedObject) {
    // Roles are the cluster's, and no dump of a database brings them. Here they are only names.
    for (const role of rolesOf(tree)) await attempt(client, `CREATE ROLE "${role.replaceAll('"', '""')}"`);
    error = await attempt(client, sql);
    if (error === undefined) return [];
  }
  const type = tree === undefined ? "" : (Object.keys(tree)[0] ?? "");
  if (error.code === duplicateSchema && [...nodesOf(tree, "CreateSchemaStmt")][0]?.schemaname === "public") return [];
  const extension = extensionOf(tree);
  const reason = `${name}:${line}: ${error.message}`;
  // Its comment is lost with it, and was told with it.
  if (extension !== undefined && type === "CommentStmt") return [];
  if (extension !== undefined) return [{ what: "extension", count: 1, reason, id: objectId("extension", [extension]) }];
  const what = harmless[type];
  if (what === undefined) {
    const cause = lacking.length === 0 ? "correct it" : `PGlite does not have the extension ${lacking.join(", ")}`;
    const advice = `${cause}, or restore the script into a server of your own and give its postgres:// URL`;
    throw new SourceError(`${name}:${line}: cannot restore this statement: ${error.message}; ${advice}`, {
      cause: error,
    });
  }
  return [{ what: `${what} statement`, count: 1, reason }];
}

function rolesOf(tree: unknown): string[] {
  const specs = ["RoleSpec", "newowner", "authrole"].flatMap((field) => [...nodesOf(tree, field)]);
  return specs.map((spec: Tree) => spec.rolename).filter((role) => typeof role === "string");
}

/** The extension that a statement creates or comments on. */
function extensionOf(tree: unknown): string | undefined {
  const created = [...nodesOf(tree, "CreateExtensionStmt")][0]?.extname;
  if (typeof created === "string") return created;
  const comment = [...nodesOf(tree, "CommentStmt")][0];
  if (comment?.objtype !== "OBJECT_EXTENSION" || !isTree(comment.object)) return undefined;
  const [name] = [...nodesOf(comment.object, "String")];
  return typeof name?.sval === "string" ? name.sval : undefined;
}
