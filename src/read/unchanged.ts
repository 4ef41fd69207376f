// Whether DDL ran beside a reading. PostgreSQL prints an expression from what its caches have, which is what was committed last, and
// not what the reading's snapshot sees: of a table that was altered meanwhile, half would be read as it was and half as it is.
// A mark before and one after tell: each is a digest of which version every row has that such a print looks at.

import { SchemaChangedError } from "../errors.ts";

const firstOfUsers = 16384;

interface Marked {
  readonly catalog: string;
  /** What a row is known by, as a bigint. */
  readonly key?: string;
  /** What a row has, where its version says too much. */
  readonly version?: string;
  /** Instead of `oid`. */
  readonly oid?: string;
  /** The relation that it is of: of a temporary one, nobody prints anything. */
  readonly relation?: string;
  readonly schema?: string;
}

const marked: readonly Marked[] = [
  // TRUNCATE and REINDEX write a new version of the row, in which nothing that is printed changed.
  {
    catalog: "pg_class",
    version:
      "hashtextextended(concat_ws(' ', relname, relnamespace, relkind, relnatts, reltype, relchecks, relhasrules), 0)",
    schema: "relnamespace",
  },
  { catalog: "pg_attribute", oid: "attrelid", key: "attrelid::bigint * 4096 + attnum", relation: "attrelid" },
  { catalog: "pg_index", oid: "indexrelid", relation: "indexrelid" },
  { catalog: "pg_constraint", relation: "conrelid" },
  { catalog: "pg_attrdef", relation: "adrelid" },
  { catalog: "pg_rewrite", relation: "ev_class" },
  { catalog: "pg_trigger", relation: "tgrelid" },
  { catalog: "pg_policy" },
  { catalog: "pg_partitioned_table", oid: "partrelid", relation: "partrelid" },
  { catalog: "pg_statistic_ext" },
  { catalog: "pg_type", schema: "typnamespace" },
  { catalog: "pg_proc" },
  { catalog: "pg_operator" },
  { catalog: "pg_opclass" },
  { catalog: "pg_collation" },
  { catalog: "pg_namespace", schema: "oid" },
];

const temporary = {
  relation: "SELECT oid FROM pg_catalog.pg_class WHERE relpersistence = 't'",
  schema: "SELECT oid FROM pg_catalog.pg_namespace WHERE nspname ~ '^pg_(toast_)?temp_'",
};

function markOf({
  catalog,
  oid = "oid",
  key = `${oid}::bigint`,
  version = "xmin::text::bigint",
  ...of
}: Marked): string {
  const conditions = [
    `${oid} >= ${firstOfUsers}`,
    ...(of.relation === undefined ? [] : [`${of.relation} NOT IN (${temporary.relation})`]),
    ...(of.schema === undefined ? [] : [`${of.schema} NOT IN (${temporary.schema})`]),
  ];
  return `(SELECT count(*) || ' ' || coalesce(sum(pg_catalog.hashint8extended(${version}, ${key})), 0)
      FROM pg_catalog.${catalog} WHERE ${conditions.join(" AND ")})`;
}

export const markQuery = `
  SELECT pg_catalog.concat_ws(', ', ${marked.map(markOf).join(",\n    ")}) AS mark`;

/** @throws SchemaChangedError where the marks differ */
export function refuseChanged(before: unknown, after: unknown): void {
  if (before === after) return;
  throw new SchemaChangedError("the schema changed while it was read. Try again when the migration has finished.");
}
