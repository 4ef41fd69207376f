// The contract of a migration tool's table as the tool's own statements make it.

export interface ToolTable {
  readonly tool: string;
  readonly name: string;
  /** Where it must be to be the tool's. */
  readonly schema?: string;
  readonly columns: readonly ToolColumn[];
  /** Those of its columns that an older version's table has not. */
  readonly mayLack?: readonly string[];
  /** The columns of its primary key. */
  readonly key?: readonly string[];
}

export interface ToolColumn {
  readonly name: string;
  readonly type: string;
  /** What its definition says besides. */
  readonly rest: string;
}

/** A column a line: its name, its type in one word, and the rest of its definition. */
export function columns(lines: string): readonly ToolColumn[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", type = "", ...rest] = line.trim().split(" ");
      return { name, type, rest: rest.join(" ") };
    });
}
