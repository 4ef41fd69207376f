// A row of a catalog query, and its values by the type that the query beside the reader gives them.

/** A row as the driver returns it: `null` where the catalog has nothing. */
export type Row = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== "string") throw new TypeError(`${column} is not text: ${typeof value}`);
  return value;
}

export function optionalText(row: Row, column: string): string | null {
  return row[column] == null ? null : text(row, column);
}

export function flag(row: Row, column: string): boolean {
  return row[column] === true;
}

export function list(row: Row, column: string): readonly string[] {
  const value = row[column];
  if (value == null) return [];
  if (!Array.isArray(value)) throw new TypeError(`${column} is not a list: ${typeof value}`);
  return value;
}
