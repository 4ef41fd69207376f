// What the page knows of a report, in the form in which it is kept in the page. Every text in it is safe to show: nothing in it
// can hide or reorder what stands beside it.

/** A list is shown in parentheses; `null` stands for nothing. Line breaks of a text are kept. */
export type Value = string | boolean | null | readonly string[];

export type DriftType = "missing" | "unexpected" | "changed";

/** A difference: drift, or one that a rule ignores or the baseline accepts. */
export interface Entry {
  readonly type: DriftType;
  readonly id: string;
  readonly kind: string;
  /** Its name beside its table's, where it belongs to one. */
  readonly name?: string;
  readonly liveId?: string;
  readonly attribute?: string;
  /** Of what changed. */
  readonly declared?: Value;
  readonly live?: Value;
  /** Of an object that one side lacks: its attributes, and in words what goes with it. */
  readonly has?: readonly (readonly [name: string, value: Value])[];
  readonly holds?: string;
  readonly unproven?: string;
  readonly loss?: string;
  /** Where it is in `texts`: thousands of differences share a few explanations. */
  readonly because?: number;
  readonly review?: true;
  readonly finding?: string;
  /** Who moved, in two words. */
  readonly moved?: string;
  /** Where it is declared: `schema.sql:12`. */
  readonly source?: string;
  readonly rule?: string;
}

/** A table, or whatever else stands for itself. */
export interface Group {
  readonly name: string;
  /** Where its entries are in `drift`. */
  readonly entries: readonly number[];
}

export interface PageData {
  readonly drift: readonly Entry[];
  /** Worst first. */
  readonly groups: readonly Group[];
  readonly ignored: readonly Entry[];
  readonly baselined: readonly Entry[];
  readonly texts: readonly string[];
  /** The options that name the two sides, as a shell takes them, for the command that explains an object. */
  readonly sides: string;
}
