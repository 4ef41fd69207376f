// Which objects are the user's: not the system's, not an extension's, not another session's temporary ones.

/** A condition on pg_namespace under this alias. */
export function isUserSchema(alias: string): string {
  return `${alias}.nspname NOT IN ('pg_catalog', 'information_schema')
    AND ${alias}.nspname NOT LIKE 'pg\\_toast%' AND ${alias}.nspname NOT LIKE 'pg\\_temp\\_%'`;
}

/** Somebody made it, and not initdb, which has the oids below. */
export function isMade(oid: string): string {
  return `${oid} >= 16384`;
}

/** Objects that an extension owns are the extension's. `oid` is an SQL expression, `catalog` the catalog that it is of. */
export function isNotFromExtension(catalog: string, oid: string): string {
  return `NOT EXISTS (SELECT FROM pg_depend e WHERE e.deptype = 'e' AND e.classid = '${catalog}'::regclass AND e.objid = ${oid})`;
}

/** A name as `quoteName` writes it: which words are keywords, each version of PostgreSQL has its own mind about. */
export function plainName(column: string): string {
  return `CASE WHEN ${column} ~ '^[a-z_][a-z0-9_$]*$' THEN ${column}::text ELSE quote_ident(${column}) END`;
}

/** A function that PostgreSQL itself makes for another object, as for a range type. `oid` is an SQL expression. */
export function isMadeForAnother(oid: string): string {
  return `EXISTS (SELECT FROM pg_depend i WHERE i.deptype = 'i' AND i.classid = 'pg_proc'::regclass AND i.objid = ${oid})`;
}

/** A LEFT JOIN that brings an object's comment as \`comment\`. */
export function joinComment(catalog: string, oid: string, subobject = "0"): string {
  return `LEFT JOIN pg_description d ON d.classoid = '${catalog}'::regclass AND d.objoid = ${oid} AND d.objsubid = ${subobject}`;
}

/** The name of the tablespace that this relation is in, where that is not the database's own. */
export function tablespaceOf(relation: string): string {
  return `CASE WHEN ${relation}.reltablespace <> 0 THEN (SELECT s.spcname FROM pg_tablespace s WHERE s.oid = ${relation}.reltablespace) END`;
}

/** When a trigger or rule fires, by the column that has the letter for it; NULL where it does as usual. */
export function enabledText(column: string): string {
  return `CASE ${column} WHEN 'D' THEN 'DISABLED' WHEN 'R' THEN 'REPLICA' WHEN 'A' THEN 'ALWAYS' END`;
}

/** A check that a table has from a parent is the parent's, unless it alone was validated, or was not. */
export function isOwnCheck(alias: string): string {
  return `(${alias}.conislocal OR (${alias}.conrelid, ${alias}.conname, ${alias}.convalidated) NOT IN (
        SELECT h.inhrelid, p.conname, p.convalidated FROM pg_inherits h
        JOIN pg_constraint p ON p.conrelid = h.inhparent AND p.contype = 'c'))`;
}

/** A partition's copy of a trigger is its parent's, unless it was switched off or on by itself. */
export function isOwnTrigger(alias: string): string {
  return `NOT EXISTS (SELECT FROM pg_trigger p WHERE p.oid = ${alias}.tgparentid AND p.tgenabled = ${alias}.tgenabled)`;
}
