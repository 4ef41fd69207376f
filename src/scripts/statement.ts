// One statement of a script, as it is sent.

export interface Statement {
  readonly sql: string;
  /** Line of its first word, from 1. */
  readonly line: number;
  /** Its first words, in lower case. */
  readonly words: readonly string[];
  /** The file that it stands in, where another reads that (psql's \i). */
  readonly file?: string;
  /** Each value of its result is a statement, too (psql's \gexec). */
  readonly runsResult?: true;
  /** The one row of its result sets variables, which what follows it may name (psql's \gset). */
  readonly setsVariables?: true;
}
