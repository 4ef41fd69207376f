// One statement by itself, and what is done where PostgreSQL refuses it: it is given what it lacks, or what is lost with it is
// told, or the restore ends.

import type { Client } from "pg";
import { SourceError } from "../errors.ts";
import { databaseProperty } from "../kinds/database-properties.ts";
import { redactStopped } from "../redact.ts";
import { reconnects } from "../scripts/psql-connect.ts";
import { firstWords } from "../scripts/psql-tokens.ts";
import type { Run, ServerError } from "../scripts/run.ts";
import { controlsTransaction, undoesTransaction } from "../scripts/transactions.ts";
import { loadParser, parseStatements } from "../sql/parse.ts";
import { attempt, isInTransaction, type Placed } from "./attempts.ts";
import type { Lost } from "./counted.ts";
import { dropsDatabase, makesDatabase } from "./database-settings.ts";
import { absentExtensions } from "./extensions.ts";
import { refusal, remedyOf } from "./refusal.ts";
import { remedies } from "./remedies.ts";
import { isRepeated } from "./repeated.ts";
import { resultsOf } from "./results.ts";
import type { StandIns } from "./stand-ins/stand-ins.ts";
import { whatIsLost } from "./unrestorable.ts";

export const withoutBodyChecks = "SET check_function_bodies = off";

const cannotBeInTransaction = "25001";
const newEnumValue = "55P04";

export interface Restoring {
  readonly client: Client;
  /** Every statement of every script. */
  readonly all: readonly Placed[];
  /** The script's migration tool began a transaction for it. */
  readonly inTool: boolean;
  /** What takes the place of extensions that are not here. */
  readonly standIns?: StandIns | undefined;
}

type Before = Run<Placed, Lost>;

/** @returns what is lost with it. @throws SourceError */
export async function runAlone(restoring: Restoring, statement: Placed, before: Before): Promise<Lost[]> {
  if (statement.runsResult !== true) return runOne(restoring, statement, before);
  const lost: Lost[] = [];
  for (const sql of await resultsOf(restoring.client, statement))
    lost.push(...(await runOne(restoring, { ...statement, sql, words: firstWords(sql) }, before)));
  return lost;
}

async function runOne(restoring: Restoring, statement: Placed, before: Before): Promise<Lost[]> {
  const { client, inTool } = restoring;
  const { sql, where, words } = statement;
  const isControl = controlsTransaction(words);
  if (inTool && undoesTransaction(words))
    throw new SourceError(`${where}: The migration rolls back its own transaction, so it has no effect.`);
  if (makesDatabase(statement))
    return [{ what: databaseProperty, count: 1, reason: `${where}: set when a database is created` }];
  // It is the one that is made next, or another.
  if (dropsDatabase(statement)) return [];
  const error = await attemptWithStandIns(restoring, statement, isControl);
  if (error === undefined && words[0] === reconnects) await client.query(withoutBodyChecks);
  if (error === undefined) return absentExtensions(client, statement);
  const left = inTool ? await outsideOfTransaction(client, sql, error) : error;
  if (left === undefined) return [];
  if (isControl) throw await refusal(where, left, before.outcomes, laterThan(restoring, before));
  return afterFailure(restoring, statement, before, left);
}

async function attemptWithStandIns(
  { client, standIns }: Restoring,
  statement: Placed,
  isControl: boolean,
): Promise<ServerError | undefined> {
  const error = await attempt(client, (await standIns?.adapted(statement.sql)) ?? statement.sql, isControl);
  const canBeUndone = !(isControl && isInTransaction(client));
  return error !== undefined && standIns !== undefined && canBeUndone ? standIns.mended(statement, error) : error;
}

/** The tool can only have run it outside of its transaction. */
async function outsideOfTransaction(client: Client, sql: string, error: ServerError): Promise<ServerError | undefined> {
  if ((error.code !== cannotBeInTransaction && error.code !== newEnumValue) || !isInTransaction(client)) return error;
  await client.query("COMMIT");
  const again = await attempt(client, sql);
  await client.query("BEGIN");
  return again;
}

async function afterFailure(
  restoring: Restoring,
  statement: Placed,
  before: Before,
  first: ServerError,
): Promise<Lost[]> {
  const { client } = restoring;
  const { sql, where } = statement;
  const { ran: earlier, outcomes: lost } = before;
  await loadParser();
  const trees = parseStatements(sql) ?? [];
  let error = first;
  for (const remedy of remedies) {
    if (!(await remedy({ client, attempt: (help) => attempt(client, help), error, trees, earlier }))) continue;
    const again = await attempt(client, sql);
    if (again === undefined) return [];
    error = again;
  }
  // What the server names may be a password of the statement's.
  error.message = redactStopped(error.message, sql);
  // Several in one message are one transaction, as is what stands between BEGIN and COMMIT: psql keeps nothing of it.
  const isPart = trees.length > 1 || isInTransaction(client);
  const failure = { code: error.code ?? "", isPart, isRepeated: isRepeated(statement, earlier) };
  const unread = trees.length > 1 ? undefined : await whatIsLost(client, trees[0], failure, lost);
  if (unread === undefined) throw await refusal(where, error, lost, laterThan(restoring, before));
  return unread.map((each) => ({
    count: 1,
    reason: `${where}: ${error.message}${remedyOf(each, error)}`,
    ...each,
    ...(error.code !== undefined && { code: error.code }),
  }));
}

const laterThan = ({ all }: Restoring, { ran }: Before) => all.slice(ran.length + 1);
