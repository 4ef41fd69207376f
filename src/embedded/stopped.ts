// Why an embedded PostgreSQL was ended from outside: it was too slow, too large, or crashed.

import { SourceError } from "../errors.ts";

/** Whatever it does, a server does elsewhere, and can be asked to end it. */
const advice = "restore the script into your own server and pass its postgres:// URL";

export class Stopped extends SourceError {
  /** What became of it, after a subject: `was still running after …`. */
  readonly outcome: string;
  /** How many messages of those that were sent together it had begun. */
  readonly begun: number;
  /** Which of the statements that were sent together it was about. */
  readonly statement: number;

  constructor(outcome: string, begun: number, statement = 0) {
    super(`the embedded PostgreSQL (PGlite) ${outcome}`);
    this.outcome = outcome;
    this.begun = begun;
    this.statement = statement;
  }

  during(statement: number): Stopped {
    return new Stopped(this.outcome, this.begun, statement);
  }
}

/** @param wheres file and line of each statement that was sent together; an error that is another is given back as it is */
export function located(error: unknown, wheres: readonly string[]): unknown {
  if (!(error instanceof Stopped)) return error;
  const where = wheres[error.statement] ?? wheres.at(-1) ?? "";
  return new SourceError(`${where}: this statement ${error.outcome}. Correct it, or ${advice}.`, { cause: error });
}
