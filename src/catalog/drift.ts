// One difference between the declared and the live catalog, and what was decided about it.

import type { Attributes, AttributeValue } from "./catalog.ts";
import type { ObjectId } from "./object-id.ts";

/** Declared but not live; live but not declared; an attribute that differs. */
export type DriftType = "missing" | "unexpected" | "changed";

/** Which side is otherwise than at the base: what was declared, what was live, both, or neither, as it differed then already. */
export type Moved = "model" | "database" | "both" | "neither";

/** Where something is declared. */
export interface SourceLocation {
  /** Relative to the working directory, with `/` between folders. What lies outside of it is not told. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export interface Drift {
  readonly type: DriftType;
  /** The declared object's id; the live one's where nothing is declared. */
  readonly id: ObjectId;
  /** The live object's id where its name differs. */
  readonly liveId?: ObjectId;
  /** Only for `changed`. */
  readonly attribute?: string;
  /** The attribute's value; all attributes of an object that is missing; null for one that is unexpected. */
  readonly declared: AttributeValue | Attributes | null;
  readonly live: AttributeValue | Attributes | null;
  /** Of an object that one side lacks: a digest of all that belongs to it and goes with it. Absent where nothing does. */
  readonly contents?: string;
  /** How many objects of each kind that is. */
  readonly holds?: Readonly<Record<string, number>>;
  /** Why it is not certain that the two sides differ, where that could not be found out. */
  readonly unproven?: string;
  /** The id of the loss in `losses.yaml` that this is an instance of, where the live side bears pgloader's marks. */
  readonly loss?: string;
  /** What it means for the application; of an ignored drift, why the two sides mean the same. */
  readonly because?: string;
  /** The two sides may or may not mean the same: `because` says what is known and what is not. */
  readonly review?: true;
  /** The id of the report's finding that this is a part of. */
  readonly finding?: string;
  /** Which side moved since the base. Absent where there is no base, or the base does not tell. */
  readonly moved?: Moved;
  /** Identifies the drift from one run to the next, whatever pgloader numbered. */
  readonly fingerprint?: string;
  /** Where the object is declared; of an unexpected one, where its table is. Absent where that is not known. */
  readonly source?: SourceLocation;
}

/** Drift that a rule explains. */
export interface IgnoredDrift extends Drift {
  /** The id of the rule. */
  readonly rule: string;
  /** Why the two sides mean the same, in a sentence. */
  readonly because: string;
}
