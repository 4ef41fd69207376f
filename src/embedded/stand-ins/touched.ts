// What stands on a function, an operator, a relation or a constant of a stand-in: PostgreSQL records each such dependency. Types
// of columns, methods and operator classes are compared by their names, and tell nothing more.

import type { Client } from "pg";
import type { Unread } from "../../catalog/catalog.ts";
import { objectId } from "../../catalog/object-id.ts";
import { installLine } from "../packages.ts";
import type { AsDefined } from "./definitions.ts";
import { version } from "./script.ts";

/** What a stand-in computes: nothing, so that only the text of what calls it is known. */
const members = `
  SELECT x.extname, d.classid, d.objid, k.name IS NOT NULL AND (k.last IS NULL OR d.objid::bigint <= k.last) AS is_defined,
    CASE d.classid WHEN 'pg_proc'::regclass THEN (SELECT proname FROM pg_proc WHERE oid = d.objid)
      WHEN 'pg_operator'::regclass THEN (SELECT oprname FROM pg_operator WHERE oid = d.objid)
      WHEN 'pg_type'::regclass THEN (SELECT typname FROM pg_type WHERE oid = d.objid)
      ELSE (SELECT relname FROM pg_class WHERE oid = d.objid) END AS name
  FROM pg_depend d JOIN pg_extension x ON x.oid = d.refobjid
  LEFT JOIN json_to_recordset($2) AS k (name text, last bigint) ON k.name = x.extname
  WHERE d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass AND x.extname = ANY($1)
    AND d.classid IN ('pg_proc'::regclass, 'pg_operator'::regclass, 'pg_class'::regclass, 'pg_type'::regclass)
    AND NOT EXISTS (SELECT FROM pg_type t WHERE d.classid = 'pg_proc'::regclass AND d.objid IN (t.typinput, t.typoutput))`;

/** Kind, and path of the id, of what a catalog's row is or belongs to. */
const dependents = `
  SELECT 'pg_rewrite'::regclass AS classid, r.oid, CASE WHEN r.rulename <> '_RETURN' THEN 'rule' WHEN c.relkind = 'm' THEN 'materialized view' ELSE 'view' END AS kind,
    CASE WHEN r.rulename <> '_RETURN' THEN ARRAY[n.nspname, c.relname, r.rulename] ELSE ARRAY[n.nspname, c.relname] END::text[] AS path, NULL AS signature,
    r.ev_class AS home, r.ev_action::text AS tree
  FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
  UNION ALL SELECT 'pg_attrdef'::regclass, a.oid, CASE WHEN c.relkind = 'v' THEN 'view' ELSE 'column' END,
    CASE WHEN c.relkind = 'v' THEN ARRAY[n.nspname, c.relname] ELSE ARRAY[n.nspname, c.relname, t.attname] END::text[], NULL, a.adrelid, a.adbin::text
  FROM pg_attrdef a JOIN pg_attribute t ON t.attrelid = a.adrelid AND t.attnum = a.adnum
    JOIN pg_class c ON c.oid = a.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  UNION ALL SELECT 'pg_constraint'::regclass, k.oid, 'constraint', ARRAY[n.nspname, coalesce(c.relname, t.typname), k.conname]::text[], NULL, k.conrelid, k.conbin::text
  FROM pg_constraint k LEFT JOIN pg_class c ON c.oid = k.conrelid LEFT JOIN pg_type t ON t.oid = k.contypid
    JOIN pg_namespace n ON n.oid = coalesce(c.relnamespace, t.typnamespace)
  UNION ALL SELECT 'pg_class'::regclass, i.indexrelid, CASE WHEN k.oid IS NULL THEN 'index' ELSE 'constraint' END,
    ARRAY[n.nspname, c.relname, coalesce(k.conname, x.relname)]::text[], NULL, i.indrelid, NULL
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')
  UNION ALL SELECT 'pg_policy'::regclass, p.oid, 'policy', ARRAY[n.nspname, c.relname, p.polname]::text[], NULL, p.polrelid, concat(p.polqual, p.polwithcheck)
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  UNION ALL SELECT 'pg_proc'::regclass, p.oid, 'function', ARRAY[n.nspname, p.proname]::text[], oidvectortypes(p.proargtypes), NULL, NULL
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  UNION ALL SELECT 'pg_type'::regclass, t.oid, 'domain', ARRAY[n.nspname, t.typname]::text[], NULL, NULL, NULL
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'd'`;

