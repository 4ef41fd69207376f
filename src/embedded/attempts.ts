// Statements sent to an embedded database, each in a savepoint where the script is in a transaction: what fails leaves nothing,
// and the transaction goes on.

import type { Client } from "pg";
import { attempt as attemptIn, inSavepoint, type ServerError, undoSavepoint } from "../scripts/run.ts";
import type { Statement } from "../scripts/statement.ts";
import { located, Stopped } from "./stopped.ts";
import { runTogether } from "./together.ts";

export interface Placed extends Statement {
  /** The script's name and the line. */
  readonly where: string;
}

export const isInTransaction = (client: Client) => client.getTransactionStatus() !== "I";

/** @param isControl of a transaction: it must stand in no savepoint */
export const attempt = (client: Client, sql: string, isControl = false) =>
  attemptIn(client, sql, !isControl && isInTransaction(client));

export async function attemptAll(client: Client, batch: readonly Placed[]): Promise<ServerError | undefined> {
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
