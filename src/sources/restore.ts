// Runs a script's statements in an embedded database. What fails is an error, unless it defines nothing that is compared.

import { setImmediate as eventLoop } from "node:timers/promises";
import type { Client } from "pg";
import type { Unread } from "../catalog/catalog.ts";
import { alwaysQuoted, nameOf } from "../catalog/object-id.ts";
import { SourceError } from "../errors.ts";
import { loadParser, nodesOf, parseStatements, type Tree } from "../sql/parse.ts";
import type { Statement } from "./psql-script.ts";
import { whatIsLost } from "./unrestorable.ts";

const batchSize = 50;

/**
 * @returns what could not be restored and leaves something uncompared
 * @throws SourceError at the first statement without which the catalog would be half-read
 */
export async function restore(client: Client, name: string, statements: readonly Statement[]): Promise<Unread[]> {
  // A function may call what comes later in the script; pg_dump says the same.
  await client.query("SET check_function_bodies = off");
  const notCompared: Unread[] = [];
  const toRun = statements.filter((statement) => !isTransactionControl(statement, name));
  for (let at = 0; at < toRun.length; at += batchSize) {
    const batch = toRun.slice(at, at + batchSize);
    // An embedded server answers without a turn of the event loop, and a signal that came waits for one.
    await eventLoop();
    // One message is one transaction: when it fails nothing of it stays, and each statement is tried by itself.
    const whole = await attempt(client, batch.map(({ sql }) => sql).join(";\n"));
    if (whole === undefined) continue;
    for (const statement of batch) notCompared.push(...(await runAlone(client, name, statement, notCompared)));
  }
  return notCompared;
}

/** A script's own transactions would undo what was restored when one of its statements fails. */
function isTransactionControl({ words, line }: Statement, name: string): boolean {
  const [word, second] = words;
  if (word === "set" && second === "local") {
    throw new SourceError(
      `${name}:${line}: SET LOCAL can't be restored, as a script is not run in its own transactions; use SET`,
    );
  }
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

async function runAlone(
  client: Client,
  name: string,
  { sql, line }: Statement,
  before: readonly Unread[],
): Promise<Unread[]> {
  let error = await attempt(client, sql);
  if (error === undefined) return [];
  await loadParser();
  const tree = parseStatements(sql)?.[0];
  if (error.code === undefinedObject) {
    // Roles and tablespaces are the cluster's, and no dump of a database brings them. Here they are only names.
    for (const role of rolesOf(tree)) await attempt(client, `CREATE ROLE ${alwaysQuoted(role)}`);
    error = await attempt(client, sql);
    if (error === undefined) return [];
  }
  const tablespace =
    /^(?:invalid value for parameter "default_tablespace": "(.+)"|tablespace "(.+)" does not exist)$/.exec(
      error.message,
    );
  if (tablespace !== null) {
    await attempt(client, "SET allow_in_place_tablespaces = on");
    await attempt(client, `CREATE TABLESPACE ${alwaysQuoted(tablespace[1] ?? tablespace[2] ?? "")} LOCATION ''`);
    error = await attempt(client, sql);
    if (error === undefined) return [];
  }
  const where = `${name}:${line}`;
  const unread = await whatIsLost(client, tree, error.code ?? "", before);
  if (unread !== undefined) return unread.map((each) => ({ count: 1, reason: `${where}: ${error.message}`, ...each }));
  const lacking = before.flatMap(({ what, id }) => (what === "extension" && id ? [nameOf(id)] : []));
  const cause = lacking.length === 0 ? "correct it" : `PGlite does not have the extension ${lacking.join(", ")}`;
  const advice = `${cause}, or restore the script into a server of your own and give its postgres:// URL`;
  throw new SourceError(`${where}: cannot restore this statement: ${error.message}; ${advice}`, { cause: error });
}

function rolesOf(tree: unknown): string[] {
  const specs = ["RoleSpec", "newowner", "authrole", "user"].flatMap((field) => [...nodesOf(tree, field)]);
  // In GRANT a TO b, a is written as a privilege would be.
  const granted = [...nodesOf(tree, "GrantRoleStmt")].flatMap(({ granted_roles }) => [
    ...nodesOf(granted_roles, "AccessPriv"),
  ]);
  const names = [...specs.map((spec: Tree) => spec.rolename), ...granted.map((each: Tree) => each.priv_name)];
  return names.filter((role) => typeof role === "string");
}
