// What was granted on objects that are none of the user's: the system's, and those of extensions. As pg_dump does, it leaves
// the information schema out, which initdb makes without a record of its privileges.

import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { allOfColumn, linesOf } from "./privileges.ts";
import { list, text } from "./row.ts";
import { isMade, isNotFromExtension } from "./scope.ts";

const of = (catalog: string, owner: string, acl: string, type: string, condition = "true") => `
  SELECT '${catalog}'::regclass AS classoid, x.oid AS objoid, 0 AS objsubid, x.${owner} AS owner, x.${acl} AS acl,
    acldefault(${type}, x.${owner}) AS standard, acldefault(${type}, x.${owner}) AS everything
  FROM ${catalog} x
  WHERE (NOT ${isMade("x.oid")} OR NOT ${isNotFromExtension(catalog, "x.oid")}) AND x.${acl} IS NOT NULL AND ${condition}`;

const ofColumns = `
  SELECT 'pg_class'::regclass, x.oid, a.attnum, x.relowner, a.attacl, acldefault('c', x.relowner), ${allOfColumn("x.relowner")}
  FROM pg_attribute a JOIN pg_class x ON x.oid = a.attrelid
  WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
    AND (NOT ${isMade("x.oid")} OR NOT ${isNotFromExtension("pg_class", "x.oid")})`;

const granted = [
  of("pg_class", "relowner", "relacl", `CASE x.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char"`),
  of("pg_proc", "proowner", "proacl", "'f'"),
  of("pg_type", "typowner", "typacl", "'T'"),
  // That of `public`, which initdb makes too, is the schema's own.
  of("pg_namespace", "nspowner", "nspacl", "'n'", "x.nspname <> 'public'"),
  of("pg_language", "lanowner", "lanacl", "'l'"),
  of("pg_foreign_data_wrapper", "fdwowner", "fdwacl", "'F'"),
  ofColumns,
].join("\n  UNION ALL");

const lines = (acl: string) => linesOf(acl, "g.owner", "g.everything", "g.owner", "true");

export const systemPrivileges: Kind = {
  name: "system privilege",
  summary: "Changed grants on an object of the system or of an extension.",
  global: true,
  privileges: true,
  attributes: {
    privileges: { is: "list", summary: "the grants by role", syntax: "value", privileges: true },
  },
  query: () => `
    SELECT i.type, i.identity, coalesce(${lines("g.acl")}, '{nobody}') AS privileges
    FROM (${granted}) g
    LEFT JOIN pg_init_privs p ON p.classoid = g.classoid AND p.objoid = g.objoid AND p.objsubid = g.objsubid
    CROSS JOIN LATERAL pg_identify_object(g.classoid, g.objoid, g.objsubid) i
    WHERE g.acl IS DISTINCT FROM p.initprivs AND 'information_schema' NOT IN (coalesce(i.schema, ''), i.identity)
      AND ${lines("g.acl")} IS DISTINCT FROM ${lines("coalesce(p.initprivs, g.standard)")}`,
  read: (row) => ({
    id: objectId("system privilege", [text(row, "type")], text(row, "identity")),
    kind: "system privilege",
    attributes: attributes({ privileges: list(row, "privileges") }),
  }),
};
