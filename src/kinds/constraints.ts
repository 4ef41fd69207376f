// Constraints of tables and domains. The index behind a key is read as a part of it.
// What a partition or child inherits is the parent's; NOT NULL is the column's (PostgreSQL 18 lists it here too).

import type { CatalogObject } from "../catalog/catalog.ts";
import { dotted, memberId, objectId, quoteName } from "../catalog/object-id.ts";
import { givenOptions } from "./given-options.ts";
import { keyShape } from "./index-keys.ts";
import { attributes, type Kind } from "./kind.ts";
import type { Names } from "./names.ts";
import { flag, list, optionalText, type Row, text } from "./row.ts";
import { isNotFromExtension, isOwnCheck, isUserSchema, joinComment, tablespaceOf } from "./scope.ts";
import { secondConstraints } from "./second/constraints.ts";

const action = (column: string) => `CASE ${column} WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT'
  WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' END`;

// Foreign keys whose triggers do not fire, here or on a partition.
const switchedOff = `
  SELECT coalesce(NULLIF(own.conparentid, 0), own.oid) FROM pg_trigger g JOIN pg_constraint own ON own.oid = g.tgconstraint
  WHERE g.tgisinternal AND g.tgenabled NOT IN ('O', 'A')`;

export const constraints: Kind = {
  name: "constraint",
  summary: "A primary key, unique, foreign key, check or exclusion constraint.",
  madeBy: ["Constraint"],
  hasIndex: true,
  attributes: {
    type: { summary: "`PRIMARY KEY`, `UNIQUE`, `FOREIGN KEY`, `CHECK` or `EXCLUDE`" },
    keys: { is: "list", summary: "key columns of a primary key or unique constraint, in order", syntax: "index key" },
    include: { is: "list", summary: "columns that its index includes besides the keys" },
    method: { summary: "access method of its index" },
    nullsNotDistinct: { is: "flag", summary: "`NULLS NOT DISTINCT`" },
    withoutOverlaps: { is: "flag", summary: "`WITHOUT OVERLAPS`, or `PERIOD` of a foreign key" },
    partitionOf: { summary: "the partitioned table's index to which its index is attached", syntax: "relation" },
    invalid: { is: "flag", summary: "its index is invalid: a partition lacks it" },
    columns: { is: "list", summary: "referencing columns of a foreign key" },
    references: { summary: "referenced table", syntax: "relation" },
    referencedColumns: { is: "list", summary: "referenced columns" },
    match: { summary: "`FULL` or `PARTIAL`; nothing for `MATCH SIMPLE`", beyondModels: true },
    onUpdate: { summary: "action on update" },
    onDelete: { summary: "action on delete" },
    onDeleteColumns: { is: "list", summary: "columns to which `SET NULL` or `SET DEFAULT` is limited" },
    expression: { summary: "expression of a check", syntax: "expression" },
    definition: { summary: "definition of an exclusion constraint", syntax: "constraint" },
    noInherit: { is: "flag", summary: "a check that children do not inherit" },
    deferrable: { is: "flag", summary: "`DEFERRABLE`" },
    deferred: { is: "flag", summary: "`INITIALLY DEFERRED`" },
    notValid: { is: "flag", summary: "`NOT VALID`: older rows may violate it" },
    notEnforced: { is: "flag", summary: "`NOT ENFORCED`" },
    disabled: { is: "flag", summary: "the foreign key's triggers are disabled, so it is not enforced" },
    options: { is: "list", summary: "storage parameters of its index" },
    tablespace: { summary: "tablespace of its index, if not the database's default", beyondModels: true },
    clustered: { is: "flag", summary: "`CLUSTER ON`: CLUSTER sorts the table by its index" },
    indexComment: { summary: "`COMMENT ON INDEX` of its index", beyondModels: true },
    comment: { summary: "`COMMENT ON CONSTRAINT`", beyondModels: true },
  },
  query: ({ major }) => `
    SELECT k.conname AS name, k.contype, dn.nspname AS domain_schema, dt.typname AS domain,
      NOT i.indisvalid AS invalid, inh.inhparent::regclass::text AS partition_of,
      CASE WHEN i.indnatts > i.indnkeyatts THEN array_to_string((i.indkey::int2[])[i.indnkeyatts:], ' ') END AS include,
      ${major >= 15 ? "i.indnullsnotdistinct" : "false"} AS nulls_not_distinct,
      ${major >= 18 ? "k.conperiod" : "false"} AS without_overlaps,
      k.conrelid::text AS relation, k.confrelid::text AS referenced, array_to_string(k.conkey, ' ') AS columns,
      array_to_string(k.confkey, ' ') AS referenced_columns,
      CASE k.confmatchtype WHEN 'f' THEN 'FULL' WHEN 'p' THEN 'PARTIAL' END AS match,
      ${action("k.confupdtype")} AS on_update, ${action("k.confdeltype")} AS on_delete,
      ${major >= 15 ? "array_to_string(k.confdelsetcols, ' ')" : "NULL"} AS on_delete_columns,
      CASE k.contype WHEN 'c' THEN pg_get_expr(k.conbin, k.conrelid) END AS expression,
      CASE k.contype WHEN 'x' THEN pg_get_constraintdef(k.oid) END AS definition,
      k.connoinherit AND k.contype = 'c' AS no_inherit, k.condeferrable AS deferrable, k.condeferred AS deferred,
      NOT k.convalidated AS not_valid, ${major >= 18 ? "NOT k.conenforced" : "false"} AS not_enforced,
      k.oid IN (${switchedOff}) AS disabled,
      CASE WHEN k.contype <> 'x' THEN ${givenOptions("ic.reloptions")} END AS options, ${tablespaceOf("ic")} AS tablespace,
      i.indisclustered AS clustered, id.description AS index_comment,
      d.description AS comment
    FROM pg_constraint k
    JOIN pg_namespace n ON n.oid = k.connamespace
    LEFT JOIN pg_class t ON t.oid = k.conrelid
    LEFT JOIN pg_type dt ON dt.oid = k.contypid
    LEFT JOIN pg_namespace dn ON dn.oid = dt.typnamespace
    LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
    LEFT JOIN pg_class ic ON ic.oid = i.indexrelid
    LEFT JOIN pg_description id ON id.objoid = i.indexrelid AND id.classoid = 'pg_class'::regclass AND id.objsubid = 0
    LEFT JOIN pg_inherits inh ON inh.inhrelid = i.indexrelid
    ${joinComment("pg_constraint", "k.oid")}
    WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND (k.contype <> 'f' OR k.conparentid = 0)
      AND (k.contype <> 'c' OR ${isOwnCheck("k")}) AND (t.relkind IN ('r', 'p', 'f') OR dt.oid IS NOT NULL) AND ${isUserSchema("n")}
      AND (k.contypid = 0 OR ${isNotFromExtension("pg_type", "k.contypid")})`,
  read: (row, names) => {
    const onTable = row.domain == null;
    if (onTable && !names.isOurs(text(row, "relation"))) return undefined;
    const parent = onTable
      ? names.relation(text(row, "relation"))
      : objectId("domain", [text(row, "domain_schema"), text(row, "domain")]);
    return {
      id: memberId("constraint", parent, text(row, "name")),
      kind: "constraint",
      parent,
      attributes: read[text(row, "contype")]?.(row, names) ?? {},
    };
  },
  shape,
  structure: secondConstraints,
};

