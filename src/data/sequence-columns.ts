// Which columns each sequence numbers: identities, columns that own one, and those whose default draws from one.

import { isNotFromExtension, isUserSchema } from "../kinds/scope.ts";

const isSequence = "'pg_class'::regclass";

/** The default gives just the sequence's next value: what PostgreSQL prints of it, and of a cast around it. */
const plain = `pg_get_expr(def.adbin, def.adrelid) IN (
        format('nextval(%L::regclass)', q.oid::regclass::text),
        format('(nextval(%L::regclass))::%s', q.oid::regclass::text, format_type(a.atttypid, NULL)))`;

// Types whose values compare with a sequence's as numbers do; a domain has one of them below it, by its category.
const numeric = `(y.oid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype)
        OR y.typtype = 'd' AND y.typcategory = 'N')`;

const mayRead = `has_schema_privilege(n.oid, 'USAGE') AND has_column_privilege(t.oid, a.attnum, 'SELECT')
        AND has_schema_privilege(qn.oid, 'USAGE') AND has_sequence_privilege(q.oid, 'SELECT')`;

/**
 * A row for each table that holds rows: a partitioned one has none, and its partitions have its columns. What another table
 * inherits in the old way has a default of its own. Of a foreign table the rows are another server's; a view has none.
 */
export const sequenceColumns = `
  WITH RECURSIVE numbered AS (
    SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid::int2 AS number
    FROM pg_depend d
    WHERE d.classid = ${isSequence} AND d.objsubid = 0 AND d.refclassid = ${isSequence} AND d.refobjsubid > 0
      AND d.deptype IN ('a', 'i') AND d.objid IN (SELECT seqrelid FROM pg_sequence)
    UNION
    SELECT d.refobjid, def.adrelid, def.adnum
    FROM pg_depend d JOIN pg_attrdef def ON def.oid = d.objid
    WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = ${isSequence}
      AND d.refobjid IN (SELECT seqrelid FROM pg_sequence)
  ), place AS (
    SELECT m.sequence, m.relation, a.attname AS name
    FROM numbered m JOIN pg_attribute a ON a.attrelid = m.relation AND a.attnum = m.number
    UNION
    SELECT p.sequence, h.inhrelid, p.name
    FROM place p JOIN pg_inherits h ON h.inhparent = p.relation JOIN pg_class c ON c.oid = h.inhrelid AND c.relispartition
  )
  SELECT qn.nspname AS sequence_schema, q.relname AS sequence, n.nspname AS schema, t.relname AS table, a.attname AS column,
    s.seqincrement::text AS increment, s.seqmin::text AS min, s.seqmax::text AS max,
    CASE
      WHEN t.relkind = 'f' THEN 'it belongs to a foreign table, which is not read'
      WHEN s.seqcycle THEN 'it cycles, so it may be behind without harm'
      WHEN NOT ${numeric} THEN 'its column''s type is neither an integer nor numeric'
      WHEN def.oid IS NOT NULL AND NOT ${plain} THEN 'its column''s default does more than call nextval'
      WHEN NOT (${mayRead}) THEN 'this role has no permission to read it or its column'
      WHEN t.relrowsecurity AND row_security_active(t.oid) THEN 'row security hides rows of its column from this role'
      WHEN 'u' IN (t.relpersistence, q.relpersistence) AND pg_is_in_recovery() THEN 'it is unlogged, and this server is a standby'
    END AS hindrance
  FROM place
  JOIN pg_sequence s ON s.seqrelid = place.sequence
  JOIN pg_class q ON q.oid = s.seqrelid
  JOIN pg_namespace qn ON qn.oid = q.relnamespace
  JOIN pg_class t ON t.oid = place.relation AND t.relkind IN ('r', 'f')
  JOIN pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = place.name AND NOT a.attisdropped
  JOIN pg_type y ON y.oid = a.atttypid
  LEFT JOIN pg_attrdef def ON def.adrelid = t.oid AND def.adnum = a.attnum AND EXISTS (
    SELECT FROM pg_depend u WHERE u.classid = 'pg_attrdef'::regclass AND u.objid = def.oid
      AND u.refclassid = 'pg_class'::regclass AND u.refobjid = q.oid)
  WHERE ${isUserSchema("qn")} AND ${isUserSchema("n")}
    AND ${isNotFromExtension("pg_class", "q.oid")} AND ${isNotFromExtension("pg_class", "t.oid")}
  UNION ALL
  SELECT NULL, NULL, n.nspname, t.relname, a.attname, '1', '1', '1',
    'its column''s default names it in a text, which is looked up anew each time'
  FROM pg_attrdef def
  JOIN pg_class t ON t.oid = def.adrelid AND t.relkind IN ('r', 'f')
  JOIN pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = def.adnum AND NOT a.attisdropped
  WHERE position(format(':funcid %s ', 'nextval(regclass)'::regprocedure::oid) IN def.adbin::text) > 0
    AND NOT EXISTS (
      SELECT FROM pg_depend u WHERE u.classid = 'pg_attrdef'::regclass AND u.objid = def.oid
        AND u.refclassid = 'pg_class'::regclass AND u.refobjid IN (SELECT seqrelid FROM pg_sequence))
    AND ${isUserSchema("n")} AND ${isNotFromExtension("pg_class", "t.oid")}
  ORDER BY 1, 2, 3, 4, 5`;
