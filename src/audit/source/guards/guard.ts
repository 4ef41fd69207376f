// What a guard is, whoever finds it: a question in the code, a name, a connection.

/** A stretch of the file, by its offsets, that is for another database. */
export interface Guard {
  readonly start: number;
  readonly end: number;
  readonly onlyFor: string;
  /** It may be the database that is moved: only where the project speaks to another one, too. */
  readonly isBeside?: true;
}

/** The last that begins before it, and ends after. */
export const guardAt = (guards: readonly Guard[], at: number): Guard | undefined =>
  guards.findLast(({ start, end }) => start <= at && at < end);
