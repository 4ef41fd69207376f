// The contract of a table in which a migration tool remembers what it has run: what it is known by, and how the tool makes it.
// The two are stated apart, each from the tool's sources: a proof tries what it is known by on what the tool makes.

/**
 * A column's type as the tool writes it for PostgreSQL, `|` between those of its versions: `varchar(255)|varchar(191)`. What pgloader
 * makes of the same tool's table in MySQL or SQLite is known of every type (`pgloader/types.ts`) and not written here.
 */
export type Columns = Readonly<Record<string, string>>;

/** By what a table is known as the tool's. Nothing that only resembles it may be. */
export interface OwnTable {
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

/** A table as the tool's own statements make it. Never derived from an `OwnTable`, which is what a proof tries with it. */
export interface SampleTable {
  readonly name: string;
  /** A project may choose a longer name, of which this is a part. */
  readonly isPartOfName?: true;
  /** Where it must be to be the tool's. */
  readonly schema?: string;
  readonly columns: readonly SampleColumn[];
  /** Those of its columns that an older version's table has not. */
  readonly mayLack?: readonly string[];
  /** The columns of its primary key. */
  readonly key?: readonly string[];
}

export interface SampleColumn {
  readonly name: string;
  readonly type: string;
  /** What its definition says besides. */
  readonly rest: string;
}

/** A migration tool of which its own tables are known, whether driftcheck can read its folder or not. */
export interface TableKeeper {
  readonly name: string;
  /** As the tool writes itself, for a sentence. */
  readonly title: string;
  readonly ownTables: readonly OwnTable[];
  readonly samples: readonly SampleTable[];
  /** By which files a project of it is known, where driftcheck can't read its folder. */
  readonly sign?: RegExp;
}

/** A column a line: its name, its type in one word, and the rest of its definition. */
export function columns(lines: string): readonly SampleColumn[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", type = "", ...rest] = line.trim().split(" ");
      return { name, type, rest: rest.join(" ") };
    });
}
