// Who owns what, and what is granted to whom. pg_monitor is a role that every server has.

import type { Expected, Mutation } from "./mutation.ts";

interface Owned {
  /** As in `ALTER … OWNER TO` and `GRANT … ON …`. */
  readonly sql: string;
  readonly id: string;
  /** As in `GRANT`, where that calls it otherwise. */
  readonly grantOn?: string;
}

const owned: readonly Owned[] = [
  { sql: "SCHEMA warehouse", id: "schema:warehouse" },
  { sql: "TYPE review_state", id: "enum:public.review_state" },
  { sql: "DOMAIN zip", id: "domain:public.zip" },
  { sql: "TYPE place", id: "composite:public.place" },
  { sql: "TYPE weight_range", id: "range:public.weight_range" },
  { sql: "SEQUENCE invoice_numbers", id: "sequence:public.invoice_numbers" },
  { sql: "TABLE shelves", id: "table:public.shelves" },
  { sql: "VIEW shown", id: "view:public.shown", grantOn: "TABLE shown" },
  { sql: "MATERIALIZED VIEW best", id: "materialized view:public.best", grantOn: "TABLE best" },
  { sql: "FUNCTION net(numeric, numeric)", id: "function:public.net(numeric, numeric)" },
];

const changed = (id: string, attribute: string): Expected => `changed ${id} ${attribute}` as Expected;

/** An owned object's id, with what a change of its owner or of what is granted on it must report. */
export function accessMutations({ sql, id, grantOn = sql }: Owned): Mutation[] {
  return [
    { name: `${sql} has another owner`, sql: `ALTER ${sql} OWNER TO pg_monitor`, expect: [changed(id, "owner")] },
    { name: `${sql} is granted`, sql: `GRANT ALL ON ${grantOn} TO pg_monitor`, expect: [changed(id, "privileges")] },
    {
      name: `${sql} is granted with grant option`,
      sql: `GRANT ALL ON ${grantOn} TO pg_monitor WITH GRANT OPTION`,
      expect: [changed(id, "privileges")],
    },
  ];
}

const privilege = (name: string, sql: string, id: string, attribute = "privileges"): Mutation => ({
  name,
  sql,
  expect: [changed(id, attribute)],
});

const onSystem = (type: "missing" | "unexpected" | "changed", sql: string, id: string): Mutation => ({
  name: `on an object of the system: ${sql}`,
  sql,
  expect: [`${type} system privilege:function(${id})${type === "changed" ? " privileges" : ""}`],
});

export const privilegeMutations: readonly Mutation[] = [
  ...owned.flatMap(accessMutations),
  privilege("everyone may read a table", "GRANT SELECT ON shelves TO PUBLIC", "table:public.shelves"),
  privilege("an owner may not delete", "REVOKE DELETE ON shelves FROM CURRENT_USER", "table:public.shelves"),
  privilege(
    "nobody may call a function",
    "REVOKE ALL ON FUNCTION net(numeric, numeric) FROM PUBLIC, CURRENT_USER",
    "function:public.net(numeric, numeric)",
  ),
  privilege(
    "not everyone may call a function",
    "REVOKE EXECUTE ON FUNCTION net(numeric, numeric) FROM PUBLIC",
    "function:public.net(numeric, numeric)",
  ),
  onSystem(
    "missing",
    "REVOKE ALL ON FUNCTION pg_catalog.pg_stat_file(text) FROM pg_monitor",
    "pg_catalog.pg_stat_file(pg_catalog.text)",
  ),
  onSystem("unexpected", "REVOKE ALL ON FUNCTION now() FROM PUBLIC", "pg_catalog.now()"),
  onSystem(
    "changed",
    "GRANT ALL ON FUNCTION pg_catalog.pg_stat_file(text) TO pg_monitor WITH GRANT OPTION",
    "pg_catalog.pg_stat_file(pg_catalog.text)",
  ),
  onSystem(
    "unexpected",
    "GRANT ALL ON FUNCTION public.citext_eq(public.citext, public.citext) TO pg_monitor",
    // The extension is in the live `public`, and stays there: what it holds is not taken for what `shop` does.
    "public.citext_eq(public.citext,public.citext)",
  ),
  {
    name: "on a column of the system: GRANT SELECT (rolname)",
    sql: "GRANT SELECT (rolname) ON pg_catalog.pg_authid TO pg_monitor",
    expect: [`unexpected system privilege:"table column"(pg_catalog.pg_authid.rolname)`],
  },
  {
    name: "on an extension's schema",
    sql: "ALTER EXTENSION plpgsql ADD SCHEMA attic; GRANT USAGE ON SCHEMA attic TO pg_monitor",
    expect: ["missing schema:attic", "unexpected system privilege:schema(attic)"],
  },
  {
    name: "what is granted and revoked again is as it was",
    sql: "GRANT EXECUTE ON FUNCTION pg_catalog.lower(text) TO pg_monitor; REVOKE EXECUTE ON FUNCTION pg_catalog.lower(text) FROM pg_monitor",
    expect: [],
  },
  privilege("an owner may do nothing", "REVOKE ALL ON shelves FROM CURRENT_USER", "table:public.shelves"),
  privilege(
    "an owner may do nothing, and another may read",
    "REVOKE ALL ON granted FROM CURRENT_USER",
    "table:public.granted",
  ),
  privilege("a column is granted", "GRANT UPDATE (score) ON reviews TO pg_monitor", "column:public.reviews.score"),
  privilege(
    "a view's column is granted",
    "GRANT SELECT (title) ON shown TO pg_monitor",
    "view:public.shown",
    "columnPrivileges",
  ),
  privilege(
    "a materialized view's column is granted",
    "GRANT SELECT (score) ON best TO pg_monitor",
    "materialized view:public.best",
    "columnPrivileges",
  ),
];
