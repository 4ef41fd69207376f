// The head of a report: what it is about, and what decided it.

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
  const deciding = new Deciding();
  const heads = new Set<FleetDeclared>();
  const digests = new Set<string>();
  const decided = new Map<Target, string>();
  const placed = new Map<Target, Placed>();
  for (const target of targets) {
    const [side, digest] = [await declared.head(target.options), await deciding.digestOf(target)];
    const tenant = target.tenant && placeTenant(target, await declared.catalog(target.options));
    if (tenant !== undefined) placed.set(target, tenant);
    heads.add(side);
    digests.add(digest);
    decided.set(target, JSON.stringify([packageVersion(), side.digest, digest, tenant ?? null]));
  }
  return { head: headOf(targets, [...heads], digests, options), decided, placed };
}

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
