// Owners and privilege lists (ACLs), for every kind that has them. Read only where they are asked for.

import type { Attribute, Target } from "./kind.ts";
import { list, optionalText, type Row } from "./row.ts";

export const owner = { summary: "owner", syntax: "value", privileges: true } as const satisfies Attribute;

export const privileges = {
  is: "list",
  summary: "the grants by role, if they differ from the defaults for the owner and PUBLIC",
  syntax: "value",
  privileges: true,
} as const satisfies Attribute;

/** Of what may be granted: `acldefault`'s letter. */
export type AclType = "r" | "s" | "f" | "l" | "n" | "F" | "S" | "T";

/** `owner` as a column of a query, of an expression that gives a role's oid. */
export function ownerColumn(target: Target, oid: string): string {
  return `${target.privileges ? `pg_get_userbyid(${oid})` : "NULL"} AS owner`;
}

/**
 * `owner` and `privileges` as columns of a query.
 * @param oid an expression that gives the owner's oid
 * @param acl one that gives the aclitem[], NULL where it is the default
 */
export function accessColumns(target: Target, oid: string, acl: string, type: AclType): string {
  return `${ownerColumn(target, oid)}, ${target.privileges ? granted(oid, acl, type) : "NULL"} AS privileges`;
}

/**
 * The text of a list that is not the default one: a line for each grantee, grantor and grant option. All that there is to
 * grant is `ALL`, as a later version has more to grant; and as all is what an owner has, it is not told.
 */
function granted(oid: string, acl: string, type: AclType): string {
  const standard = `acldefault('${type}', ${oid})`;
  return `CASE WHEN ${acl} IS NOT NULL AND ${linesOf(acl, oid, standard)} IS DISTINCT FROM ${linesOf(standard, oid, standard)}
    THEN coalesce(${linesOf(acl, oid, standard)}, '{only its owner}') END`;
}

/** What is granted on a column: by default nothing, to nobody. */
export function grantedOnColumn(oid: string, acl: string): string {
  return `CASE WHEN ${acl} IS NOT NULL THEN ${linesOf(acl, oid, allOfColumn("0"), "0")} END`;
}

/** Everything that can be granted on a column, to this role. PostgreSQL 15 and earlier take one privilege at a time. */
export function allOfColumn(role: string): string {
  const each = ["SELECT", "INSERT", "UPDATE", "REFERENCES"].map(
    (one) => `makeaclitem(${role}, ${role}, '${one}', false)`,
  );
  return `ARRAY[${each.join(", ")}]`;
}

/**
 * @param all everything that there is to grant, to `holder`
 * @param told a condition on `g.line`; that the owner has nothing is told in any case
 */
export function linesOf(
  acl: string,
  oid: string,
  all: string,
  holder = oid,
  told = "g.line <> 'its owner: ALL'",
): string {
  return `(SELECT array_agg(g.line ORDER BY g.line COLLATE "C") FROM (
      SELECT CASE x.grantee WHEN 0 THEN 'PUBLIC' WHEN ${oid} THEN 'its owner' ELSE quote_ident(pg_get_userbyid(x.grantee)) END || ': '
        || CASE WHEN count(*) = (SELECT count(*) FROM aclexplode(${all}) o WHERE o.grantee = ${holder}) THEN 'ALL'
          ELSE string_agg(x.privilege_type, ', ' ORDER BY x.privilege_type) END
        || CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
        || CASE WHEN x.grantor <> ${oid} THEN ' GRANTED BY ' || quote_ident(pg_get_userbyid(x.grantor)) ELSE '' END AS line
      FROM aclexplode(${acl}) x GROUP BY x.grantee, x.grantor, x.is_grantable
      UNION ALL
      SELECT 'its owner: nothing' WHERE ${holder} = ${oid} AND NOT EXISTS (SELECT FROM aclexplode(${acl}) x WHERE x.grantee = ${oid})
    ) g WHERE ${told})`;
}

export function ownerOf(row: Row) {
  return { owner: optionalText(row, "owner") };
}

export function accessOf(row: Row) {
  return { ...ownerOf(row), privileges: list(row, "privileges") };
}
