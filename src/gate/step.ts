// One thing that a gate asks, and what it answered.

/** Something that is known and put off: by the audit's allowlist, a baseline, or a rule of the project's own. */
export interface Deferred {
  /** What it is, with its place. */
  readonly what: string;
  readonly reason?: string;
  readonly owner?: string;
  readonly issue?: string;
  /** A day, as in 2027-01-31. */
  readonly expires?: string;
}

export interface Answer {
  readonly outcome: "passed" | "failed" | "could not tell";
  /** In one line. */
  readonly says: string;
  /** The last lines of what it printed, where somebody must read them. */
  readonly printed?: readonly string[];
  readonly deferred?: readonly Deferred[];
}

export interface Step {
  /** `drift staging`, `audit`, or what the project calls its command. */
  readonly name: string;
  /** What shows more of it: a command line. */
  readonly more: string;
  /** @throws what keeps it from an answer */
  readonly run: () => Promise<Answer>;
}

export interface Result extends Answer {
  readonly name: string;
  readonly more: string;
  readonly milliseconds: number;
}
