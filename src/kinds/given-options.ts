// Options that somebody gave to a relation or a column (`WITH (…)`, `SET (…)`), without those that a server writes for itself.
// Never for the options of foreign data: their names are the wrapper's to choose, whatever they begin with.

/**
 * The options in this column (`reloptions`, `attoptions`) as a list of `name=value`, in order of name; NULL where there are none.
 * A name that begins with `pg_` is PostgreSQL's own, as a role's or a schema's is: no DDL gives such an option, and pg_dump
 * prints none (`pg_attver` since 15.20).
 */
export function givenOptions(column: string): string {
  return `CASE WHEN ${column} IS NOT NULL THEN (
      SELECT array_agg(o ORDER BY o COLLATE "C") FROM unnest(${column}) AS o WHERE NOT starts_with(o, 'pg_')) END`;
}
