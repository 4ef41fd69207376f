// Sequences, with those behind serial and identity columns. Their current value is data and not read.

import { dotted, memberId, objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { accessColumns, accessOf, owner, privileges } from "./privileges.ts";
import { flag, optionalText, text } from "./row.ts";
import { isNotFromExtension, isUserSchema, joinComment } from "./scope.ts";

// A bound or a start that CREATE SEQUENCE would have chosen itself for this type and direction says nothing.
// An identity column's numbers are of the column's type: LIKE makes their sequence a bigint within the bounds of an integer,
// which pg_dump doesn't say, and which nothing can tell.
const type = "coalesce(identity.atttypid, s.seqtypid)";
const largest = `CASE ${type} WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647 ELSE 9223372036854775807 END`;
const smallest = `CASE ${type} WHEN 'int2'::regtype THEN -32768 WHEN 'int4'::regtype THEN -2147483648 ELSE -9223372036854775808 END`;
const unless = (value: string, standard: string) => `CASE WHEN ${value} <> (${standard}) THEN ${value}::text END`;

export const sequences: Kind = {
  name: "sequence",
  summary: "A sequence.",
  madeBy: ["CreateSeqStmt"],
  sharesNames: "relation",
  attributes: {
    ownedBy: { summary: "the column to which it belongs (`serial`, identity, `OWNED BY`)", syntax: "relation" },
    type: { summary: "`smallint`, `integer` or `bigint`; for an identity column, the column's type" },
    start: { summary: "first value, if not its first bound" },
    increment: { summary: "step" },
    min: { summary: "lower bound, if not the type's own" },
    max: { summary: "upper bound, if not the type's own" },
    cache: { summary: "number of values that a session takes at once, if not 1" },
    cycle: { is: "flag", summary: "starts again after its last value" },
    persistence: { summary: "`UNLOGGED`, or nothing", since: 15, beyondModels: true },
    owner,
    privileges,
    comment: { summary: "`COMMENT ON SEQUENCE`", beyondModels: true },
  },
  query: (target) => `
    SELECT n.nspname AS schema, c.relname AS name, format_type(${type}, NULL) AS type,
      ${unless("s.seqstart", "CASE WHEN s.seqincrement > 0 THEN s.seqmin ELSE s.seqmax END")} AS start,
      s.seqincrement::text AS increment,
      ${unless("s.seqmin", `CASE WHEN s.seqincrement > 0 THEN 1 ELSE ${smallest} END`)} AS min,
      ${unless("s.seqmax", `CASE WHEN s.seqincrement > 0 THEN ${largest} ELSE -1 END`)} AS max,
      ${unless("s.seqcache", "1")} AS cache, s.seqcycle AS cycle,
      CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED' END AS persistence,
      ${accessColumns(target, "c.relowner", "c.relacl", "s")},
      o.refobjid::text AS owner_relation, o.refobjsubid::text AS owner_column, d.description AS comment
    FROM pg_sequence s
    JOIN pg_class c ON c.oid = s.seqrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = c.oid AND o.objsubid = 0
      AND o.refclassid = 'pg_class'::regclass AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i')
    LEFT JOIN pg_attribute identity ON identity.attrelid = o.refobjid AND identity.attnum = o.refobjsubid AND o.deptype = 'i'
    ${joinComment("pg_class", "c.oid")}
    WHERE ${isUserSchema("n")} AND ${isNotFromExtension("pg_class", "c.oid")}`,
  read: (row, names) => {
    const relation = optionalText(row, "owner_relation");
    const owner =
      relation === null
        ? undefined
        : memberId("column", names.relation(relation), names.column(relation, text(row, "owner_column")).name);
    return {
      id: objectId("sequence", [text(row, "schema"), text(row, "name")]),
      kind: "sequence",
      ...(owner && { parent: owner }),
      attributes: attributes({
        ownedBy: owner && dotted(owner),
        type: text(row, "type"),
        start: optionalText(row, "start"),
        increment: text(row, "increment"),
        min: optionalText(row, "min"),
        max: optionalText(row, "max"),
        cache: optionalText(row, "cache"),
        cycle: flag(row, "cycle"),
        persistence: optionalText(row, "persistence"),
        ...accessOf(row),
        comment: optionalText(row, "comment"),
      }),
    };
  },
  shape: (object) => (object.parent === undefined ? undefined : "owned by the column"),
  // Pg-structure knows that there is a sequence, and nothing else about it.
  structure: {
    read: (db) =>
      db.sequences.map(({ schema, name, comment }) => ({
        id: objectId("sequence", [schema.name, name]),
        attributes: { comment: comment ?? null },
      })),
  },
};
