// The head of a report: what it is about, and what decided it.

import type { Catalog } from "../catalog/catalog.ts";
import type { CheckOptions } from "../check.ts";
import { namedDigest } from "../digest.ts";
import { packageVersion } from "../package-files.ts";
import type { FleetDeclared, FleetHead } from "../reporters/fleet/report.ts";
import { Deciding } from "./deciding.ts";
import type { DeclaredSides } from "./declared.ts";
import type { FleetOptions } from "./options.ts";
import type { Target } from "./target.ts";
import { type Placed, placeTenant } from "./tenants.ts";

interface Decided {
  readonly head: FleetHead;
  /** Of each target, all besides its live catalog on which its record depends. */
  readonly decided: ReadonlyMap<Target, string>;
  /** The tenants among them. */
  readonly placed: ReadonlyMap<Target, Placed>;
}

/** Reads each declared side. @throws UsageError where a tenant can't be placed, SourceError where a side can't be read */
export async function settle(
  targets: readonly Target[],
  declared: DeclaredSides,
  options: FleetOptions,
): Promise<Decided> {
  const commons = new Commons(declared);
  const heads = new Set<FleetDeclared>();
  const digests = new Set<string>();
  const decided = new Map<Target, string>();
  const placed = new Map<Target, Placed>();
  for (const target of targets) {
    // Thousands have it in common: nobody waits for what is known.
    const known = commons.known(target);
    const { side, digest, catalog } = known ?? (await commons.find(target));
    const tenant = catalog && placeTenant(target, catalog);
    if (tenant !== undefined) placed.set(target, tenant);
    heads.add(side);
    digests.add(digest);
    decided.set(target, `${packageVersion()} ${side.digest} ${digest} ${JSON.stringify(tenant ?? null)}`);
  }
  return { head: headOf(targets, [...heads], digests, options), decided, placed };
}

/** What targets with the same options have in common. */
interface Common {
  readonly side: FleetDeclared;
  readonly digest: string;
  /** Where they are tenants, that of the declared side. */
  readonly catalog: Catalog | undefined;
}

class Commons {
  readonly #declared: DeclaredSides;
  readonly #deciding = new Deciding();
  /** By the options, and as which schema tenants are read. */
  readonly #known = new Map<CheckOptions, Map<string | undefined, Common>>();

  constructor(declared: DeclaredSides) {
    this.#declared = declared;
  }

  known({ options, tenant }: Target): Common | undefined {
    return this.#known.get(options)?.get(keyOf(tenant));
  }

  async find({ options, tenant }: Target): Promise<Common> {
    const common = {
      side: await this.#declared.head(options),
      digest: await this.#deciding.digestOf(options, tenant?.as),
      catalog: tenant && (await this.#declared.catalog(options)),
    };
    const all = this.#known.get(options) ?? new Map();
    this.#known.set(options, all.set(keyOf(tenant), common));
    return common;
  }
}

const keyOf = (tenant: Target["tenant"]) => (tenant === undefined ? undefined : `as ${tenant.as ?? ""}`);

export function headOf(
  targets: readonly Target[],
  declared: readonly FleetDeclared[],
  digests: ReadonlySet<string>,
  { strict, failOn }: FleetOptions,
): FleetHead {
  const names = targets.map(({ name }) => name).sort();
  return {
    version: 1,
    driftcheck: packageVersion(),
    declared: declared.toSorted((a, b) => (a.locator < b.locator ? -1 : 1)),
    options: namedDigest(JSON.stringify([...digests].sort())),
    list: { count: names.length, digest: namedDigest(JSON.stringify(names)) },
    ...(strict && { strict }),
    ...(failOn && { failOn }),
  };
}

/** A list that has grown is no other run: what is finished is. */
export const headDigest = ({ list: _, ...head }: FleetHead) => namedDigest(JSON.stringify(head));
