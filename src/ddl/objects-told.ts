// An object as PostgreSQL identifies it to a person, and as statements about any sort of object take it: `table column public.t.c`.

/** What `pg_identify_object` calls a sort, where SECURITY LABEL, GRANT and ALTER call it something else. */
const words: Readonly<Record<string, string>> = {
  "table column": "COLUMN",
  "view column": "COLUMN",
  "materialized view column": "COLUMN",
  "foreign table column": "COLUMN",
  "composite type column": "COLUMN",
  "composite type": "TYPE",
  "foreign-data wrapper": "FOREIGN DATA WRAPPER",
  server: "SERVER",
};

/** The longest first: `table column` is no table. */
const sorts = [
  ...Object.keys(words),
  ...["materialized view", "foreign table", "event trigger", "text search configuration", "text search dictionary"],
  ...["large object", "operator class", "operator family"],
].sort((a, b) => b.length - a.length);

export interface Told {
  /** `COLUMN` */
  readonly word: string;
  readonly name: string;
}

export function objectTold(text: string): Told {
  const sort = sorts.find((each) => text.startsWith(`${each} `)) ?? text.slice(0, text.indexOf(" "));
  const name = text.slice(sort.length + 1);
  return { word: wordOf(sort), name: sort === "schema" && name.endsWith(".*") ? name.slice(0, -2) : name };
}

export const wordOf = (sort: string): string => words[sort] ?? sort.toUpperCase();
