// What a mutation can be done to, as queries: one row for each object there is, `it` being its name, quoted and qualified
// by PostgreSQL itself as search_path is empty. No extension's objects are among them.

const ours = (catalog: string, alias = "x") =>
  `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalog}'::regclass AND e.objid = ${alias}.oid AND e.deptype = 'e')`;
const inUserSchema = (namespace: string) =>
  `${namespace} IN (SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema')`;
const named = (namespace: string, name: string) =>
  `(SELECT quote_ident(nspname) FROM pg_namespace n WHERE n.oid = ${namespace}) || '.' || quote_ident(${name})`;

const relations = (condition: string) => `
  SELECT x.oid::regclass::text AS it, quote_ident(x.relname) AS name, quote_ident(s.nspname) AS schema
  FROM pg_class x JOIN pg_namespace s ON s.oid = x.relnamespace
  WHERE ${inUserSchema("x.relnamespace")} AND ${ours("pg_class")} AND ${condition}`;

const columns = (condition: string) => `
  SELECT x.oid::regclass::text AS relation, quote_ident(a.attname) AS it, format_type(a.atttypid, a.atttypmod) AS type,
    quote_ident(x.relname) AS name
  FROM pg_class x JOIN pg_attribute a ON a.attrelid = x.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE ${inUserSchema("x.relnamespace")} AND ${ours("pg_class")} AND ${condition}`;

const constraints = (condition: string) => `
  SELECT x.conrelid::regclass::text AS relation, quote_ident(x.conname) AS it
  FROM pg_constraint x WHERE x.conrelid <> 0 AND ${inUserSchema("x.connamespace")} AND ${condition}`;

const types = (condition: string) => `
  SELECT x.oid::regtype::text AS it, quote_ident(x.typname) AS name FROM pg_type x
  WHERE ${inUserSchema("x.typnamespace")} AND ${ours("pg_type")} AND ${condition}`;

const routines = (condition: string) => `
  SELECT x.oid::regprocedure::text AS it, x.oid::regproc::text AS name, pg_get_function_identity_arguments(x.oid) AS arguments,
    pg_get_function_arguments(x.oid) AS given,
    CASE x.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END AS word
  FROM pg_proc x WHERE ${inUserSchema("x.pronamespace")} AND ${ours("pg_proc")} AND ${condition}`;

const global = (catalog: string, name: string, condition = "true") => `
  SELECT quote_ident(x.${name}) AS it FROM ${catalog} x WHERE x.oid >= 16384 AND ${ours(catalog)} AND ${condition}`;

const inSchema = (catalog: string, namespace: string, name: string, condition = "true") => `
  SELECT ${named(`x.${namespace}`, `x.${name}`)} AS it FROM ${catalog} x
  WHERE ${inUserSchema(`x.${namespace}`)} AND ${ours(catalog)} AND ${condition}`;

const onRelation = (catalog: string, relation: string, name: string, condition = "true") => `
  SELECT c.oid::regclass::text AS relation, quote_ident(x.${name}) AS it,
    CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END AS word
  FROM ${catalog} x JOIN pg_class c ON c.oid = x.${relation}
  WHERE ${inUserSchema("c.relnamespace")} AND ${condition}`;

const member = (catalog: string, namespace: string, name: string, method: string) => `
  SELECT ${named(`x.${namespace}`, `x.${name}`)} AS it, quote_ident(m.amname) AS method
  FROM ${catalog} x JOIN pg_am m ON m.oid = x.${method} WHERE ${inUserSchema(`x.${namespace}`)} AND ${ours(catalog)}`;

const indexes = (condition = "true") => `
  SELECT i.indexrelid::regclass::text AS it, i.indrelid::regclass::text AS relation, quote_ident(x.relname) AS name
  FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
  WHERE ${inUserSchema("x.relnamespace")} AND ${condition}`;

const notOfConstraint = "NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)";
const plainTable = "x.relkind = 'r' AND NOT x.relispartition AND x.reloftype = 0";