/** Of members that are as defined, constants of their types are not known: the extension prints them in a form of its own. */
const query = `
  WITH members AS (${members}), dependents AS (${dependents})
  SELECT t.kind, t.path, t.signature, array_agg(DISTINCT m.extname::text ORDER BY m.extname::text) AS extensions,
    array_agg(DISTINCT m.name::text ORDER BY m.name::text) AS calls, bool_and(m.is_defined) AS is_defined
  FROM members m
  JOIN pg_depend d ON d.refclassid = m.classid AND d.refobjid = m.objid AND d.deptype IN ('n', 'a')
  JOIN dependents t ON t.classid = d.classid AND t.oid = d.objid
  WHERE (NOT m.is_defined OR m.classid = 'pg_type'::regclass AND position('{CONST :consttype ' || m.objid || ' ' IN t.tree) > 0)
    AND (m.classid <> 'pg_type'::regclass OR d.classid IN ('pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_rewrite'::regclass, 'pg_policy'::regclass))
    AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.deptype = 'e' AND e.classid = d.classid AND e.objid = d.objid)
    AND (t.home IS NULL OR NOT EXISTS (SELECT FROM pg_depend e
      WHERE e.deptype = 'e' AND e.classid = 'pg_class'::regclass AND e.objid = t.home))
  GROUP BY 1, 2, 3 ORDER BY 4, 1, 2`;

/** @param defined those that are made as a server defines them: what uses them is compared whole */
export async function touched(
  client: Client,
  names: ReadonlySet<string>,
  defined: readonly AsDefined[],
): Promise<Unread[]> {
  await client.query("BEGIN; SELECT pg_catalog.set_config('search_path', '', true)");
  try {
    const { rows } = await client.query(query, [[...names], JSON.stringify(defined)]);
    const { rows: made } = await client.query(
      `SELECT x.extname AS name, x.extversion AS version, ARRAY(
         SELECT pg_catalog.format_type(d.objid, NULL) FROM pg_catalog.pg_depend d
         WHERE d.deptype = 'e' AND d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.refobjid = x.oid) AS types
       FROM pg_catalog.pg_extension x WHERE x.extname = ANY($1) ORDER BY x.oid`,
      [[...names]],
    );
    return [...made.map((each) => extension(each, defined)), ...rows.map(dependent)];
  } finally {
    await client.query("ROLLBACK");
  }
}

interface Extension {
  readonly name: string;
  readonly version: string;
  readonly types: readonly string[];
}

/** That it is there is compared, and its schema; what its own comment and default version are, only the extension says. */
function extension({ name, version: given, types }: Extension, defined: readonly AsDefined[]): Unread {
  const id = objectId("extension", [name]);
  const asDefined = defined.find((each) => each.name === name);
  if (asDefined !== undefined) {
    const reason = `PGlite does not have it. It is made of the definitions of ${asDefined.version} on the other side's server`;
    return { what: "extension", count: 1, id, standIn: name, ...(types.length > 0 && { types }), reason };
  }
  const attributes = [`${id} comment`, ...(given === version ? [] : [`${id} version`])];
  return {
    what: "extension",
    count: 1,
    id,
    standIn: name,
    ...(types.length > 0 && { types }),
    attributes,
    reason: `PGlite does not have it. ${adviceFor(name)}`,
  };
}

/** How to have it compared whole. */
function adviceFor(name: string): string {
  const install = installLine(name);
  return install === undefined ? "A server that has it compares it whole" : `${install} compares it whole`;
}

interface Dependent {
  readonly kind: string;
  readonly path: readonly string[];
  readonly signature: string | null;
  readonly extensions: readonly string[];
  readonly calls: readonly string[];
  readonly is_defined: boolean;
}

function dependent({ kind, path, signature, extensions, calls, is_defined: isDefined }: Dependent): Unread {
  const named = calls.map((each) => each.replace(/^stand-in (?:of )?/, ""));
  const shown = named.length > 3 ? `${named.slice(0, 3).join(", ")} and ${named.length - 3} more` : named.join(", ");
  const standIn = extensions.join(", ");
  const id = objectId(kind, path, signature ?? undefined);
  const reason = isDefined
    ? `has a constant of the type ${shown}, which only ${standIn} prints: it is compared as written`
    : `uses ${shown} of ${standIn}: only its text is compared`;
  return { what: kind, count: 1, id, standIn, reason };
}
