// What is said of a table in which a migration tool remembers what it has run, as that tool's own sources make it.

/**
 * A column's type as the tool writes it for PostgreSQL, `|` between those of its versions: `varchar(255)|varchar(191)`. What pgloader
 * makes of the same tool's table in MySQL or SQLite is known of every type (`types.ts`) and not written here.
 */
export type Columns = Readonly<Record<string, string>>;

export interface OwnTable {
  readonly tool: string;
  readonly table: string;
  /** A table of another name is the tool's too where this says so: a project may choose the name. */
  readonly isNamed?: (table: string, key: string | undefined) => boolean;
  /** The schema that the tool makes for it; none where it is in whichever the connection has. */
  readonly schema?: string;
  /** All that every version gives it: each must be there. */
  readonly columns: Columns;
  /** What later versions added, the earliest first: nothing of it without all that came before. */
  readonly added?: readonly Columns[];
  /** The columns of its primary key; empty where a version makes none. */
  readonly key: readonly string[];
  /** A version makes a unique index in its stead. */
  readonly isKeyIndex?: true;
  /** Its foreign keys lead to the tool's other tables, in the same schema. */
  readonly isTied?: true;
  /** The checks that the tool gives it, by name. */
  readonly checks?: readonly string[];
}
