// What a live server's extensions own, where they are extensions that the embedded PostgreSQL lacks: asked so that what stands in
// for them there is made of true definitions. One query, which reads catalogs alone and runs no code of an extension.

import type { Catalog } from "../catalog/catalog.ts";
import type { DefinedExtension } from "../catalog/defined-extension.ts";
import { objectId } from "../catalog/object-id.ts";
import { embeddableExtensions } from "../embedded/database.ts";
import { literal } from "../sql/literal.ts";
import { type Queryable, statements } from "./queryable.ts";

const known = ["plpgsql", ...embeddableExtensions()];
const theirs = `ARRAY[${known.map(literal).join(", ")}]::name[]`;
const knownIds = new Set(known.map((name) => objectId("extension", [name])));

/** Of what owns more than this nothing is asked: it is stood in for as where no server is at hand. */
const mostMembers = 20_000;

const json = "json_build_object";
const arrays = "'array_subscript_handler'::regproc";
const pseudo = [
  "internal",
  "cstring",
  "language_handler",
  "fdw_handler",
  "index_am_handler",
  "table_am_handler",
  "tsm_handler",
];
const isInternal = (oid: string) =>
  `${oid} = ANY(ARRAY[${pseudo.map(literal).join(", ")}, '_cstring']::regtype[]::oid[])`;

/** A member's rows as one JSON list for each extension. */
const listOf = (
  name: string,
  classid: string,
  catalog: string,
  item: string,
  { joins = "", where = "true", order = "" },
) => `
  ${name} AS MATERIALIZED (
    SELECT o.extension, json_agg(${item} ORDER BY ${order}) AS list
    FROM own o JOIN ${catalog} m ON m.oid = o.objid ${joins}
    WHERE o.classid = '${classid}'::regclass AND ${where} GROUP BY 1)`;

const placed = (namespace: string) =>
  `'schema', CASE WHEN m.${namespace} <> o.home THEN (SELECT nspname FROM pg_namespace WHERE oid = m.${namespace}) END`;

