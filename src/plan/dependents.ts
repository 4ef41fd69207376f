// What depends on an object, as PostgreSQL itself has recorded it in the database where the plan is tried.

import { type ObjectId, objectId } from "../catalog/object-id.ts";
import type { OpenDatabase } from "../sources/source.ts";

export interface Dependent {
  /** Undefined for what no catalog of ours holds. */
  readonly id: ObjectId | undefined;
  /** PostgreSQL's own words for it. */
  readonly told: string;
  /** It goes with the object by itself; else it is in the way. */
  readonly goesAlong: boolean;
  /** A column is meant by its default alone. */
  readonly isDefault: boolean;
}

interface Row {
  readonly kind: string | null;
  readonly path: readonly string[] | null;
  readonly signature: string | null;
  readonly told: string;
  readonly deptype: string;
  readonly on_kind: string | null;
  readonly on_path: readonly string[] | null;
  readonly on_signature: string | null;
  readonly is_default: boolean;
}

/** The kind and path of each object that others depend on or that depends on others; NULL for one that no catalog of ours has. */
const named = `
  SELECT 'pg_class'::regclass AS classid, c.oid, 0 AS sub,
    CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' WHEN 'S' THEN 'sequence'
      WHEN 'c' THEN 'composite' ELSE 'table' END AS kind, ARRAY[n.nspname, c.relname]::text[] AS path, NULL AS signature
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')
  UNION ALL
  SELECT 'pg_class'::regclass, i.indexrelid, 0, CASE WHEN k.oid IS NULL THEN 'index' ELSE 'constraint' END,
    ARRAY[n.nspname, t.relname, c.relname]::text[], NULL
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
  JOIN pg_namespace n ON n.oid = t.relnamespace LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')
  UNION ALL
  SELECT 'pg_class'::regclass, a.attrelid, a.attnum, CASE WHEN c.relkind IN ('r', 'p', 'f') THEN 'column'
      WHEN c.relkind = 'v' THEN 'view' ELSE 'materialized view' END,
    CASE WHEN c.relkind IN ('r', 'p', 'f') THEN ARRAY[n.nspname, c.relname, a.attname]::text[] ELSE ARRAY[n.nspname, c.relname]::text[] END, NULL
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE a.attnum > 0 AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
  UNION ALL
  SELECT 'pg_rewrite'::regclass, r.oid, 0, CASE WHEN r.rulename <> '_RETURN' THEN 'rule' WHEN c.relkind = 'm' THEN 'materialized view' ELSE 'view' END,
    CASE WHEN r.rulename <> '_RETURN' THEN ARRAY[n.nspname, c.relname, r.rulename]::text[] ELSE ARRAY[n.nspname, c.relname]::text[] END, NULL
  FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
  UNION ALL
  SELECT 'pg_attrdef'::regclass, d.oid, 0, CASE WHEN c.relkind = 'v' THEN 'view' ELSE 'column' END, CASE WHEN c.relkind = 'v'
      THEN ARRAY[n.nspname, c.relname]::text[] ELSE ARRAY[n.nspname, c.relname, a.attname]::text[] END, NULL
  FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
  UNION ALL
  SELECT 'pg_constraint'::regclass, k.oid, 0, 'constraint', ARRAY[n.nspname, coalesce(c.relname, t.typname), k.conname]::text[], NULL
  FROM pg_constraint k LEFT JOIN pg_class c ON c.oid = k.conrelid LEFT JOIN pg_type t ON t.oid = k.contypid
  JOIN pg_namespace n ON n.oid = coalesce(c.relnamespace, t.typnamespace)
  WHERE k.contype <> 'n' AND NOT (k.contype = 'f' AND k.conparentid <> 0)
  UNION ALL
  SELECT 'pg_trigger'::regclass, g.oid, 0, 'trigger', ARRAY[n.nspname, c.relname, g.tgname]::text[], NULL
  FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT g.tgisinternal
  UNION ALL
  SELECT 'pg_policy'::regclass, p.oid, 0, 'policy', ARRAY[n.nspname, c.relname, p.polname]::text[], NULL
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  UNION ALL
  SELECT 'pg_proc'::regclass, p.oid, 0, 'function', ARRAY[n.nspname, p.proname]::text[], oidvectortypes(p.proargtypes)
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  UNION ALL
  SELECT 'pg_type'::regclass, t.oid, 0, CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range' WHEN 'b' THEN 'base type'
      WHEN 'c' THEN CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'c' THEN 'composite' ELSE 'table' END END,
    ARRAY[n.nspname, t.typname]::text[], NULL
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
  WHERE NOT (t.typcategory = 'A' AND t.typelem <> 0)
  UNION ALL
  SELECT 'pg_statistic_ext'::regclass, s.oid, 0, 'statistics', ARRAY[n.nspname, s.stxname]::text[], NULL
  FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
  UNION ALL
  SELECT 'pg_collation'::regclass, c.oid, 0, 'collation', ARRAY[n.nspname, c.collname]::text[], NULL
  FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
  UNION ALL
  SELECT 'pg_operator'::regclass, o.oid, 0, 'operator', ARRAY[n.nspname, o.oprname]::text[],
    (CASE o.oprleft WHEN 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END) || ', ' || format_type(o.oprright, NULL)
  FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
  UNION ALL
  SELECT 'pg_opclass'::regclass, o.oid, 0, 'operator class', ARRAY[n.nspname, o.opcname]::text[], m.amname
  FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace JOIN pg_am m ON m.oid = o.opcmethod
  UNION ALL
  SELECT 'pg_opfamily'::regclass, o.oid, 0, 'operator family', ARRAY[n.nspname, o.opfname]::text[], m.amname
  FROM pg_opfamily o JOIN pg_namespace n ON n.oid = o.opfnamespace JOIN pg_am m ON m.oid = o.opfmethod
  UNION ALL
  SELECT 'pg_ts_parser'::regclass, p.oid, 0, 'text search parser', ARRAY[n.nspname, p.prsname]::text[], NULL FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace
  UNION ALL
  SELECT 'pg_ts_template'::regclass, p.oid, 0, 'text search template', ARRAY[n.nspname, p.tmplname]::text[], NULL FROM pg_ts_template p JOIN pg_namespace n ON n.oid = p.tmplnamespace
  UNION ALL
  SELECT 'pg_ts_dict'::regclass, p.oid, 0, 'text search dictionary', ARRAY[n.nspname, p.dictname]::text[], NULL FROM pg_ts_dict p JOIN pg_namespace n ON n.oid = p.dictnamespace
  UNION ALL
  SELECT 'pg_ts_config'::regclass, p.oid, 0, 'text search configuration', ARRAY[n.nspname, p.cfgname]::text[], NULL FROM pg_ts_config p JOIN pg_namespace n ON n.oid = p.cfgnamespace
  UNION ALL
  SELECT 'pg_foreign_data_wrapper'::regclass, oid, 0, 'foreign data wrapper', ARRAY[fdwname]::text[], NULL FROM pg_foreign_data_wrapper
  UNION ALL
  SELECT 'pg_foreign_server'::regclass, oid, 0, 'foreign server', ARRAY[srvname]::text[], NULL FROM pg_foreign_server
  UNION ALL
  SELECT 'pg_user_mapping'::regclass, u.oid, 0, 'user mapping', ARRAY[s.srvname, CASE u.umuser WHEN 0 THEN 'public' ELSE pg_get_userbyid(u.umuser) END]::text[], NULL
  FROM pg_user_mapping u JOIN pg_foreign_server s ON s.oid = u.umserver
  UNION ALL
  SELECT 'pg_language'::regclass, oid, 0, 'language', ARRAY[lanname]::text[], NULL FROM pg_language
  UNION ALL
  SELECT 'pg_am'::regclass, oid, 0, 'access method', ARRAY[amname]::text[], NULL FROM pg_am
  UNION ALL
  SELECT 'pg_publication'::regclass, oid, 0, 'publication', ARRAY[pubname]::text[], NULL FROM pg_publication
  UNION ALL
  SELECT 'pg_publication_rel'::regclass, r.oid, 0, 'publication', ARRAY[p.pubname]::text[], NULL
  FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
  UNION ALL
  SELECT 'pg_event_trigger'::regclass, oid, 0, 'event trigger', ARRAY[evtname]::text[], NULL FROM pg_event_trigger
  UNION ALL
  SELECT 'pg_namespace'::regclass, oid, 0, 'schema', ARRAY[nspname]::text[], NULL FROM pg_namespace`;

