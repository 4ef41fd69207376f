// What a noise rule is, as data. Code that judges two spellings of one meaning is an equivalence.

import type { Attributes, AttributeValue } from "../../catalog/catalog.ts";
import type { DriftType } from "../../catalog/drift.ts";

/** Which drift a rule speaks of. What is not given is not asked. */
export interface Match {
  readonly kind?: string;
  readonly type?: DriftType;
  readonly attribute?: string;
  /** Globs over object ids: `*` stands for anything but a dot, `**` for anything. One of them must match. */
  readonly id?: readonly string[];
  /** Code that decides whether both sides mean the same, by name. */
  readonly equivalence?: string;
}

/** One case as it is documented and tested: two values of an attribute, or two schemas in SQL. */
export interface Example {
  readonly declared: AttributeValue | null;
  readonly live: AttributeValue | null;
  readonly ignored: boolean;
}

/** The two values that a rule was written for, as the report has them. */
export interface Expect {
  readonly declared: AttributeValue | Attributes | null;
  readonly live: AttributeValue | Attributes | null;
  /** Of an object that one side lacks: the digest of what belongs to it. */
  readonly contents?: string;
}

/** What a project's own rule says of itself. */
export interface Debt {
  /** Why a project ignores this. A rule of a project's own must have it. */
  readonly reason?: string;
  readonly owner?: string;
  /** Where it is to be settled: a URL or a number. */
  readonly issue?: string;
  /** The first day, as `2027-01-31`, on which the rule is not in force any more. */
  readonly expires?: string;
  /** The rule ignores nothing but this. */
  readonly expect?: Expect;
  /** How many drifts it may ignore; with more than that it ignores none. */
  readonly max?: number;
}

export interface Rule extends Debt {
  readonly id: string;
  readonly summary: string;
  /** Where the class of noise was seen. The shipped preset has it for each rule. */
  readonly evidence?: string;
  /** Not in force under `check --strict`. */
  readonly lenient?: true;
  readonly match: Match;
  readonly examples: readonly Example[];
  /** The presets that a shipped rule is of. */
  readonly presets?: readonly string[];
  readonly preset: boolean;
  /** The rule file that switches this shipped rule off. */
  readonly disabledIn?: string;
}