function state(row: Row) {
  return {
    deferrable: flag(row, "deferrable"),
    deferred: flag(row, "deferred"),
    notValid: flag(row, "not_valid"),
    notEnforced: flag(row, "not_enforced"),
    disabled: flag(row, "disabled"),
    options: list(row, "options"),
    tablespace: optionalText(row, "tablespace"),
    clustered: flag(row, "clustered"),
    indexComment: optionalText(row, "index_comment"),
    comment: optionalText(row, "comment"),
  };
}

function columnNames(row: Row, relation: string, numbers: string, names: Names): string[] {
  const list = optionalText(row, numbers);
  return list === null ? [] : list.split(" ").map((number) => names.column(text(row, relation), number).name);
}

const key = (type: string) => (row: Row, names: Names) =>
  attributes({
    type,
    // A key has no expression, and the order, collation and operator classes that its columns have by themselves.
    keys: columnNames(row, "relation", "columns", names).map(quoteName),
    include: columnNames(row, "relation", "include", names).map(quoteName),
    method: "btree",
    partitionOf: optionalText(row, "partition_of"),
    invalid: flag(row, "invalid"),
    nullsNotDistinct: flag(row, "nulls_not_distinct"),
    withoutOverlaps: flag(row, "without_overlaps"),
    ...state(row),
  });

const read: Readonly<Record<string, (row: Row, names: Names) => CatalogObject["attributes"]>> = {
  p: key("PRIMARY KEY"),
  u: key("UNIQUE"),
  f: (row, names) =>
    attributes({
      type: "FOREIGN KEY",
      columns: columnNames(row, "relation", "columns", names),
      references: dotted(names.relation(text(row, "referenced"))),
      referencedColumns: columnNames(row, "referenced", "referenced_columns", names),
      match: optionalText(row, "match"),
      onUpdate: text(row, "on_update"),
      onDelete: text(row, "on_delete"),
      onDeleteColumns: columnNames(row, "relation", "on_delete_columns", names),
      withoutOverlaps: flag(row, "without_overlaps"),
      ...state(row),
    }),
  c: (row) =>
    attributes({
      type: "CHECK",
      expression: text(row, "expression"),
      noInherit: flag(row, "no_inherit"),
      ...state(row),
    }),
  x: (row) => attributes({ type: "EXCLUDE", definition: text(row, "definition"), ...state(row) }),
};

/** A table has one primary key; a foreign key is what it joins; a check is what it says. */
function shape({ attributes: own }: CatalogObject): string | undefined {
  switch (own.type) {
    case "PRIMARY KEY":
      return "primary key";
    case "UNIQUE":
      return keyShape(own);
    case "FOREIGN KEY": {
      const columns = list(own, "columns");
      const pairs = list(own, "referencedColumns").map((column, at) => JSON.stringify([columns[at], column]));
      return JSON.stringify(["foreign key", own.references, pairs.sort()]);
    }
    default:
      return JSON.stringify([own.type, own.expression ?? own.definition]);
  }
}
