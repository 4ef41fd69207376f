// How many rows each statement may lose or fail on: counted in the live database, where somebody asked for it. Reads and nothing else.

import { defaultTimeout } from "../config/timeout.ts";
import { ask } from "../data/session.ts";
import { SourceError } from "../errors.ts";
import { redact } from "../redact.ts";
import { openSource } from "../sources/registry.ts";
import type { Loss, PlannedStatement } from "./plan.ts";

interface CountOptions {
  readonly live: string;
  /** In seconds, for each query. */
  readonly dataTimeout?: number;
}

/** @throws SourceError where the live database can't be asked */
export async function withRows(
  statements: readonly PlannedStatement[],
  { live, dataTimeout = defaultTimeout }: CountOptions,
): Promise<PlannedStatement[]> {
  const opened = await openSource(live, {});
  if ("catalog" in opened) throw new SourceError(`${redact(live)} has no rows that could be counted`);
  const { client } = opened;
  const counted = async (loss: Loss | undefined): Promise<Loss | undefined> => {
    if (loss?.query === undefined) return loss;
    const [[row = {}] = []] = await ask(client, [loss.query], { timeout: dataTimeout });
    const [count] = Object.values(row);
    return count === null || count === undefined ? loss : { ...loss, rows: Number(count) };
  };
  try {
    const told: PlannedStatement[] = [];
    for (const statement of statements) {
      const [loses, fails, hint] = [
        await counted(statement.loses),
        await counted(statement.fails),
        await counted(statement.hint),
      ];
      told.push({ ...statement, ...(loses && { loses }), ...(fails && { fails }), ...(hint && { hint }) });
    }
    return told;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new SourceError(`cannot count rows in ${redact(live)}: ${error.message}`, { cause: error });
  } finally {
    await opened.close();
  }
}
