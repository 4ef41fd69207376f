// One migration of a tool's history.

export interface Revision {
  /** As the tool's version table has it; unique in its history. Django's is `app.name`. */
  readonly id: string;
  /** Those that must have run before: more than one where branches meet, none at the start. */
  readonly parents: readonly string[];
  /** Where a person finds it. */
  readonly file: string;
  /** What a person calls it, where the id doesn't say it. */
  readonly title?: string;
  /** Ids for which a squashed migration stands: where all of them have run, it has. */
  readonly replaces?: readonly string[];
}
