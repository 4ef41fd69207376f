// Runs a script's statements in an embedded database. What fails is an error, unless it defines nothing that is compared.

import type { Client } from "pg";
import type { Unread } from "../catalog/catalog.ts";
import { alwaysQuoted, nameOf } from "../catalog/object-id.ts";
import { SourceError } from "../errors.ts";
import { databaseProperty } from "../kinds/database-properties.ts";
import { redactStopped } from "../redact.ts";
import { reconnects } from "../scripts/psql-connect.ts";
import {
  attempt as attemptIn,
  inSavepoint,
  nothingRan,
  type Run,
  type Runner,
  runBatches,
  type ServerError,
  undoSavepoint,
} from "../scripts/run.ts";
import type { Statement } from "../scripts/statement.ts";
import { batchesOf, beginsTransaction, controlsTransaction, undoesTransaction } from "../scripts/transactions.ts";
import { loadParser, nodesOf, parseStatements, type Tree } from "../sql/parse.ts";
import { makesDatabase, takeName, undefinedDatabase } from "./database-settings.ts";
import { isRepeated } from "./repeated.ts";
import type { StandIns } from "./stand-ins/stand-ins.ts";
import { located, Stopped } from "./stopped.ts";
import { runTogether } from "./together.ts";
import { whatIsLost } from "./unrestorable.ts";

const withoutBodyChecks = "SET check_function_bodies = off";

/** What is run together, in one order: the files of a folder share a session. */
export interface SplitScript {
  readonly name: string;
  readonly statements: readonly Statement[];
  /** Its migration tool runs it in a transaction of its own. */
  readonly transaction?: true;
}

interface Placed extends Statement {
  /** The script's name and the line. */
  readonly where: string;
}

export function restore(client: Client, name: string, statements: readonly Statement[]): Promise<Unread[]> {
  return restoreScripts(client, [{ name, statements }]);
}

/**
 * @returns what could not be restored and leaves something uncompared
 * @throws SourceError at the first statement without which the catalog would be half-read
 */
export async function restoreScripts(
  client: Client,
  scripts: readonly SplitScript[],
  standIns?: StandIns,
): Promise<Unread[]> {
  // A function may call what comes later in the script; pg_dump says the same.
  await client.query(withoutBodyChecks);
  let run: Run<Placed, Unread> = nothingRan;
  for (const { name, statements, transaction } of scripts) {
    const inTool = transaction === true;
    if (inTool) await client.query("BEGIN");
    const placed = statements.map((each) => ({ ...each, where: `${name}:${each.line}` }));
    run = await runBatches(batchesOf(placed), runnerOf(client, inTool, standIns), run);
    await endOfScript(client, name, run.ran, inTool);
  }
  return [...run.outcomes, ...((await standIns?.report()) ?? [])];
}

/** psql ends its session at the end of a script, and with it a transaction that is open; a migration tool commits its own. */
async function endOfScript(client: Client, name: string, ran: readonly Placed[], isToolsOwn: boolean): Promise<void> {
  if (!isInTransaction(client)) return;
  if (isToolsOwn) {
    const error = await attempt(client, "COMMIT", true);
    if (error !== undefined) throw new SourceError(`${name}: its transaction cannot be committed: ${error.message}`);
    return;
  }
  const beginning = ran.findLast(({ words }) => beginsTransaction(words));
  throw new SourceError(
    `${beginning?.where ?? name}: The transaction that begins here is not committed, so psql would roll it back. Add COMMIT or remove BEGIN; the file may be cut short.`,
  );
}

function runnerOf(client: Client, inTool: boolean, standIns: StandIns | undefined): Runner<Placed, Unread> {
  return {
    together: async (batch) => (await attemptAll(client, await adapted(batch, standIns))) === undefined,
    alone: async (statement, before) => {
      try {
        const lost = await runAlone(client, statement, before, inTool, standIns);
        return [...lost, ...(standIns?.called(statement) ?? [])];
      } catch (error) {
        throw located(error, [statement.where]);
      }
    },
  };
}

async function adapted(batch: readonly Placed[], standIns: StandIns | undefined): Promise<readonly Placed[]> {
  if (standIns === undefined) return batch;
  return Promise.all(batch.map(async (each) => ({ ...each, sql: await standIns.adapted(each.sql) })));
}

