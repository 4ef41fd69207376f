// check --data: what is the matter with the data of a live database, beside its schema. Reads and nothing else, when asked to.

import { isInScope, type Scope } from "../compare/in-scope.ts";
import { mappedId, namingOf } from "../compare/map-schema.ts";
import { defaultTimeout } from "../config/timeout.ts";
import { SourceError, UsageError } from "../errors.ts";
import type { Queryable } from "../read/queryable.ts";
import { redact } from "../redact.ts";
import type { Report } from "../reporters/reporter.ts";
import { onceMore } from "../sources/connection/transient.ts";
import { pglite } from "../sources/pglite.ts";
import { postgres } from "../sources/postgres.ts";
import { openSource } from "../sources/registry.ts";
import type { Naming, Seen } from "./look.ts";
import { looks } from "./registry.ts";
import { ask, type DataLimits } from "./session.ts";

export interface DataOptions {
  readonly live: string;
  readonly mapSchemas?: ReadonlyMap<string, string>;
  readonly scope?: Scope;
  /** In seconds, for each message to the server; 60 by default. */
  readonly dataTimeout?: number;
  /** In seconds, for each lock; 10 by default. */
  readonly lockTimeout?: number | undefined;
  /** In seconds, for one answer, where that is less. */
  readonly timeout?: number | undefined;
}

/** @throws UsageError where the live side has no data that could be read */
export function refuseWithoutData(live: string): void {
  if (![postgres, pglite].some(({ accepts }) => accepts(live)))
    throw new UsageError(
      `--data needs a live database, and ${redact(live)} is not one. Pass its postgres:// URL as --live, or omit --data.`,
    );
}

/**
 * What is the matter with the data. Ids are the declared ones.
 * @throws UsageError where the live side is no server; SourceError where it can't be read
 */
export async function readData(options: DataOptions): Promise<Seen> {
  refuseWithoutData(options.live);
  return onceMore(() => readOnce(options));
}

/** A server that obeys its timeout has answered by then. */
const grace = 10;

async function readOnce(options: DataOptions): Promise<Seen> {
  const { live, mapSchemas = new Map(), scope, dataTimeout = defaultTimeout, timeout = Infinity } = options;
  const opened = await openSource(live, { limits: { message: Math.min(dataTimeout + grace, timeout) } });
  if ("catalog" in opened) throw new UsageError(`--data needs a live database, and ${redact(live)} is not one`);
  const names = namingOf(mapSchemas);
  const naming: Naming = (id) => {
    const declared = mappedId(id, names);
    return scope === undefined || isInScope(declared, scope) ? declared : undefined;
  };
  try {
    return await lookInto(opened.client, naming, { timeout: dataTimeout, lockTimeout: options.lockTimeout });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new SourceError(`cannot read the data of ${redact(live)}: ${error.message}`, { cause: error });
  } finally {
    await opened.close();
  }
}

/**
 * The report with what the data has to say.
 * @throws SourceError where nothing else fails the check, and a look could not be finished: that is no pass
 */
export function withData(report: Report, { findings, notCompared, untold }: Seen): Report {
  if (untold !== undefined && report.outcome === "clean" && findings.length === 0)
    throw new SourceError(`no drift, but the data of ${report.live.locator} could not be checked: ${untold}`);
  return {
    ...report,
    outcome: findings.length > 0 ? "drift" : report.outcome,
    notCompared: [
      ...report.notCompared,
      ...notCompared.map(({ what, count, reason }) => ({
        what,
        side: "live" as const,
        count,
        reason: `--data: ${reason}`,
      })),
    ],
    data: findings,
  };
}

export const majorQuery = "SELECT current_setting('server_version_num') AS number";

/** Two messages for the catalogs, and one for the tables. @param limits for each */
export async function lookInto(client: Queryable, naming: Naming, limits: DataLimits): Promise<Seen> {
  const [[version = {}] = []] = await ask(client, [majorQuery], limits);
  const major = Math.floor(Number(version.number) / 10_000);
  const listings = await ask(
    client,
    looks.map(({ listing }) => listing(major)),
    limits,
  );
  const seen: Seen[] = [];
  for (const [at, look] of looks.entries())
    seen.push(await look.read(listings[at] ?? [], naming, (queries) => ask(client, queries, limits)));
  const untold = seen.flatMap((each) => each.untold ?? [])[0];
  return {
    findings: seen.flatMap(({ findings }) => findings.toSorted((a, b) => (a.id < b.id ? -1 : 1))),
    notCompared: seen.flatMap(({ notCompared }) => notCompared),
    ...(untold !== undefined && { untold }),
  };
}
