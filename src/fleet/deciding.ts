// What decides, options and rules, what a target's record is: two that agree in it and in their catalogs have the same record.

import type { CheckOptions } from "../check.ts";
import { namedDigest } from "../digest.ts";
import { isExpired, today } from "../input/reviewed.ts";
import { rulesDigest } from "../stamp/digests.ts";

type Costly = Pick<CheckOptions, "rules" | "baseline" | "scope" | "mapSchemas" | "strict" | "allowEmpty">;

const costly = ["rules", "baseline", "scope", "mapSchemas", "strict", "allowEmpty"] as const;

/** Most targets have these in common, as the same objects. */
export class Deciding {
  readonly #known: { readonly of: Costly; readonly digest: string }[] = [];

  /** @param as the declared schema as which a tenant is read, where that is said */
  async digestOf(options: CheckOptions, as: string | undefined): Promise<string> {
    const { privileges, crossRead, data, versionTable } = options;
    const flags = [privileges === true, crossRead === true, data === true, versionTable ?? null, as ?? null];
    return namedDigest(JSON.stringify([flags, await this.#rules(options)]));
  }

  async #rules(options: Costly): Promise<string> {
    const before = this.#known.find(({ of }) => costly.every((name) => of[name] === options[name]));
    if (before !== undefined) return before.digest;
    const rules = typeof options.rules === "function" ? await options.rules() : options.rules;
    // A rule that expires decides something else from that day on.
    const expired = rules.filter((rule) => isExpired(rule, today())).map(({ id }) => id);
    const digest = namedDigest(JSON.stringify([await rulesDigest({ ...options, rules }), expired]));
    this.#known.push({ of: options, digest });
    return digest;
  }
}
