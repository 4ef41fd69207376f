// Every kind of object that can be present and that no kind here reads: counted, so that the report can say so.

import type { Unread } from "../catalog/catalog.ts";
import type { Target } from "./kind.ts";
import { type Row, text } from "./row.ts";
import { isMade, isNotFromExtension, isUserSchema } from "./scope.ts";

interface Unmodeled {
  readonly what: string;
  /** What follows `SELECT count(*)`. */
  readonly from: string;
}

const inSchema = (catalog: string, namespace: string, condition = "true") =>
  `FROM ${catalog} x JOIN pg_namespace n ON n.oid = x.${namespace}
    WHERE ${isUserSchema("n")} AND ${isNotFromExtension(catalog, "x.oid")} AND ${condition}`;

const fromUsers = (catalog: string) =>
  `FROM ${catalog} x WHERE ${isMade("x.oid")} AND ${isNotFromExtension(catalog, "x.oid")}`;

// A large object is data; nothing else that PostgreSQL keeps in a database is without a kind.
const unmodeled: readonly Unmodeled[] = [{ what: "large object", from: "FROM pg_largeobject_metadata" }];

// Roles differ between environments, so that these are compared only where they are asked for.
const notAskedFor: readonly Unmodeled[] = [
  { what: "default privilege", from: "FROM pg_default_acl" },
  { what: "privilege list of a relation", from: inSchema("pg_class", "relnamespace", "x.relacl IS NOT NULL") },
  {
    what: "privilege list of a column",
    from: `FROM pg_attribute x JOIN pg_class c ON c.oid = x.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${isUserSchema("n")} AND x.attacl IS NOT NULL AND NOT x.attisdropped`,
  },
  { what: "privilege list of a function", from: inSchema("pg_proc", "pronamespace", "x.proacl IS NOT NULL") },
  { what: "privilege list of a type", from: inSchema("pg_type", "typnamespace", "x.typacl IS NOT NULL") },
  // That of public is there from the start.
  { what: "privilege list of a schema", from: `${fromUsers("pg_namespace")} AND x.nspacl IS NOT NULL` },
  { what: "privilege list of a language", from: `${fromUsers("pg_language")} AND x.lanacl IS NOT NULL` },
  {
    what: "privilege list of a foreign data wrapper",
    from: `${fromUsers("pg_foreign_data_wrapper")} AND x.fdwacl IS NOT NULL`,
  },
  { what: "privilege list of a foreign server", from: `${fromUsers("pg_foreign_server")} AND x.srvacl IS NOT NULL` },
];

/** What is counted where it is present, and never compared. */
export const unmodeledKinds: readonly string[] = unmodeled.map(({ what }) => what);

/** Why owners and privileges are not compared. */
export const privilegesOff = "off by default because roles differ between environments; --privileges compares them";

/** What a script loses with a statement that only gives privileges, as `what` has it: nothing, where they are not compared. */
export const privilegeStatements: ReadonlySet<string> = new Set([
  "GRANT statement",
  "ALTER DEFAULT PRIVILEGES statement",
]);

/** One SELECT that counts them all, a row for each kind that is present. */
export function unmodeledQuery({ privileges }: Target): string {
  const counted = privileges ? unmodeled : [...unmodeled, ...notAskedFor];
  const counts = counted.map(({ what, from }) => `SELECT '${what}' AS what, count(*)::text AS count ${from}`);
  return `SELECT * FROM (${counts.join("\nUNION ALL ")}) AS u WHERE count <> '0'`;
}

export function readUnmodeled(row: Row): Unread {
  const what = text(row, "what");
  const reason = unmodeledKinds.includes(what) ? "driftcheck does not model this kind" : privilegesOff;
  return { what, count: Number(text(row, "count")), reason };
}
