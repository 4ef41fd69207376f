// The outcome of `prove`. Its JSON form is what `--reporter json` prints.

import type { ObjectId } from "../catalog/object-id.ts";

/** One mutation that a rule hid. */
export interface Hidden {
  readonly mutation: string;
  readonly group: string;
  readonly id: ObjectId;
  /** Without any where the comparison itself told nothing of it. */
  readonly rules: readonly string[];
  /** The statements; none where the catalog was changed as it was read. */
  readonly sql?: string;
}

export interface AcceptedMutation extends Hidden {
  /** The class of noise that it is an instance of. */
  readonly as: string;
}

export interface Proof {
  readonly version: 1;
  readonly outcome: "proved" | "holes";
  /** Mutations that had to be reported: those that were, and the holes. */
  readonly total: number;
  readonly reported: number;
  /** Of those reported, the ones made in the catalog, as PostgreSQL has no statement for them here. */
  readonly inCatalog: number;
  readonly holes: readonly Hidden[];
  readonly accepted: readonly AcceptedMutation[];
  /** Those that made the live object what is declared, or left it what it was. */
  readonly noDifference: number;
  /** Within tables that are reported as a whole already. */
  readonly covered: number;
  /** How often PostgreSQL refused a mutation in every way, by group. */
  readonly impossible: Readonly<Record<string, number>>;
  /** By what was mutated: `column type`, `missing index`. */
  readonly byAttribute: Readonly<Record<string, { readonly reported: number; readonly total: number }>>;
  readonly seed?: number;
}