const ctes = [
  `
  own AS MATERIALIZED (
    SELECT d.classid, d.objid, x.oid AS extension, x.extnamespace AS home
    FROM pg_depend d JOIN pg_extension x ON x.oid = d.refobjid
    WHERE d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass AND x.extname <> ALL(${theirs}))`,
  `
  names AS MATERIALIZED (
    SELECT t.oid, CASE WHEN h.objid IS NULL THEN format_type(t.oid, NULL)
      ELSE quote_ident(e.typname) || CASE WHEN e.oid = t.oid THEN '' ELSE '[]' END END AS name
    FROM pg_type t JOIN pg_type e ON e.oid = CASE WHEN t.typsubscript = ${arrays} THEN t.typelem ELSE t.oid END
    LEFT JOIN (SELECT d.objid FROM pg_depend d JOIN pg_extension x ON x.oid = d.refobjid JOIN pg_type m ON m.oid = d.objid
      WHERE d.deptype = 'e' AND d.classid = 'pg_type'::regclass AND d.refclassid = 'pg_extension'::regclass
        AND m.typnamespace = x.extnamespace) h ON h.objid = e.oid)`,
  `
  parts AS (
    SELECT a.attrelid, json_agg(${json}('name', a.attname, 'type', n.name) ORDER BY a.attnum) AS list
    FROM pg_attribute a JOIN names n ON n.oid = a.atttypid
    WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid IN (
      SELECT objid FROM own WHERE classid = 'pg_class'::regclass
      UNION ALL SELECT t.typrelid FROM own o JOIN pg_type t ON t.oid = o.objid WHERE o.classid = 'pg_type'::regclass)
    GROUP BY 1)`,
  `
  keys AS (
    SELECT i.indrelid, json_agg((SELECT json_agg(a.attname ORDER BY k.at)
      FROM unnest(i.indkey::int[]) WITH ORDINALITY k (number, at) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number)
      ORDER BY i.indisprimary DESC, i.indkey::text) AS list
    FROM pg_index i WHERE i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL
      AND i.indrelid IN (SELECT objid FROM own WHERE classid = 'pg_class'::regclass)
    GROUP BY 1)`,
  listOf(
    "types",
    "pg_type",
    "pg_type",
    `${json}(${placed("typnamespace")}, 'name', m.typname, 'sort', m.typtype,
      'hasModifiers', m.typmodin <> 0, 'category', m.typcategory, 'isPreferred', m.typispreferred, 'delimiter', m.typdelim,
      'parts', p.list, 'base', b.name, 'labels', l.labels)`,
    {
      joins: `LEFT JOIN parts p ON p.attrelid = m.typrelid LEFT JOIN names b ON b.oid = m.typbasetype
    LEFT JOIN (SELECT enumtypid, array_agg(enumlabel ORDER BY enumsortorder) AS labels FROM pg_enum GROUP BY 1) l ON l.enumtypid = m.oid`,
      where: `m.typtype IN ('b', 'c', 'd', 'e') AND m.typsubscript <> ${arrays}`,
      order: "m.oid",
    },
  ),
  listOf(
    "relations",
    "pg_class",
    "pg_class",
    `${json}(${placed("relnamespace")}, 'name', m.relname, 'sort', m.relkind,
      'parts', p.list, 'keys', k.list)`,
    {
      joins: "LEFT JOIN parts p ON p.attrelid = m.oid LEFT JOIN keys k ON k.indrelid = m.oid",
      where: "m.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')",
      order: "m.oid",
    },
  ),
  `
  given AS MATERIALIZED (
    SELECT p.oid, p.pronargs - p.pronargdefaults AS required, u.type, u.at, coalesce(p.proargmodes[u.at], 'i') AS mode,
      coalesce(p.proargnames[u.at], '') AS name,
      count(*) FILTER (WHERE coalesce(p.proargmodes[u.at], 'i') IN ('i', 'b', 'v')) OVER (PARTITION BY p.oid ORDER BY u.at) AS input
    FROM own o JOIN pg_proc p ON p.oid = o.objid,
      unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY u (type, at)
    WHERE o.classid = 'pg_proc'::regclass)`,
  `
  arguments AS MATERIALIZED (
    SELECT g.oid, bool_or(${isInternal("g.type")}) AS internal,
      string_agg(CASE g.mode WHEN 'o' THEN 'OUT ' WHEN 'b' THEN 'INOUT ' WHEN 'v' THEN 'VARIADIC ' ELSE '' END
        || CASE WHEN g.name <> '' THEN quote_ident(g.name) || ' ' ELSE '' END || n.name
        || CASE WHEN g.mode <> 'o' AND g.input > g.required THEN ' DEFAULT NULL' ELSE '' END,
        ', ' ORDER BY g.at) FILTER (WHERE g.mode <> 't') AS text,
      'TABLE(' || string_agg(quote_ident(g.name) || ' ' || n.name, ', ' ORDER BY g.at) FILTER (WHERE g.mode = 't') || ')' AS columns
    FROM given g JOIN names n ON n.oid = g.type
    GROUP BY 1)`,
  listOf(
    "routines",
    "pg_proc",
    "pg_proc",
    `${json}(${placed("pronamespace")}, 'name', m.proname,
      'kind', CASE m.prokind WHEN 'a' THEN 'aggregate' WHEN 'w' THEN 'window' WHEN 'p' THEN 'procedure' ELSE 'function' END,
      'arguments', coalesce(a.text, ''), 'result', coalesce(a.columns, CASE WHEN m.proretset THEN 'setof ' ELSE '' END || r.name))`,
    {
      joins: "LEFT JOIN arguments a ON a.oid = m.oid LEFT JOIN names r ON r.oid = m.prorettype",
      where: `a.internal IS NOT TRUE AND NOT ${isInternal("m.prorettype")}`,
      order: "m.proname, a.text",
    },
  ),
  listOf(
    "operators",
    "pg_operator",
    "pg_operator",
    `${json}(${placed("oprnamespace")}, 'name', m.oprname,
      'left', l.name, 'right', r.name, 'result', s.name)`,
    {
      joins:
        "LEFT JOIN names l ON l.oid = m.oprleft JOIN names r ON r.oid = m.oprright JOIN names s ON s.oid = m.oprresult",
      order: "m.oprname, l.name, r.name",
    },
  ),
  listOf(
    "casts",
    "pg_cast",
    "pg_cast",
    `${json}('source', s.name, 'target', t.name,
      'context', CASE m.castcontext WHEN 'a' THEN 'assignment' WHEN 'i' THEN 'implicit' ELSE 'explicit' END,
      'method', CASE m.castmethod WHEN 'f' THEN 'function' WHEN 'i' THEN 'inout' ELSE 'binary' END,
      'isModified', coalesce(f.pronargs > 1, false))`,
    {
      joins: `JOIN names s ON s.oid = m.castsource JOIN names t ON t.oid = m.casttarget LEFT JOIN pg_proc f ON f.oid = m.castfunc`,
      order: "s.name, t.name",
    },
  ),
  listOf("methods", "pg_am", "pg_am", `${json}('name', m.amname, 'isOfTables', m.amtype = 't')`, { order: "m.amname" }),
  `
  strategies AS (
    SELECT c.oid, array_agg(x.amopstrategy || ' ' || p.oprname ORDER BY x.amopstrategy) AS list
    FROM pg_opclass c JOIN pg_amop x ON x.amopfamily = c.opcfamily AND x.amoplefttype = c.opcintype
      AND x.amoprighttype = c.opcintype AND x.amoppurpose = 's'
    JOIN pg_operator p ON p.oid = x.amopopr
    WHERE c.oid IN (SELECT objid FROM own WHERE classid = 'pg_opclass'::regclass) GROUP BY 1)`,
  listOf(
    "classes",
    "pg_opclass",
    "pg_opclass",
    `${json}(${placed("opcnamespace")}, 'name', m.opcname, 'method', y.amname,
      'type', n.name, 'isDefault', m.opcdefault, 'operators', s.list)`,
    {
      joins:
        "JOIN pg_am y ON y.oid = m.opcmethod JOIN names n ON n.oid = m.opcintype LEFT JOIN strategies s ON s.oid = m.oid",
      order: "y.amname, m.opcname",
    },
  ),
  listOf("schemas", "pg_namespace", "pg_namespace", "m.nspname", { order: "m.nspname" }),
];

