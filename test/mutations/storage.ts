// How things are stored, what the planner is told of them, and what only PostgreSQL 18 keeps of a NOT NULL.

import type { Expected, Mutation } from "./mutation.ts";

const row = (name: string, sql: string, expected: string, since?: number): Mutation => ({
  name,
  sql,
  expect: [`changed ${expected}` as Expected],
  ...(since !== undefined && { since }),
});

const ofTable = (action: string, attribute: string, since?: number) =>
  row(`shelves ${action}`, `ALTER TABLE shelves ${action}`, `table:public.shelves ${attribute}`, since);
const ofColumn = (action: string, attribute: string) =>
  row(
    `reviews.meta ${action}`,
    `ALTER TABLE reviews ALTER COLUMN meta ${action}`,
    `column:public.reviews.meta ${attribute}`,
  );
const ofIndex = (action: string, attribute: string, since?: number) =>
  row(
    `ix_reviews_two ${action}`,
    `ALTER INDEX ix_reviews_two ${action}`,
    `index:public.reviews.ix_reviews_two ${attribute}`,
    since,
  );

// A table access method of its own; the heap's handler serves.
const otherHeap = "CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler";
const withOtherHeap = (name: string, sql: string, id: string): Mutation => ({
  name,
  sql: `${otherHeap}; ${sql}`,
  expect: ["unexpected access method:heap2", `changed ${id} accessMethod` as Expected],
});

/** Since 15 a test can have a tablespace without a folder of its own (`allow_in_place_tablespaces`). */
const inPlaceSince = 15;

export const storageMutations: readonly Mutation[] = [
  ofTable("SET (fillfactor = 70)", "options"),
  ofTable("SET (toast.autovacuum_enabled = false)", "options"),
  ofTable("SET TABLESPACE attic", "tablespace", inPlaceSince),
  withOtherHeap(
    "a table has another access method",
    "CREATE TABLE pets2 (owner text) USING heap2; DROP TABLE pets; ALTER TABLE pets2 RENAME TO pets",
    "table:public.pets",
  ),
  ofColumn("SET STORAGE EXTERNAL", "storage"),
  ofColumn("SET STORAGE PLAIN", "storage"),
  ofColumn("SET COMPRESSION pglz", "compression"),
  ofColumn("SET STATISTICS 500", "statistics"),
  ofColumn("SET STATISTICS 0", "statistics"),
  ofColumn("SET (n_distinct = -0.5)", "options"),
  ofIndex("SET (fillfactor = 70)", "options"),
  ofIndex("SET TABLESPACE attic", "tablespace", inPlaceSince),
  ofIndex("ALTER COLUMN 2 SET STATISTICS 500", "statistics"),
  row(
    "a table is clustered by an index",
    "ALTER TABLE reviews CLUSTER ON ix_reviews_author_score",
    "index:public.reviews.ix_reviews_author_score clustered",
  ),
  row(
    "the index of a key has storage parameters",
    "ALTER INDEX reviews_ticket SET (fillfactor = 70)",
    "constraint:public.reviews.reviews_ticket options",
  ),
  row(
    "the index of a key is in a tablespace",
    "ALTER INDEX reviews_ticket SET TABLESPACE attic",
    "constraint:public.reviews.reviews_ticket tablespace",
    inPlaceSince,
  ),
  row(
    "a table is clustered by a key",
    "ALTER TABLE reviews CLUSTER ON reviews_ticket",
    "constraint:public.reviews.reviews_ticket clustered",
  ),
  row(
    "the index of a key has a comment",
    "COMMENT ON INDEX reviews_ticket IS 'One each'",
    "constraint:public.reviews.reviews_ticket indexComment",
  ),
  row(
    "a materialized view is in a tablespace",
    "ALTER MATERIALIZED VIEW best SET TABLESPACE attic",
    "materialized view:public.best tablespace",
    inPlaceSince,
  ),
  withOtherHeap(
    "a materialized view has another access method",
    `DROP MATERIALIZED VIEW best;
      CREATE MATERIALIZED VIEW best USING heap2 AS SELECT product_id, max(score) AS score FROM reviews GROUP BY product_id;
      CREATE UNIQUE INDEX ux_best ON best (product_id); COMMENT ON MATERIALIZED VIEW best IS 'Once a day';
      COMMENT ON COLUMN best.score IS 'Of ten'`,
    "materialized view:public.best",
  ),
  row(
    "a materialized view's column has a statistics target",
    "ALTER MATERIALIZED VIEW best ALTER COLUMN score SET STATISTICS 100",
    "materialized view:public.best columnSettings",
  ),
  row(
    "a materialized view's TOAST table has storage parameters",
    "ALTER MATERIALIZED VIEW granted_notes SET (toast.autovacuum_enabled = false)",
    "materialized view:public.granted_notes options",
  ),
  row(
    "the partitions of a table get an access method",
    "ALTER TABLE events SET ACCESS METHOD heap",
    "table:public.events accessMethod",
    17,
  ),
  {
    name: "a function is dropped with an extension no more",
    sql: "ALTER FUNCTION one() NO DEPENDS ON EXTENSION plpgsql",
    expect: ["missing extension dependency:plpgsql(function public.one())"],
  },
  {
    name: "an index is dropped with an extension",
    sql: "ALTER INDEX ix_reviews_two DEPENDS ON EXTENSION citext",
    expect: ["unexpected extension dependency:citext(index public.ix_reviews_two)"],
  },
  row("an extension has another comment", "COMMENT ON EXTENSION citext IS 'Ours'", "extension:citext comment"),
  row(
    "an attribute of a composite type has a comment",
    "COMMENT ON COLUMN place.latitude IS 'North'",
    "composite:public.place attributeComments",
  ),
  row(
    "a NOT NULL is NO INHERIT",
    "ALTER TABLE shelves ALTER CONSTRAINT shelves_label_not_null NO INHERIT",
    "column:public.shelves.label notNullNoInherit",
    18,
  ),
  row(
    "a NOT NULL has a comment",
    "COMMENT ON CONSTRAINT reviews_title_not_null ON reviews IS 'Always'",
    "column:public.reviews.title notNullComment",
    18,
  ),
  row(
    "a domain's NOT NULL has a name",
    "ALTER DOMAIN code RENAME CONSTRAINT code_not_null TO needed",
    "domain:public.code notNullName",
    18,
  ),
  row(
    "a domain's NOT NULL has a comment",
    "COMMENT ON CONSTRAINT code_not_null ON DOMAIN code IS 'Always'",
    "domain:public.code notNullComment",
    18,
  ),
];
