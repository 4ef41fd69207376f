// How the sides of one target are had: the declared one shared with all, the live one with its fingerprint, both as of one moment.

import type { Sides } from "../check.ts";
import { namedDigest } from "../digest.ts";
import { readLive } from "../read-catalog.ts";
import { postgres } from "../sources/postgres.ts";
import type { OpenDatabase } from "../sources/source.ts";
import type { DeclaredSides } from "./declared.ts";
import { databaseFingerprint } from "./fingerprint/fingerprint.ts";
import type { Attempt } from "./one.ts";
import type { OneAtATime } from "./pool.ts";
import type { Target } from "./target.ts";

type Client = OpenDatabase["client"];

export class Readings {
  readonly #declared: DeclaredSides;
  readonly #embedded: OneAtATime;
  readonly #decided: (target: Target) => string;

  /** @param decided a digest of all besides the live catalog on which the record depends */
  constructor(declared: DeclaredSides, embedded: OneAtATime, decided: (target: Target) => string) {
    this.#declared = declared;
    this.#embedded = embedded;
    this.#decided = decided;
  }

  attempt(target: Target): Attempt {
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
      sides: { project: this.#declared.project, declared: this.#declared.read, live },
      fingerprint: () => fingerprint,
    };
  }

  /** As `attempt` has it, without reading the catalog. */
  async fingerprint(target: Target, client: Client): Promise<string | undefined> {
    const project = await this.#declared.project(target.options);
    const recorded = await project?.tool.recorded(client, target.options, project.history);
    return this.#whole(target, await databaseFingerprint(client), recorded);
  }

  #whole(target: Target, content: string | undefined, recorded: unknown): string | undefined {
    if (content === undefined) return undefined;
    return namedDigest(JSON.stringify([this.#decided(target), content, recorded ?? null]));
  }
}
