// Indexes: gone, there, and everything that one says. A replaced index keeps its name, so that only one thing differs.

import type { Mutation } from "./mutation.ts";

interface Replaced {
  readonly table: string;
  /** On the live side, where pgloader numbers them. */
  readonly live: string;
  readonly declared: string;
}

const replaced = (
  { table, live, declared }: Replaced,
  definition: string,
  attributes: readonly string[],
  { unique = "", since }: { unique?: "UNIQUE" | ""; since?: number } = {},
): Mutation => ({
  name: `${live} becomes ${unique || "plain"} ${definition}`,
  sql: `DROP INDEX ${live}; CREATE ${unique} INDEX ${live} ON ${table} ${definition}`,
  expect: attributes.map((attribute) => `changed ${declared} ${attribute}` as `changed ${string}:${string}`),
  ...(since !== undefined && { since }),
});

const numbered = (table: string, live: string, name: string): Replaced => ({
  table,
  live,
  declared: `index:public.${table}.${name}`,
});
const own = (table: string, name: string) => numbered(table, name, name);

const names = numbered("customers", "idx_16492_ix_customers_last_name_first_name", "ix_customers_last_name_first_name");
const createdAt = numbered("audit_log", "idx_16457_ix_audit_log_created_at", "ix_audit_log_created_at");
const author = own("reviews", "ix_reviews_author_score");
const title = own("reviews", "ix_reviews_title");
const two = own("reviews", "ix_reviews_two");
const words = own("reviews", "ix_reviews_words");
const near = own("reviews", "ix_reviews_words_near");
const uniqueAuthor = own("reviews", "ux_reviews_author");

/** A unique index of pgloader's that is declared as a constraint, made again as something else: the constraint is gone. */
const constraintGone = (
  live: string,
  declared: string,
  definition: string,
  unique = "UNIQUE",
  since = 14,
): Mutation => {
  const [table, name] = declared.split(".");
  return {
    name: `${live} becomes ${unique || "plain"} ${definition}`,
    sql: `DROP INDEX ${live}; CREATE ${unique} INDEX ${live} ON ${table} ${definition}`,
    expect: [`missing constraint:public.${table}.${name}`, `unexpected index:public.${table}.${live}`],
    since,
  };
};
const email = ["idx_16492_email", "customers.customers_email_key"] as const;
const slug = ["idx_16477_uq_categories_slug", "categories.uq_categories_slug"] as const;

const added = (name: string, sql: string, table: string): Mutation => ({
  name,
  sql,
  expect: [`unexpected index:public.${table}.another`],
});