async function attemptAll(client: Client, batch: readonly Placed[]): Promise<ServerError | undefined> {
  const statements = batch.map(({ sql }) => sql);
  const isNested = isInTransaction(client);
  try {
    await runTogether(client, isNested ? inSavepoint(statements) : statements);
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const wheres = batch.map(({ where }) => where);
    if (error instanceof Stopped) throw located(error, isNested ? [batch[0]?.where ?? "", ...wheres] : wheres);
    if (isNested) await undoSavepoint(client);
    return error;
  }
}

const isInTransaction = (client: Client) => client.getTransactionStatus() !== "I";

/** In a transaction of the script's own, what fails leaves nothing and the transaction goes on. */
const attempt = (client: Client, sql: string, isControl = false) =>
  attemptIn(client, sql, !isControl && isInTransaction(client));

const undefinedObject = "42704";
const cannotBeInTransaction = "25001";
const newEnumValue = "55P04";

async function runAlone(
  client: Client,
  statement: Placed,
  { ran: earlier, outcomes: lost }: Run<Placed, Unread>,
  inTool: boolean,
  standIns: StandIns | undefined,
): Promise<Unread[]> {
  const { sql, where, words } = statement;
  const isControl = controlsTransaction(words);
  if (inTool && undoesTransaction(words))
    throw new SourceError(`${where}: The migration rolls back its own transaction, so it has no effect.`);
  if (makesDatabase(statement))
    return [{ what: databaseProperty, count: 1, reason: `${where}: set when a database is created` }];
  let error = await attempt(client, (await standIns?.adapted(sql)) ?? sql, isControl);
  const canBeUndone = !(isControl && isInTransaction(client));
  if (error !== undefined && standIns !== undefined && canBeUndone) error = await standIns.mended(statement, error);
  if (error === undefined && words[0] === reconnects) await client.query(withoutBodyChecks);
  if (error === undefined) return [];
  if (inTool && (error.code === cannotBeInTransaction || error.code === newEnumValue) && isInTransaction(client)) {
    // The tool can only have run it outside of its transaction.
    await client.query("COMMIT");
    error = await attempt(client, sql);
    await client.query("BEGIN");
    if (error === undefined) return [];
  }
  if (isControl) throw refusal(where, error, lost);
  await loadParser();
  const trees = parseStatements(sql) ?? [];
  const [tree] = trees;
  if (error.code === undefinedObject) {
    // Roles and tablespaces are the cluster's, and no dump of a database brings them. Here they are only names.
    for (const role of rolesOf(trees)) await attempt(client, `CREATE ROLE ${alwaysQuoted(role)}`);
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
  if (error.code === undefinedDatabase && (await takeName(client, earlier))) {
    error = await attempt(client, sql);
    if (error === undefined) return [];
  }
  // What the server names may be a password of the statement's.
  error.message = redactStopped(error.message, sql);
  // Several in one message are one transaction, as is what stands between BEGIN and COMMIT: psql keeps nothing of it.
  const isPart = trees.length > 1 || isInTransaction(client);
  const failure = { code: error.code ?? "", isPart, isRepeated: isRepeated(statement, earlier) };
  const unread = trees.length > 1 ? undefined : await whatIsLost(client, tree, failure, lost);
  if (unread === undefined) throw refusal(where, error, lost);
  return unread.map((each) => ({ count: 1, reason: `${where}: ${error.message}`, ...each }));
}

function refusal(where: string, error: ServerError, lost: readonly Unread[]): SourceError {
  const lacking = lost.flatMap(({ what, id }) => (what === "extension" && id ? [nameOf(id)] : []));
  const cause = lacking.length === 0 ? "Correct it" : `PGlite does not have the extension ${lacking.join(", ")}`;
  const advice = `${cause}, or restore the script into your own server and pass its postgres:// URL.`;
  return new SourceError(`${where}: cannot restore this statement: ${error.message}. ${advice}`, { cause: error });
}

function rolesOf(tree: unknown): string[] {
  const specs = ["RoleSpec", "newowner", "authrole", "user", "role"].flatMap((field) => [...nodesOf(tree, field)]);
  // In GRANT a TO b, a is written as a privilege would be.
  const granted = [...nodesOf(tree, "GrantRoleStmt")].flatMap(({ granted_roles }) => [
    ...nodesOf(granted_roles, "AccessPriv"),
  ]);
  const names = [...specs.map((spec: Tree) => spec.rolename), ...granted.map((each: Tree) => each.priv_name)];
  return names.filter((role) => typeof role === "string");
}
