// Runs a script's statements: many in one message, and each by itself where that fails, so that it is known which one it was.

import { DriftcheckError } from "../errors.ts";

/** What a client of any sort does with SQL. */
interface Session {
  readonly query: (sql: string) => Promise<unknown>;
}

/** What a server says of a statement that it refuses. */
export interface ServerError extends Error {
  readonly code?: string;
}

/** What ran, and what came of it, in order. */
export interface Run<S, R> {
  readonly ran: readonly S[];
  readonly outcomes: readonly R[];
}

export const nothingRan = { ran: [], outcomes: [] };

export interface Runner<S, R> {
  /** One message is one transaction, or in a savepoint: when it fails nothing of it stays. @returns whether all ran */
  readonly together: (batch: readonly S[]) => Promise<boolean>;
  /** @throws where nothing after it may run */
  readonly alone: (statement: S, before: Run<S, R>) => Promise<readonly R[]>;
  /** Told how many ran, now and then. */
  readonly progress?: ((ran: number) => void) | undefined;
}

export async function runBatches<S, R>(
  batches: readonly (readonly S[])[],
  { together, alone, progress }: Runner<S, R>,
  before: Run<S, R> = nothingRan,
): Promise<Run<S, R>> {
  const ran = [...before.ran];
  const outcomes = [...before.outcomes];
  for (const batch of batches) {
    if (batch.length > 1 && (await together(batch))) {
      ran.push(...batch);
      progress?.(ran.length);
      continue;
    }
    for (const statement of batch) {
      outcomes.push(...(await alone(statement, { ran, outcomes })));
      ran.push(statement);
      progress?.(ran.length);
    }
  }
  return { ran, outcomes };
}

const enter = "SAVEPOINT driftcheck_restore";
const leave = "RELEASE SAVEPOINT driftcheck_restore";
const undo = "ROLLBACK TO SAVEPOINT driftcheck_restore";

export const inSavepoint = (statements: readonly string[]): readonly string[] => [enter, ...statements, leave];

/** What failed in a savepoint leaves nothing, and the transaction goes on. */
export async function undoSavepoint(session: Session): Promise<void> {
  await session.query(`${undo}; ${leave}`);
}

/** @param isNested in a savepoint of the transaction that the session is in */
export async function attempt(session: Session, sql: string, isNested: boolean): Promise<ServerError | undefined> {
  // By itself: a message that can't be parsed would not even make it.
  if (isNested) await session.query(enter);
  try {
    await session.query(sql);
  } catch (error) {
    // What is no server's answer says that there is nobody to ask any more.
    if (!(error instanceof Error) || error instanceof DriftcheckError) throw error;
    if (isNested) await undoSavepoint(session);
    return error;
  }
  if (isNested) await session.query(leave);
  return undefined;
}
