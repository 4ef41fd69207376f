// A fleet without a declared side: every target is read, the majority is found, and each is compared with it. All catalogs are kept
// meanwhile.

import type { Catalog } from "../catalog/catalog.ts";
import { SharedPrinter } from "../compare/across-versions/shared-printer.ts";
import { mapSchemas } from "../compare/map-schema.ts";
import { DriftcheckError, UsageError } from "../errors.ts";
import { readCatalog } from "../read-catalog.ts";
import type { Sides } from "../sides.ts";
import { postgres } from "../sources/postgres.ts";
import { catalogDigest } from "../stamp/digests.ts";
import { assemble } from "./assemble.ts";
import { Deciding } from "./deciding.ts";
import { headOf } from "./head.ts";
import { checkTarget, defaultRetries, tried } from "./one.ts";
import { defaultJobs, type Fleet, type FleetOptions } from "./options.ts";
import { inPool, OneAtATime } from "./pool.ts";
import { failedRecord, type TargetRecord } from "./record.ts";
import type { Target } from "./target.ts";
import { type Placed, Tenants } from "./tenants.ts";
import { majorityLocator, majorityOf } from "./vote.ts";

/** Under this name the schemas of all tenants are compared. */
const commonSchema = "tenant";

/** @throws UsageError where too few targets can be read, or an option needs a declared side */
export async function checkMajority(targets: readonly Target[], options: FleetOptions): Promise<Fleet> {
  refuseOptions(targets, options);
  const retries = options.retries ?? defaultRetries;
  const reading = new Catalogs(targets);
  const read = await inPool(options.jobs ?? defaultJobs, targets, (target) =>
    tried(target, retries, (timeout) => reading.read(target, timeout)),
  );
  const majority = majorityOf(read.flatMap((each) => (each instanceof DriftcheckError ? [] : [each])));
  const deciding = new Deciding();
  const digests = new Set<string>();
  for (const { options: own, tenant } of targets) digests.add(await deciding.digestOf(own, tenant?.as));
  const { server, found = "" } = majority;
  const declared = { locator: majorityLocator, server, found, digest: catalogDigest(majority) };
  const records: TargetRecord[] = [];
  const printer = new SharedPrinter();
  for (const [at, target] of targets.entries()) {
    records.push(await compared(target, read[at], majority, printer.reprint));
    options.finished?.(at + 1, targets.length);
  }
  await printer.close();
  return {
    report: assemble(headOf(targets, [declared], digests, options), records),
    unchanged: 0,
    end: async () => {},
  };
}

async function compared(
  target: Target,
  live: Catalog | DriftcheckError | undefined,
  majority: Catalog,
  printer: NonNullable<Sides["printer"]>,
) {
  if (live === undefined || live instanceof DriftcheckError)
    return failedRecord(target.name, live ?? new UsageError("was not read"));
  const { options, tenant } = target;
  const scope = tenant === undefined ? options.scope : { ...options.scope, schemas: [tenant.as ?? commonSchema] };
  return checkTarget(target, 0, () => ({
    options: { ...options, ...(scope && { scope }) },
    sides: {
      printer,
      project: async () => undefined,
      live: async () => ({ catalog: live, isLive: true, recorded: undefined }),
      declared: async () => ({ catalog: majority, isLive: false, recorded: undefined }),
    },
    signs: () => ({}),
  }));
}

class Catalogs {
  readonly #embedded = new OneAtATime();
  readonly #placed = new Map<Target, Placed>();
  readonly #tenants: Tenants;

  constructor(targets: readonly Target[]) {
    for (const target of targets)
      if (target.tenant !== undefined)
        this.#placed.set(target, { schema: target.tenant.schema, as: target.tenant.as ?? commonSchema });
    this.#tenants = new Tenants(targets, this.#placed);
  }

  async read(target: Target, timeout: number): Promise<Catalog> {
    const options = { ...target.options, timeout };
    const placed = this.#placed.get(target);
    if (placed !== undefined) {
      const { catalog } = await this.#tenants.read(target.options, placed);
      return placed.schema === placed.as ? catalog : mapSchemas(catalog, new Map([[placed.schema, placed.as]]));
    }
    const read = () => readCatalog(options.live, options);
    return postgres.accepts(options.live) ? read() : this.#embedded.run(read);
  }
}

function refuseOptions(targets: readonly Target[], { shard, since, journal }: FleetOptions): void {
  const [name] = Object.entries({ shard, since, journal }).find(([, value]) => value !== undefined) ?? [];
  if (name !== undefined)
    throw new UsageError(`--declared ${majorityLocator} must read all targets at once. Remove --${name}.`);
  const other = targets.find(
    ({ options }) => options.declared !== majorityLocator || options.data || options.migrations,
  );
  if (other !== undefined)
    throw new UsageError(
      `--declared ${majorityLocator} compares all targets with each other, without --data and --migrations.`,
    );
}
