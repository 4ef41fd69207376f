// One statement of a script, as it is sent.

export interface Statement {
  readonly sql: string;
  /** Line of its first word, from 1. */
  readonly line: number;
  /** Its first words, in lower case. */
  readonly words: readonly string[];
}