const lists = {
  schemas: "schemas",
  types: "types",
  relations: "relations",
  routines: "routines",
  operators: "operators",
  casts: "casts",
  methods: "methods",
  operatorClasses: "classes",
};

export const definitionsQuery = `
  WITH ${ctes.join(",")}
  SELECT ${json}('name', x.extname, 'version', x.extversion, 'defaultVersion', v.default_version, 'comment', v.comment,
    'relocatable', x.extrelocatable, 'schema', w.schema, 'requires', coalesce(w.requires, '{}'),
    ${Object.entries(lists)
      .map(([name, cte]) => `'${name}', coalesce(${cte}.list, '[]')`)
      .join(", ")})::text AS definition
  FROM pg_extension x
  LEFT JOIN pg_available_extensions v ON v.name = x.extname
  LEFT JOIN pg_available_extension_versions w ON w.name = x.extname AND w.version = x.extversion
  ${Object.values(lists)
    .map((cte) => `LEFT JOIN ${cte} ON ${cte}.extension = x.oid`)
    .join("\n  ")}
  WHERE x.extname <> ALL(${theirs})
    AND x.oid IN (SELECT extension FROM own GROUP BY 1 HAVING count(*) <= ${mostMembers})
  ORDER BY x.extname`;

/** In the transaction in which the catalog was read. @returns nothing where all that is installed can be embedded */
export async function definitionsIn({ objects }: Catalog, client: Queryable): Promise<readonly DefinedExtension[]> {
  const isLacking = [...objects.values()].some(({ kind, id }) => kind === "extension" && !knownIds.has(id));
  if (!isLacking) return [];
  const [rows = []] = await statements(client, definitionsQuery);
  // The query above says what it holds.
  return rows.map(({ definition }) => JSON.parse(String(definition)) as DefinedExtension);
}
