// What another database calls a thing, and how PostgreSQL wants it. Data for advice alone: PostgreSQL decides what is refused.

export interface Spelling {
  /** Words in a row, in small letters: `_` stands for any one word, `...` for any number of them. */
  readonly words?: string;
  readonly functions?: readonly string[];
  readonly types?: readonly string[];
  readonly operators?: readonly string[];
  /** A setting of SET or SHOW; `*` at its end stands for any letters. */
  readonly settings?: readonly string[];
  /** A sentence in the imperative, for a person who has the statement before them. */
  readonly advice: string;
  /** Where PostgreSQL's spelling, or the other's meaning, is documented. */
  readonly source: string;
}

export interface Dialect {
  readonly name: string;
  readonly spellings: readonly Spelling[];
}