export const indexMutations: readonly Mutation[] = [
  {
    name: "an index is dropped",
    sql: "DROP INDEX idx_16492_ix_customers_last_name_first_name",
    expect: ["missing index:public.customers.ix_customers_last_name_first_name"],
  },
  {
    name: "an index on a foreign key that the model declares is dropped",
    sql: "DROP INDEX idx_16507_ix_orders_customer_id",
    expect: ["missing index:public.orders.ix_orders_customer_id"],
  },
  {
    name: "a unique index that is declared as a constraint is dropped",
    sql: "DROP INDEX idx_16492_email",
    expect: ["missing constraint:public.customers.customers_email_key"],
  },
  added("an index is added", "CREATE INDEX another ON orders (total)", "orders"),
  added("an index on a foreign key is added by hand", "CREATE INDEX another ON orders (coupon_id)", "orders"),
  added("a unique index is added", "CREATE UNIQUE INDEX another ON orders (customer_id)", "orders"),
  added("a partial unique index is added", "CREATE UNIQUE INDEX another ON tags (id) WHERE id > 0", "tags"),
  {
    name: "MySQL's index for a foreign key becomes a unique one",
    sql: "DROP INDEX idx_16442_customer_id; CREATE UNIQUE INDEX idx_16442_customer_id ON addresses (customer_id)",
    expect: ["unexpected index:public.addresses.idx_16442_customer_id"],
  },
  {
    name: "MySQL's index for a foreign key becomes a partial one",
    sql: "DROP INDEX idx_16442_customer_id; CREATE INDEX idx_16442_customer_id ON addresses (customer_id) WHERE is_default",
    expect: ["unexpected index:public.addresses.idx_16442_customer_id"],
  },
  {
    name: "MySQL's unique index beside a primary key becomes a stricter one",
    sql: "DROP INDEX idx_16561_uq_product_tags; CREATE UNIQUE INDEX idx_16561_uq_product_tags ON product_tags (product_id)",
    expect: ["unexpected index:public.product_tags.idx_16561_uq_product_tags"],
  },

  constraintGone(...email, "(email)", ""),
  constraintGone(...email, "(lower(email))"),
  constraintGone(...email, "(email, phone)"),
  constraintGone(...email, '(email COLLATE "C")'),
  constraintGone(...email, "(email varchar_pattern_ops)"),
  constraintGone(...email, "(email) WHERE is_active"),
  constraintGone(...email, "(email) NULLS NOT DISTINCT", "UNIQUE", 15),
  constraintGone(...slug, "(slug)", ""),
  constraintGone(...slug, "(slug, name)"),
  constraintGone(...slug, "(slug) WHERE position > 0"),
  {
    name: "a unique index that is declared as a constraint becomes one that is deferrable",
    sql: "DROP INDEX idx_16492_email; ALTER TABLE customers ADD CONSTRAINT idx_16492_email UNIQUE (email) DEFERRABLE",
    expect: ["changed constraint:public.customers.customers_email_key deferrable"],
  },
  replaced(uniqueAuthor, "(author, published_at) INCLUDE (score)", ["type"]),
  replaced(names, "(last_name, first_name)", ["type"], { unique: "UNIQUE" }),

  replaced(names, "(first_name, last_name)", ["keys"]),
  replaced(names, "(last_name)", ["keys"]),
  replaced(names, "(last_name, first_name, email)", ["keys"]),
  replaced(names, "(last_name DESC, first_name)", ["keys"]),
  replaced(names, "(last_name, first_name NULLS FIRST)", ["keys"]),
  replaced(names, '(last_name COLLATE "C", first_name)', ["keys"]),
  replaced(names, "(last_name varchar_pattern_ops, first_name)", ["keys"]),
  replaced(names, "(lower(last_name), first_name)", ["keys"]),
  replaced(names, "(last_name, first_name) WHERE is_active", ["predicate"]),
  replaced(names, "(last_name, first_name) INCLUDE (email)", ["include"]),
  replaced(names, "USING brin (last_name, first_name)", ["method"]),
  replaced(createdAt, "USING hash (created_at)", ["method"]),
  {
    name: "an index that has another name is of another method",
    sql: "DROP INDEX idx_16540_products_by_name; CREATE INDEX idx_16540_products_by_name ON products USING hash (name)",
    expect: [
      "missing index:public.products.ix_products_name",
      "unexpected index:public.products.idx_16540_products_by_name",
    ],
  },
  replaced(createdAt, "(created_at DESC)", ["keys"]),
  replaced(author, "(score, author)", ["keys", "comment"]),
  replaced(title, "(upper(title), votes DESC) WHERE state <> 'hidden'", ["keys"]),
  replaced(title, "(lower(title), votes) WHERE state <> 'hidden'", ["keys"]),
  replaced(title, "(lower(title), votes DESC NULLS LAST) WHERE state <> 'hidden'", ["keys"]),
  replaced(title, "(lower(title) text_pattern_ops, votes DESC) WHERE state <> 'hidden'", ["keys"]),
  replaced(title, "(lower(title) COLLATE \"C\", votes DESC) WHERE state <> 'hidden'", ["keys"]),
  replaced(title, "(lower(title COLLATE \"C\"), votes DESC) WHERE state <> 'hidden'", ["keys"]),
  replaced(two, "(upper(title), (score + 2) DESC, nickname)", ["keys"]),
  replaced(two, "(upper(title), (score + 1), nickname)", ["keys"]),
  replaced(two, '(upper(title) COLLATE "C", (score + 1) DESC, nickname)', ["keys"]),
  replaced(two, "(upper(title) text_pattern_ops, (score + 1) DESC, nickname)", ["keys"]),
  replaced(two, '(upper(title), (score + 1) DESC, nickname COLLATE "POSIX")', ["keys"]),
  replaced(two, '(upper(title), (score + 1) DESC, nickname COLLATE "default")', ["keys"]),
  replaced(two, "((score + 1) DESC, upper(title), nickname)", ["keys"]),
  replaced(own("reviews", "ix_reviews_meta"), "USING gin (meta jsonb_path_ops)", ["keys"]),
  replaced(title, "(lower(title), votes DESC) WHERE state <> 'draft'", ["predicate"]),
  replaced(title, "(lower(title), votes DESC)", ["predicate"]),
  replaced(words, "USING gist (words)", ["method"]),
  replaced(near, "USING gist (words tsvector_ops (siglen = 100))", ["keys"]),
  replaced(near, "USING gist (words)", ["keys"]),
  replaced(uniqueAuthor, "(author, published_at)", ["include"], { unique: "UNIQUE" }),
  replaced(uniqueAuthor, "(author, published_at) INCLUDE (score) NULLS NOT DISTINCT", ["nullsNotDistinct"], {
    unique: "UNIQUE",
    since: 15,
  }),
  {
    name: "an index is renamed by hand and changed",
    sql: "DROP INDEX ix_reviews_author_score; CREATE INDEX by_author ON reviews (author)",
    expect: ["missing index:public.reviews.ix_reviews_author_score", "unexpected index:public.reviews.by_author"],
  },
  {
    name: "an index is not valid",
    sql: "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_reviews_author_score'::regclass",
    expect: ["changed index:public.reviews.ix_reviews_author_score invalid"],
  },
  {
    name: "an index is not ready",
    sql: "UPDATE pg_index SET indisready = false WHERE indexrelid = 'ix_reviews_author_score'::regclass",
    expect: ["changed index:public.reviews.ix_reviews_author_score notReady"],
  },
  {
    name: "a unique index that is declared as a constraint is not valid",
    sql: "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'idx_16492_email'::regclass",
    expect: ["changed constraint:public.customers.customers_email_key invalid"],
  },
  {
    name: "an index's comment is lost",
    sql: "COMMENT ON INDEX ix_reviews_author_score IS NULL",
    expect: ["changed index:public.reviews.ix_reviews_author_score comment"],
  },
  {
    name: "a partitioned index is made again without those of the partitions",
    sql: "DROP INDEX ix_events_word; CREATE INDEX ix_events_word ON ONLY events (word); CREATE INDEX events_2024_word_idx ON events_2024 (word); CREATE INDEX events_2025_word_idx ON events_2025 (word)",
    expect: [
      "changed index:public.events.ix_events_word invalid",
      "changed index:public.events_2024.events_2024_word_idx partitionOf",
      "changed index:public.events_2025.events_2025_word_idx partitionOf",
    ],
  },
  {
    name: "a materialized view's index is dropped",
    sql: "DROP INDEX ux_best",
    expect: ["missing index:public.best.ux_best"],
  },
  {
    name: "a materialized view's index is unique no more",
    sql: "DROP INDEX ux_best; CREATE INDEX ux_best ON best (product_id)",
    expect: ["changed index:public.best.ux_best type"],
  },
];
