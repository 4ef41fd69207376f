// Runs a script's statements in an embedded database. What fails is an error, unless it defines nothing that is compared.

import type { Client } from "pg";
import type { Unread } from "../catalog/catalog.ts";
import { SourceError } from "../errors.ts";
import type { Answer } from "../scripts/psql-session.ts";
import { nothingRan, type Run, type Runner, runBatches } from "../scripts/run.ts";
import type { Statement } from "../scripts/statement.ts";
import { batchesOf, beginsTransaction } from "../scripts/transactions.ts";
import { attempt, attemptAll, isInTransaction, type Placed } from "./attempts.ts";
import { countedByReason, type Lost } from "./counted.ts";
import { answerOf } from "./results.ts";
import { type Restoring, runAlone, withoutBodyChecks } from "./run-alone.ts";
import type { StandIns } from "./stand-ins/stand-ins.ts";
import { located } from "./stopped.ts";

/** What is run together, in one order: the files of a folder share a session. */
export interface SplitScript {
  readonly name: string;
  readonly statements: readonly Statement[];
  /** Its migration tool runs it in a transaction of its own. */
  readonly transaction?: true;
  /** Where its last statement sets variables that the rest of it names: all its statements, with what that one gave. */
  readonly answered?: (answer: Answer) => readonly Statement[];
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
  restored?: (script: string, done: number, of: number) => void,
): Promise<Unread[]> {
  // A function may call what comes later in the script; pg_dump says the same.
  await client.query(withoutBodyChecks);
  const placed = scripts.map(placedOf);
  const all = placed.flat();
  let run: Run<Placed, Lost> = nothingRan;
  for (const [at, script] of scripts.entries()) {
    const { name, transaction } = script;
    const inTool = transaction === true;
    if (inTool) await client.query("BEGIN");
    const progress = restored && ((ran: number) => restored(name, ran, all.length));
    const runner = { ...runnerOf({ client, all, inTool, standIns }), progress };
    run = await runThrough(
      client,
      script,
      placed[at] ?? [],
      (some, before) => runBatches(batchesOf(some), runner, before),
      run,
    );
    await endOfScript(client, name, run.ran, inTool);
  }
  return countedByReason([...run.outcomes, ...((await standIns?.report()) ?? [])]);
}

const placedOf = ({ name, statements }: SplitScript): Placed[] =>
  statements.map((each) => ({ ...each, where: `${each.file ?? name}:${each.line}` }));

type Runs = (some: readonly Placed[], before: Run<Placed, Lost>) => Promise<Run<Placed, Lost>>;

/** Up to a query that sets variables, then what follows with what it gave; and so on to the end. */
async function runThrough(
  client: Client,
  script: SplitScript,
  first: readonly Placed[],
  runs: Runs,
  before: Run<Placed, Lost>,
): Promise<Run<Placed, Lost>> {
  let [run, all, next] = [before, first, 0];
  for (;;) {
    const last = all.at(-1);
    const isWaiting = script.answered !== undefined && last?.setsVariables === true && next < all.length;
    run = await runs(
      all.slice(next, isWaiting ? -1 : undefined).filter(({ setsVariables }) => !setsVariables),
      run,
    );
    if (!isWaiting || script.answered === undefined || last === undefined) return run;
    const answer = await answerOf(client, last);
    run = { ...run, ran: [...run.ran, last] };
    next = all.length;
    all = placedOf({ ...script, statements: script.answered(answer) });
  }
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

function runnerOf(restoring: Restoring): Runner<Placed, Lost> {
  return {
    together: async (batch) => (await attemptAll(restoring.client, await adapted(batch, restoring))) === undefined,
    alone: async (statement, before) => {
      try {
        const lost = await runAlone(restoring, statement, before);
        return [...lost, ...(restoring.standIns?.called(statement) ?? [])];
      } catch (error) {
        throw located(error, [statement.where]);
      }
    },
  };
}

async function adapted(batch: readonly Placed[], { standIns }: Restoring): Promise<readonly Placed[]> {
  if (standIns === undefined) return batch;
  return Promise.all(batch.map(async (each) => ({ ...each, sql: await standIns.adapted(each.sql) })));
}
