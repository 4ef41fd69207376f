// How the sides of one target are had: the declared one shared with all, the live one with its fingerprint, both as of one moment.

import { namedDigest } from "../digest.ts";
import { readLive } from "../read-catalog.ts";
import type { Sides } from "../sides.ts";
import { postgres } from "../sources/postgres.ts";
import type { OpenDatabase } from "../sources/source.ts";
import { asking } from "./ask.ts";
import type { DeclaredSides } from "./declared.ts";
import { databaseFingerprint } from "./fingerprint/fingerprint.ts";
import type { Attempt } from "./one.ts";
import type { OneAtATime } from "./pool.ts";
import type { Target } from "./target.ts";
import { optionsOfTenant, type Placed, Tenants } from "./tenants.ts";

type Client = OpenDatabase["client"];

export class Readings {
  readonly #declared: DeclaredSides;
  readonly #embedded: OneAtATime;
  readonly #decided: ReadonlyMap<Target, string>;
  readonly #placed: ReadonlyMap<Target, Placed>;
  readonly #tenants: Tenants;

  /** @param decided a digest of all besides the live catalog on which a record depends */
  constructor(
    declared: DeclaredSides,
    embedded: OneAtATime,
    { decided, placed }: { decided: ReadonlyMap<Target, string>; placed: ReadonlyMap<Target, Placed> },
    targets: readonly Target[],
  ) {
    this.#declared = declared;
    this.#embedded = embedded;
    this.#decided = decided;
    this.#placed = placed;
    this.#tenants = new Tenants(targets, placed);
  }

  get #common(): Omit<Sides, "live"> {
    const alone = <T>(work: () => Promise<T>) => this.#embedded.run(work);
    return { project: this.#declared.project, declared: this.#declared.read, alone };
  }

  attempt(target: Target): Attempt {
    const tenant = this.#placed.get(target);
    if (tenant !== undefined) return this.#tenantAttempt(target, tenant);
    let fingerprint: string | undefined;
    const live: Sides["live"] = async (options, question) => {
      const both = async (client: Client) => {
        const answer = await question(client);
        const content = target.options.data ? undefined : await databaseFingerprint(client);
        return { answer, content };
      };
      const read = () => readLive(options.live, { ...options, refuseProblems: true }, both);
      const { recorded, ...rest } = await (postgres.accepts(options.live) ? read() : this.#embedded.run(read));
      fingerprint = this.#whole(target, recorded?.content, recorded?.answer);
      return { ...rest, recorded: recorded?.answer };
    };
    return {
      options: target.options,
      sides: { ...this.#common, live },
      fingerprint: () => fingerprint,
    };
  }

  /** As `attempt` has it, as of now, without reading the catalog. @throws SourceError */
  async fingerprint(target: Target): Promise<string | undefined> {
    const { options } = target;
    const tenant = this.#placed.get(target);
    if (tenant !== undefined) return this.#whole(target, await this.#tenants.fingerprint(options, tenant), undefined);
    if (!postgres.accepts(options.live)) return undefined;
    const project = await this.#declared.project(options);
    return asking(options.live, options, true, async (client) => {
      const recorded = await project?.tool.recorded(client, options, project.history);
      return this.#whole(target, await databaseFingerprint(client), recorded);
    });
  }

  #tenantAttempt(target: Target, tenant: Placed): Attempt {
    let fingerprint: string | undefined;
    const live: Sides["live"] = async () => {
      const read = await this.#tenants.read(target.options, tenant);
      fingerprint = this.#whole(target, read.fingerprint, undefined);
      return { catalog: read.catalog, isLive: true, recorded: undefined };
    };
    return {
      options: optionsOfTenant(target.options, tenant),
      sides: { ...this.#common, live },
      fingerprint: () => fingerprint,
    };
  }

  #whole(target: Target, content: string | undefined, recorded: unknown): string | undefined {
    if (content === undefined) return undefined;
    return namedDigest(JSON.stringify([this.#decided.get(target), content, recorded ?? null]));
  }
}
