// The contract of a step: a comparison in, the same comparison with one thing settled out. A step reads nothing but its
// argument and the options. What a step does not compare it counts under `notCompared`; it may drop a difference without that
// only where another one in the report tells the same.

import type { Catalog, Side } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import type { Comparison } from "./diff/diff.ts";
import type { Scope } from "./in-scope.ts";
import type { Reprint } from "./printed.ts";

export interface CompareOptions {
  /** From the live schema's name to the declared one that it is compared with. */
  readonly mapSchemas?: ReadonlyMap<string, string>;
  /** Which schemas and tables are compared; the rest is counted. */
  readonly scope?: Scope;
  /** Accepts a scope that leaves one side without objects. */
  readonly allowEmpty?: boolean;
  /** The declared schema without the migrations that will run again, where there are such. */
  readonly beforeOutdated?: Catalog | undefined;
  /** The migration tool that never ran on the live side, which then has none of the tool's tables. */
  readonly unseenBy?: ToolTables | undefined;
  /** Prints again what two versions print, where many comparisons share one server for it. */
  readonly printer?: Reprint | undefined;
}

/** The tables in which a migration tool keeps its record. */
export interface ToolTables {
  readonly tool: string;
  readonly isOwn: (table: ObjectId, catalog: Catalog) => boolean;
}

/** A comparison on its way through the steps. */
export interface InProgress extends Comparison {
  /** Both catalogs as they were before the scope, which sets it: what is compared may refer to what is not. */
  readonly whole?: Readonly<Record<Side, Catalog>>;
}

export interface Step {
  readonly name: string;
  /** Why the step is there: one sentence. */
  readonly why: string;
  /** What the step must never hide: one sentence. */
  readonly neverHides: string;
  /** @throws UsageError where the options don't fit the catalogs */
  readonly run: (comparison: InProgress, options: CompareOptions) => InProgress | Promise<InProgress>;
}
