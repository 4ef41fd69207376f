// How the sides of one target are had: the declared one shared with all, the live one with its fingerprint, both as of one moment.

import { namedDigest } from "../digest.ts";
import { readLive } from "../read-catalog.ts";
import type { Sides } from "../sides.ts";
import { postgres } from "../sources/postgres.ts";
import type { OpenDatabase } from "../sources/source.ts";
import { asking } from "./ask.ts";
import type { DeclaredSides } from "./declared.ts";
import { databaseFingerprint, databaseVersions } from "./fingerprint/fingerprint.ts";
import type { Before } from "./known.ts";
import type { Attempt } from "./one.ts";
import type { OneAtATime } from "./pool.ts";
import type { Signs } from "./record.ts";
import type { Target } from "./target.ts";
import { optionsOfTenant, type Placed, Tenants } from "./tenants.ts";

type Client = OpenDatabase["client"];

interface Asked {
  readonly versions: () => Promise<string>;
  readonly content: () => Promise<string | undefined>;
}

export class Readings {
  readonly #declared: DeclaredSides;
  readonly #embedded: OneAtATime;
  readonly #decided: ReadonlyMap<Target, string>;
  readonly #placed: ReadonlyMap<Target, Placed>;
  readonly #tenants: Tenants;
  readonly #printer: NonNullable<Sides["printer"]>;

  /** @param decided a digest of all besides the live catalog on which a record depends */
  constructor(
    declared: DeclaredSides,
    embedded: OneAtATime,
    { decided, placed }: { decided: ReadonlyMap<Target, string>; placed: ReadonlyMap<Target, Placed> },
    targets: readonly Target[],
    printer: NonNullable<Sides["printer"]>,
  ) {
    this.#declared = declared;
    this.#printer = printer;
    this.#embedded = embedded;
    this.#decided = decided;
    this.#placed = placed;
    this.#tenants = new Tenants(targets, placed);
  }

  get #common(): Omit<Sides, "live"> {
    const alone = <T>(work: () => Promise<T>) => this.#embedded.run(work);
    return { project: this.#declared.project, declared: this.#declared.read, alone, printer: this.#printer };
  }

  attempt(target: Target): Attempt {
    const tenant = this.#placed.get(target);
    if (tenant !== undefined) return this.#tenantAttempt(target, tenant);
    let signs: Signs = {};
    const live: Sides["live"] = async (options, question) => {
      const both = async (client: Client) => {
        const answer = await question(client);
        const content = target.options.data ? undefined : await databaseFingerprint(client);
        const versions = content === undefined ? undefined : await databaseVersions(client);
        return { answer, content, versions };
      };
      const read = () => readLive(options.live, { ...options, refuseProblems: true }, both);
      const { recorded, ...rest } = await (postgres.accepts(options.live) ? read() : this.#embedded.run(read));
      signs = this.#signs(target, recorded?.content, recorded?.versions, recorded?.answer);
      return { ...rest, recorded: recorded?.answer };
    };
    return {
      options: target.options,
      sides: { ...this.#common, live },
      signs: () => signs,
    };
  }

  /**
   * Asks, without reading the catalog, whether the target is still what it was.
   * @returns which versions its rows are of, if it is. @throws SourceError
   */
  async still(target: Target, before: Before): Promise<string | undefined> {
    const { options } = target;
    const tenant = this.#placed.get(target);
    if (tenant !== undefined) {
      const ask = {
        versions: () => this.#tenants.versions(options),
        content: () => this.#tenants.fingerprint(options, tenant),
      };
      return this.#same(target, before, ask);
    }
    if (!postgres.accepts(options.live)) return undefined;
    const project = await this.#declared.project(options);
    return asking(options.live, options, true, async (client) => {
      const recorded = await project?.tool.recorded(client, options, project.history);
      const ask = { versions: () => databaseVersions(client), content: () => databaseFingerprint(client) };
      return this.#same(target, before, ask, recorded);
    });
  }

  /** Whether its rows are of other versions costs little to know; only then is it asked what is in them. */
  async #same(target: Target, before: Before, ask: Asked, recorded?: unknown): Promise<string | undefined> {
    const versions = this.#digest(target, await ask.versions(), recorded);
    if (before.versions === versions) return versions;
    const content = await ask.content();
    return content !== undefined && this.#digest(target, content, recorded) === before.fingerprint
      ? versions
      : undefined;
  }

  #tenantAttempt(target: Target, tenant: Placed): Attempt {
    let signs: Signs = {};
    const live: Sides["live"] = async () => {
      const read = await this.#tenants.read(target.options, tenant);
      signs = this.#signs(target, read.fingerprint, read.versions);
      return { catalog: read.catalog, isLive: true, recorded: undefined };
    };
    return {
      options: optionsOfTenant(target.options, tenant),
      sides: { ...this.#common, live },
      signs: () => signs,
    };
  }

  #signs(target: Target, content: string | undefined, versions = "", recorded?: unknown): Signs {
    if (content === undefined) return {};
    const digest = (of: string) => this.#digest(target, of, recorded);
    return { fingerprint: digest(content), versions: digest(versions) };
  }

  #digest(target: Target, content: string, recorded: unknown): string {
    return namedDigest(`${this.#decided.get(target)} ${JSON.stringify([content, recorded ?? null])}`);
  }
}
