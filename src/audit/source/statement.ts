// What is read from an application's source: the SQL in it, what the code itself shows, and what could not be read. `readSource` is in read.ts.

/** A place in the SQL where the source has an expression whose text is not known. */
export interface Hole {
  /** Where its parameter stands in `sql`, in UTF-16 units, as `String.slice` counts. */
  readonly at: number;
  /** `value`: a parameter stands for it and PostgreSQL can judge. `unknown`: a name or a piece of SQL may stand there. */
  readonly as: "value" | "unknown";
  /** The expression as the source has it, at most 80 characters. */
  readonly written: string;
}

/** The SQL of a statement of which nothing is known. */
export const unseenSql = "$1";

export interface SourceStatement {
  /** Relative to the folder audited, with `/`. */
  readonly file: string;
  /** 1-based, where the string starts. */
  readonly line: number;
  readonly endLine: number;
  /** With `$1`, `$2` … for the driver's parameters and for values that are holes. */
  readonly sql: string;
  /** As in the source, at most 4,000 characters. */
  readonly written: string;
  /** The call that it goes to, as the source names it: `cursor.execute`. */
  readonly sink?: string;
  /** It goes to a known sink, or stands in a .sql file. */
  readonly sure: boolean;
  readonly holes: readonly Hole[];
  /** The language's id: `python`, `php`, `sql`. */
  readonly language: string;
  /** The one database that a guard around it asks for, as in `if dialect.name == "mysql"`. */
  readonly onlyFor?: string;
  /** The 1-based line of an offset in `sql`. */
  readonly lineAt: (offset: number) => number;
}

/** What the code itself shows, without PostgreSQL: the class's id, where, what, and what to do. */
export interface SourceFinding {
  readonly file: string;
  readonly line: number;
  readonly class: string;
  readonly severity: "blocker" | "advisory";
  /** The code that it is about, at most 200 characters. */
  readonly written: string;
  readonly message: string;
  readonly advice: string;
}

export interface SkippedFile {
  readonly file: string;
  readonly reason: string;
}

export interface SourceReading {
  /** By file, then by line. */
  readonly statements: readonly SourceStatement[];
  readonly findings: readonly SourceFinding[];
  /** Files that hold source and were not read, and those whose grammar failed on part of them. */
  readonly skipped: readonly SkippedFile[];
  readonly files: number;
  readonly lines: number;
}

export interface SourceOptions {
  /** The folder that is audited: names are relative to it, and its .gitignore files count. Absolute. */
  readonly root: string;
  /** Calls of the project's own that take SQL as their first argument: `run_query`, `Db.fetchAll`. */
  readonly sinks?: readonly string[];
  /** The type of a column, as PostgreSQL prints it; undefined where the schema has no such column, or is not known. */
  readonly typeOf?: (table: string, column: string) => string | undefined;
  /** A folder where what was read of unchanged files is remembered. Nothing is remembered without it. */
  readonly memory?: string;
}
