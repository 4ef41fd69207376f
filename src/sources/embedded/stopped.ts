// Why an embedded PostgreSQL was ended from outside: it was too slow, too large, or crashed. Each says so in words of its own.

import { SourceError } from "../../errors.ts";

export class Stopped extends SourceError {
  /** What followed for the statement that ran, as the end of a sentence: `was still running after …`. */
  readonly outcome: string;
  /** What to do, where there is more to do than to use a server. */
  readonly advice: string | undefined;
  /** How many messages of those that were sent together had begun; the last of them is the one that did not end. */
  readonly begun: number;

  constructor(outcome: string, begun: number, advice?: string) {
    super(`the embedded PostgreSQL (PGlite) ${outcome}${advice === undefined ? "" : `; ${advice}`}`);
    this.outcome = outcome;
    this.advice = advice;
    this.begun = begun;
  }
}