const query = `
  WITH named AS (${named}),
  -- An array type stands for that of its elements.
  edges AS (
    SELECT d.classid, d.objid, d.objsubid, d.refclassid, coalesce(t.typelem, d.refobjid) AS refobjid, d.refobjsubid, d.deptype
    FROM pg_depend d LEFT JOIN pg_type t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid AND t.typcategory = 'A' AND t.typelem <> 0
    WHERE d.deptype IN ('n', 'a') AND d.refobjid >= 16384 AND d.objid >= 16384)
  SELECT DISTINCT o.kind, o.path, o.signature, pg_describe_object(d.classid, d.objid, d.objsubid) AS told, d.deptype::text AS deptype,
    r.kind AS on_kind, r.path AS on_path, r.signature AS on_signature,
    d.classid = 'pg_attrdef'::regclass AND NOT EXISTS (SELECT FROM pg_attrdef f JOIN pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
      WHERE f.oid = d.objid AND a.attgenerated <> '') AS is_default
  FROM edges d
  JOIN named r ON r.classid = d.refclassid AND r.oid = d.refobjid AND (r.sub = d.refobjsubid OR r.kind NOT IN ('column') AND r.sub = 0 AND d.refobjsubid = 0)
  LEFT JOIN named o ON o.classid = d.classid AND o.oid = d.objid AND o.sub = d.objsubid`;

export type Edges = ReadonlyMap<ObjectId, readonly Dependent[]>;

const idOf = (kind: string, path: readonly string[], signature: string | null) =>
  objectId(kind, path, signature ?? undefined);

/** Everything that depends on anything, now. The search_path must be empty. */
export async function dependencies(client: OpenDatabase["client"]): Promise<Edges> {
  const { rows } = await client.query<Row>(query);
  const edges = new Map<ObjectId, Dependent[]>();
  for (const row of rows) {
    if (row.on_kind === null || row.on_path === null) continue;
    const on = idOf(row.on_kind, row.on_path, row.on_signature);
    const id = row.kind === null || row.path === null ? undefined : idOf(row.kind, row.path, row.signature);
    if (id === on) continue;
    const list = edges.get(on) ?? [];
    list.push({ id, told: row.told, goesAlong: row.deptype === "a", isDefault: row.is_default });
    edges.set(on, list);
  }
  return edges;
}
