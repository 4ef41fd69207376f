// What a database is made with and can't be given later: counted, and told with its values, so that a difference is seen.

import type { Unread } from "../catalog/catalog.ts";
import type { Target } from "./kind.ts";
import { list, type Row } from "./row.ts";

/** What of it each version of PostgreSQL keeps. */
function propertiesOf({ major }: Target): readonly (readonly [name: string, value: string])[] {
  return [
    ["encoding", "pg_encoding_to_char(d.encoding)"],
    ["collation", "d.datcollate"],
    ["character type", "d.datctype"],
    ...(major >= 15
      ? ([
          ["locale provider", "CASE d.datlocprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' ELSE 'builtin' END"],
          ["locale", major >= 17 ? "d.datlocale" : "d.daticulocale"],
        ] as const)
      : []),
    ...(major >= 16 ? ([["ICU rules", "d.daticurules"]] as const) : []),
  ];
}

/** One row: the properties that it has, as `encoding UTF8`. */
export function databasePropertiesQuery(target: Target): string {
  const columns = propertiesOf(target).map(([name, value]) => `'${name} ' || (${value})::text`);
  return `SELECT array_remove(ARRAY[${columns.join(", ")}], NULL) AS properties
    FROM pg_database d WHERE d.datname = current_database()`;
}

export const databaseProperty = "database property";

export function readDatabaseProperties(rows: readonly Row[]): Unread[] {
  return rows.map((row) => {
    const properties = list(row, "properties");
    const reason = `${properties.join(", ")}: set when the database was created`;
    return { what: databaseProperty, count: properties.length, reason };
  });
}
