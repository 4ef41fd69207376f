// What a catalog's column refers to by oid, printed as PostgreSQL prints names under an empty search_path: with the schema,
// unless that is pg_catalog. NULL where it refers to nothing.

/** With its argument types, as names may be overloaded. */
export function routineText(oid: string): string {
  return `CASE WHEN ${oid} <> 0 THEN ${oid}::oid::regprocedure::text END`;
}

export function operatorText(oid: string): string {
  return `CASE WHEN ${oid} <> 0 THEN ${oid}::regoperator::text END`;
}

export function typeText(oid: string): string {
  return `CASE WHEN ${oid} <> 0 THEN format_type(${oid}, NULL) END`;
}

/** Of what has no `reg…` type of its own: both are expressions. */
export function nameText(schema: string, name: string): string {
  return `CASE WHEN ${schema} = 'pg_catalog' THEN '' ELSE quote_ident(${schema}) || '.' END || quote_ident(${name})`;
}
