// Default privileges: what a role's future objects will have granted on them.

import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { linesOf } from "./privileges.ts";
import { list, text } from "./row.ts";
import { isNotFromExtension, isUserSchema } from "./scope.ts";

// Both catalogs have a letter for each sort of object, and for sequences not the same one.
const all = `acldefault(CASE a.defaclobjtype WHEN 'S' THEN 's' ELSE a.defaclobjtype END, a.defaclrole)`;

export const defaultPrivileges: Kind = {
  name: "default privilege",
  summary: "Grants on objects that a role creates later (`ALTER DEFAULT PRIVILEGES`), in the database or in a schema.",
  madeBy: ["AlterDefaultPrivilegesStmt"],
  global: true,
  privileges: true,
  attributes: {
    privileges: {
      is: "list",
      summary: "the grants by role; in a schema, those in addition to the database's",
      syntax: "value",
      privileges: true,
    },
  },
  // `.*` after the schema's name tells --map-schema what it is.
  query: () => `
    SELECT pg_get_userbyid(a.defaclrole) AS role,
      CASE a.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types'
        WHEN 'n' THEN 'schemas' WHEN 'L' THEN 'large objects' ELSE a.defaclobjtype::text END
        || coalesce(' in ' || quote_ident(n.nspname) || '.*', '') AS objects,
      coalesce(${linesOf("a.defaclacl", "a.defaclrole", all, "a.defaclrole", "true")}, '{nobody}') AS privileges
    FROM pg_default_acl a LEFT JOIN pg_namespace n ON n.oid = a.defaclnamespace
    WHERE (n.oid IS NULL OR ${isUserSchema("n")}) AND ${isNotFromExtension("pg_default_acl", "a.oid")}`,
  read: (row) => ({
    id: objectId("default privilege", [text(row, "role")], text(row, "objects")),
    kind: "default privilege",
    attributes: attributes({ privileges: list(row, "privileges") }),
  }),
};