export const targets = {
  schema: `SELECT quote_ident(nspname) AS it FROM pg_namespace x WHERE ${inUserSchema("x.oid")}`,
  extension: "SELECT quote_ident(extname) AS it FROM pg_extension WHERE extname <> 'plpgsql'",
  role: "SELECT quote_ident(rolname) AS it FROM pg_roles WHERE rolname ILIKE 'oracle%'",

  enum: types("x.typtype = 'e'"),
  "enum label": `SELECT x.oid::regtype::text AS it, quote_literal(l.enumlabel) AS label FROM pg_type x
    JOIN pg_enum l ON l.enumtypid = x.oid WHERE ${inUserSchema("x.typnamespace")}`,
  domain: types("x.typtype = 'd'"),
  "domain constraint": `SELECT x.contypid::regtype::text AS domain, quote_ident(x.conname) AS it FROM pg_constraint x
    WHERE x.contypid <> 0 AND ${inUserSchema("x.connamespace")}`,
  composite: types("x.typtype = 'c' AND EXISTS (SELECT FROM pg_class c WHERE c.oid = x.typrelid AND c.relkind = 'c')"),
  attribute: `SELECT x.oid::regtype::text AS type, quote_ident(a.attname) AS it FROM pg_type x
    JOIN pg_class c ON c.oid = x.typrelid AND c.relkind = 'c' JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
    WHERE ${inUserSchema("x.typnamespace")}`,
  range: types("x.typtype = 'r'"),
  "base type": types("x.typtype IN ('b', 'p') AND x.typelem = 0"),
  type: types(
    "x.typtype IN ('e', 'd', 'r', 'c') AND (x.typrelid = 0 OR EXISTS (SELECT FROM pg_class c WHERE c.oid = x.typrelid AND c.relkind = 'c'))",
  ),
  sequence: relations("x.relkind = 'S'"),
  "free sequence": relations(
    "x.relkind = 'S' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = x.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'i')",
  ),

  table: relations("x.relkind IN ('r', 'p')"),
  "plain table": relations(plainTable),
  "partitioned table": relations("x.relkind = 'p'"),
  partition: `SELECT i.inhrelid::regclass::text AS it, i.inhparent::regclass::text AS parent FROM pg_inherits i
    JOIN pg_class x ON x.oid = i.inhrelid WHERE x.relkind = 'r' AND x.relispartition AND ${inUserSchema("x.relnamespace")}`,
  child: `SELECT i.inhrelid::regclass::text AS it, i.inhparent::regclass::text AS parent FROM pg_inherits i
    JOIN pg_class x ON x.oid = i.inhrelid WHERE x.relkind = 'r' AND NOT x.relispartition AND ${inUserSchema("x.relnamespace")}`,
  "typed table": relations("x.reloftype <> 0"),
  relation: relations("x.relkind IN ('r', 'p', 'v', 'm', 'f')"),
  view: relations("x.relkind = 'v'"),
  "materialized view": relations("x.relkind = 'm'"),
  "foreign table": relations("x.relkind = 'f'"),

  column: columns("x.relkind = 'r' AND NOT x.relispartition"),
  "partitioned column": columns("x.relkind = 'p'"),
  "text column": columns("x.relkind IN ('r', 'p') AND a.atttypid IN ('text'::regtype, 'varchar'::regtype)"),
  "number column": columns(
    "x.relkind IN ('r', 'p') AND a.atttypid IN ('int4'::regtype, 'int8'::regtype, 'int2'::regtype)",
  ),
  "column with default": columns("x.relkind IN ('r', 'p') AND a.atthasdef AND a.attgenerated = ''"),
  "identity column": columns("x.relkind IN ('r', 'p') AND a.attidentity <> ''"),
  "stored column": columns("x.relkind = 'r' AND a.attgenerated = 's'"),
  "not null column": columns("x.relkind IN ('r', 'p') AND a.attnotnull AND a.attidentity = ''"),
  "view column": columns("x.relkind = 'v'"),
  "materialized column": columns("x.relkind = 'm'"),
  "foreign column": columns("x.relkind = 'f'"),

  constraint: constraints("x.conparentid = 0 AND x.coninhcount = 0"),
  key: constraints("x.contype IN ('p', 'u', 'x') AND x.conparentid = 0"),
  "foreign key": constraints("x.contype = 'f' AND x.conparentid = 0"),
  "not valid": constraints("NOT x.convalidated"),
  "check constraint": constraints("x.contype = 'c' AND x.coninhcount = 0"),
  "not null": constraints("x.contype = 'n' AND x.coninhcount = 0"),

  index: indexes(),
  "free index": indexes(`${notOfConstraint} AND NOT x.relispartition`),
  "plain unique index": indexes(
    `i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts = i.indnatts AND x.relkind = 'i' AND ${notOfConstraint}`,
  ),
  "unique index": indexes("i.indisunique AND i.indimmediate AND i.indpred IS NULL AND x.relkind = 'i'"),
  "expression index": indexes("i.indexprs IS NOT NULL AND x.relkind = 'i'"),
  "partitioned index": indexes("x.relkind = 'I'"),
  "attachable index": `SELECT p.indexrelid::regclass::text AS parent, i.indexrelid::regclass::text AS it
    FROM pg_index p JOIN pg_class x ON x.oid = p.indexrelid AND x.relkind = 'I'
    JOIN pg_inherits h ON h.inhparent = p.indrelid JOIN pg_index i ON i.indrelid = h.inhrelid
    WHERE NOT EXISTS (SELECT FROM pg_inherits a WHERE a.inhrelid = i.indexrelid) AND ${inUserSchema("x.relnamespace")}`,

  function: routines("x.prokind = 'f'"),
  "set function": routines("x.prokind = 'f' AND x.proretset"),
  "trigger function": routines("x.prokind = 'f' AND x.prorettype = 'trigger'::regtype"),
  procedure: routines("x.prokind = 'p'"),
  aggregate: routines("x.prokind = 'a'"),
  routine: routines("true"),

  trigger: onRelation("pg_trigger", "tgrelid", "tgname", "NOT x.tgisinternal AND x.tgparentid = 0"),
  "table trigger": onRelation("pg_trigger", "tgrelid", "tgname", "NOT x.tgisinternal AND c.relkind IN ('r', 'p')"),
  "partition trigger": onRelation("pg_trigger", "tgrelid", "tgname", "x.tgparentid <> 0"),
  policy: onRelation("pg_policy", "polrelid", "polname"),
  rule: onRelation("pg_rewrite", "ev_class", "rulename", "x.rulename <> '_RETURN'"),
  "table rule": onRelation("pg_rewrite", "ev_class", "rulename", "x.rulename <> '_RETURN' AND c.relkind IN ('r', 'p')"),
  statistics: inSchema("pg_statistic_ext", "stxnamespace", "stxname"),
  "event trigger": global("pg_event_trigger", "evtname"),

  cast: `SELECT '(' || x.castsource::regtype || ' AS ' || x.casttarget::regtype || ')' AS it FROM pg_cast x
    WHERE x.oid >= 16384 AND ${ours("pg_cast")}`,
  operator: `SELECT ${named("x.oprnamespace", "x.oprname").replace("quote_ident(x.oprname)", "x.oprname")}
      || '(' || CASE x.oprleft WHEN 0 THEN 'NONE' ELSE x.oprleft::regtype::text END || ', ' || x.oprright::regtype || ')' AS it
    FROM pg_operator x WHERE ${inUserSchema("x.oprnamespace")} AND ${ours("pg_operator")} AND x.oprcode <> 0`,
  "operator class": member("pg_opclass", "opcnamespace", "opcname", "opcmethod"),
  "operator family": member("pg_opfamily", "opfnamespace", "opfname", "opfmethod"),
  collation: inSchema("pg_collation", "collnamespace", "collname"),
  conversion: inSchema("pg_conversion", "connamespace", "conname"),
  "text search parser": inSchema("pg_ts_parser", "prsnamespace", "prsname"),
  "text search template": inSchema("pg_ts_template", "tmplnamespace", "tmplname"),
  "text search dictionary": inSchema("pg_ts_dict", "dictnamespace", "dictname"),
  "text search configuration": inSchema("pg_ts_config", "cfgnamespace", "cfgname"),
  language: global("pg_language", "lanname"),
  transform: `SELECT 'FOR ' || x.trftype::regtype || ' LANGUAGE ' || quote_ident(l.lanname) AS it
    FROM pg_transform x JOIN pg_language l ON l.oid = x.trflang`,
  "access method": global("pg_am", "amname"),
  "table access method": global("pg_am", "amname", "x.amtype = 't'"),

  "foreign data wrapper": global("pg_foreign_data_wrapper", "fdwname"),
  server: global("pg_foreign_server", "srvname"),
  "user mapping": `SELECT CASE x.umuser WHEN 0 THEN 'PUBLIC' ELSE quote_ident(x.usename) END AS it, quote_ident(x.srvname) AS server
    FROM pg_user_mappings x`,
  publication: global("pg_publication", "pubname", "NOT x.puballtables"),
  "any publication": global("pg_publication", "pubname"),
  "published table": `SELECT quote_ident(p.pubname) AS it, x.prrelid::regclass::text AS relation
    FROM pg_publication_rel x JOIN pg_publication p ON p.oid = x.prpubid`,
  subscription: `SELECT quote_ident(subname) AS it FROM pg_subscription
    WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
} as const satisfies Record<string, string>;

export type Target = keyof typeof targets;
