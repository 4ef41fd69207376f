// The declared sides of a fleet, each read once, however many targets are compared with it, and once more for each revision that
// some target is at.

import type { Catalog } from "../catalog/catalog.ts";
import { namedDigest } from "../digest.ts";
import { UsageError } from "../errors.ts";
import { type Project, projectOf } from "../migrations/standing.ts";
import { type Reading, readSide } from "../read-catalog.ts";
import { redact } from "../redact.ts";
import type { FleetDeclared } from "../reporters/fleet/report.ts";
import type { ComparisonOptions, Sides } from "../sides.ts";
import { catalogDigest } from "../stamp/digests.ts";
import type { OneAtATime } from "./pool.ts";

type Declared = Reading<undefined>;

export class DeclaredSides {
  readonly #projects = new Map<string, Promise<Project | undefined>>();
  readonly #readings = new Map<string, Promise<Declared>>();
  readonly #heads = new Map<string, Promise<FleetDeclared>>();
  readonly #embedded: OneAtATime;

  /** @param embedded two embedded databases never run at once */
  constructor(embedded: OneAtATime) {
    this.#embedded = embedded;
  }

  readonly project: Sides["project"] = (options) =>
    once(this.#projects, keyOf(options), () => this.#embedded.run(() => projectOf(options)));

  readonly read: Sides["declared"] = (options, { at, history, refuseProblems }) =>
    once(this.#readings, JSON.stringify([keyOf(options), at ?? null]), () => {
      const how = { at, ...(history && { history }), ...(refuseProblems && { refuseProblems }) };
      return this.#embedded.run(() => readSide(options.declared, { ...options, ...how }));
    });

  /** @throws UsageError where the declared side belongs to migrations: each tenant would have its own record of them */
  async catalog(options: ComparisonOptions): Promise<Catalog> {
    if ((await this.project(options)) !== undefined)
      throw new UsageError(
        "schemas as targets are compared with a model, and not with migrations. Write a snapshot of it: driftcheck snapshot --from … --out model.yaml.",
      );
    return (await this.read(options, {})).catalog;
  }

  /** What the report says of it. */
  head(options: ComparisonOptions): Promise<FleetDeclared> {
    return once(this.#heads, keyOf(options), async () => {
      const project = await this.project(options);
      const isHistory = project?.isDeclared === true;
      const how = isHistory ? { history: project.history } : project ? { refuseProblems: true } : {};
      const { catalog } = await this.read(options, how);
      const { server, found, notCompared } = catalog;
      const revisions = project?.history.revisions.map(({ id }) => id) ?? [];
      const digest = namedDigest(JSON.stringify([catalogDigest(catalog), server, notCompared, revisions]));
      return { locator: redact(options.declared), server, ...(found !== undefined && { found }), digest };
    });
  }
}

/** What decides what is read. */
function keyOf({ declared, migrations, python, privileges, restoreTimeout, allowEmpty }: ComparisonOptions): string {
  return JSON.stringify([declared, migrations, python, privileges, restoreTimeout, allowEmpty]);
}

/** A failure is everybody's: to try again would fail again. */
function once<Value>(all: Map<string, Promise<Value>>, key: string, work: () => Promise<Value>): Promise<Value> {
  const before = all.get(key);
  if (before !== undefined) return before;
  const value = work();
  all.set(key, value);
  return value;
}
