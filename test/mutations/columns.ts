// Columns: gone, there, renamed, retyped (also only in length or precision), and each property of one.

import type { Mutation } from "./mutation.ts";

const retyped = (table: string, column: string, type: string): Mutation => ({
  name: `${table}.${column} becomes ${type}`,
  sql: `ALTER TABLE ${table} ALTER ${column} TYPE ${type} USING NULL`,
  expect: [`changed column:public.${table}.${column} type`],
});

const altered = (attribute: string, table: string, column: string, action: string): Mutation => ({
  name: `${attribute} of ${table}.${column}: ${action}`,
  sql: `ALTER TABLE ${table} ALTER ${column} ${action}`,
  expect: [`changed column:public.${table}.${column} ${attribute}`],
});

export const columnMutations: readonly Mutation[] = [
  {
    name: "a column is dropped",
    sql: "ALTER TABLE customers DROP phone",
    expect: ["missing column:public.customers.phone"],
  },
  {
    name: "a column is dropped with its index",
    sql: "ALTER TABLE customers DROP last_name",
    expect: [
      "missing column:public.customers.last_name",
      "missing index:public.customers.ix_customers_last_name_first_name",
    ],
  },
  {
    name: "a column is dropped with its foreign key",
    sql: "ALTER TABLE carts DROP coupon_id",
    expect: ["missing column:public.carts.coupon_id", "missing constraint:public.carts.carts_coupon_id_fkey"],
  },
  {
    name: "a serial column is dropped with its sequence and key",
    sql: "ALTER TABLE order_lines DROP id",
    expect: ["missing column:public.order_lines.id", "missing constraint:public.order_lines.order_lines_pkey"],
  },
  {
    name: "a column is added",
    sql: "ALTER TABLE customers ADD nickname text",
    expect: ["unexpected column:public.customers.nickname"],
  },
  {
    name: "a serial column is added",
    sql: "ALTER TABLE customers ADD number serial",
    expect: ["unexpected column:public.customers.number"],
  },
  {
    name: "a column is renamed",
    sql: "ALTER TABLE customers RENAME phone TO telephone",
    expect: ["missing column:public.customers.phone", "unexpected column:public.customers.telephone"],
  },
  {
    name: "two columns swap their names",
    sql: `ALTER TABLE coupons RENAME valid_from TO other; ALTER TABLE coupons RENAME max_uses TO valid_from;
      ALTER TABLE coupons RENAME other TO max_uses`,
    expect: ["changed column:public.coupons.max_uses type", "changed column:public.coupons.valid_from type"],
  },

  retyped("customers", "phone", "character varying(31)"),
  retyped("customers", "phone", "character varying(33)"),
  retyped("customers", "phone", "character varying"),
  retyped("customers", "phone", "text"),
  retyped("customers", "notes", "character varying(4000)"),
  retyped("customers", "email", "public.citext"),
  retyped("tags", "color", "character(8)"),
  retyped("tags", "color", "character varying(7)"),
  retyped("coupons", "value", "numeric(12,2)"),
  retyped("coupons", "value", "numeric(10,3)"),
  retyped("coupons", "value", "numeric"),
  retyped("coupons", "value", "double precision"),
  retyped("coupons", "max_uses", "smallint"),
  retyped("coupons", "max_uses", "numeric"),
  retyped("coupons", "max_uses", "text"),
  retyped("coupons", "max_uses", "bigint[]"),
  retyped("coupons", "valid_from", "timestamp with time zone"),
  retyped("audit_log", "id", "integer"),
  retyped("audit_log", "action", "character varying(60)[]"),
  retyped("products", "rating", "real"),
  retyped("products", "description", "bytea"),
  retyped("orders", "paid_at", "timestamp(3) with time zone"),
  retyped("orders", "paid_at", "timestamp(0) without time zone"),
  retyped("orders", "paid_at", "date"),
  retyped("orders", "customer_note", "jsonb"),
  retyped("reviews", "reading_time", "interval day to second"),
  retyped("reviews", "reading_time", "interval(3)"),
  retyped("reviews", "opens_at", "time with time zone"),
  retyped("reviews", "flags", "bit varying(9)"),
  retyped("reviews", "zip", "character varying(10)"),
  retyped("reviews", "earlier_states", "text[]"),
  retyped("reviews", "earlier_states", "review_state"),
  {
    name: "a column's precision is lost",
    sql: "ALTER TABLE reviews ALTER published_at TYPE timestamp with time zone",
    expect: ["changed column:public.reviews.published_at type"],
  },
  {
    name: "a column loses its time zone",
    sql: "ALTER TABLE reviews ALTER published_at TYPE timestamp(3)",
    expect: ["changed column:public.reviews.published_at type"],
  },
  {
    name: "an enum column becomes text",
    sql: "ALTER TABLE payments ALTER method TYPE text; DROP TYPE payments_method",
    expect: ["changed column:public.payments.method type", "missing enum:public.payment_method"],
  },
  {
    name: "an enum column that was text with a CHECK becomes text without one",
    sql: "ALTER TABLE payments ALTER status DROP DEFAULT, ALTER status TYPE character varying(10), ALTER status SET DEFAULT 'new'; DROP TYPE payments_status",
    expect: ["missing constraint:public.payments.payment_status"],
  },

  {
    name: "an enum column becomes an array",
    sql: "ALTER TABLE payments ALTER method TYPE payments_method[] USING NULL",
    expect: ["changed column:public.payments.method type"],
  },
  {
    name: "an enum column that was text with a CHECK becomes text with one that is not valid",
    sql: `ALTER TABLE payments ALTER status DROP DEFAULT, ALTER status TYPE character varying(10), ALTER status SET DEFAULT 'new';
      DROP TYPE payments_status; ALTER TABLE payments ADD CONSTRAINT payment_status
        CHECK (status IN ('new', 'authorized', 'captured', 'refunded', 'failed')) NOT VALID`,
    expect: ["changed constraint:public.payments.payment_status notValid"],
  },

  altered("notNull", "customers", "email", "DROP NOT NULL"),
  altered("notNull", "customers", "phone", "SET NOT NULL"),
  altered("notNull", "orders", "placed_at", "DROP NOT NULL"),
  altered("notNull", "audit_log", "customer_id", "SET NOT NULL"),
  {
    name: "NOT NULL is not valid",
    sql: "ALTER TABLE customers ALTER email DROP NOT NULL; ALTER TABLE customers ADD CONSTRAINT filled NOT NULL email NOT VALID",
    expect: ["changed column:public.customers.email notNullNotValid"],
    since: 18,
  },

  altered("default", "customers", "newsletter", "SET DEFAULT true"),
  altered("default", "customers", "newsletter", "DROP DEFAULT"),
  altered("default", "customers", "locale", "SET DEFAULT 'de_DE'"),
  altered("default", "customers", "locale", "SET DEFAULT 'EN_GB'"),
  altered("default", "customers", "phone", "SET DEFAULT ''"),
  altered("default", "customers", "phone", "SET DEFAULT 'NULL'"),
  altered("default", "customers", "created_at", "SET DEFAULT clock_timestamp()"),
  altered("default", "customers", "created_at", "SET DEFAULT '2020-01-01'"),
  altered("default", "customers", "created_at", "SET DEFAULT now() + '1 day'"),
  altered("default", "customers", "created_at", "SET DEFAULT CURRENT_DATE"),
  altered("default", "customers", "created_at", "SET DEFAULT CURRENT_TIMESTAMP(0)"),
  altered("default", "customers", "created_at", "SET DEFAULT LOCALTIMESTAMP"),
  altered("default", "customers", "created_at", "SET DEFAULT statement_timestamp()"),
  altered("default", "customers", "created_at", "SET DEFAULT timezone('utc', now())"),
  altered("default", "customers", "created_at", "DROP DEFAULT"),
  altered("default", "customers", "last_login_at", "SET DEFAULT now()"),
  altered("default", "orders", "status", "SET DEFAULT 'paid'"),
  altered("default", "orders", "subtotal", "SET DEFAULT 0.01"),
  altered("default", "orders", "subtotal", "SET DEFAULT NULL"),
  altered("default", "products", "tax_rate", "SET DEFAULT 20.01"),
  altered("default", "products", "stock", "SET DEFAULT 1"),
  altered("default", "products", "stock", "DROP DEFAULT"),
  altered("default", "products", "rating", "SET DEFAULT 0"),
  altered("default", "coupons", "kind", "SET DEFAULT 'amount'"),
  altered("default", "payments", "attempts", "SET DEFAULT -1"),
  altered("default", "tags", "id", "DROP DEFAULT"),
  altered("default", "tags", "id", "SET DEFAULT nextval('carts_id_seq')"),
  altered("default", "tags", "id", "SET DEFAULT nextval('tags_id_seq') * 2"),
  altered("default", "reviews", "votes", "SET DEFAULT nextval('invoice_numbers')"),

  altered("identity", "reviews", "id", "SET GENERATED BY DEFAULT"),
  altered("identity", "reviews", "ticket", "SET GENERATED ALWAYS"),
  {
    name: "an identity column is one no more",
    sql: "ALTER TABLE reviews ALTER id DROP IDENTITY",
    expect: ["changed column:public.reviews.id identity", "missing sequence:public.reviews_id_seq"],
  },
  {
    name: "a column that was none becomes an identity column",
    sql: "ALTER TABLE reviews ALTER product_id ADD GENERATED ALWAYS AS IDENTITY",
    expect: ["changed column:public.reviews.product_id identity", "unexpected sequence:public.reviews_product_id_seq"],
  },
  {
    name: "a serial column becomes an identity column that takes no value",
    sql: "ALTER TABLE tags ALTER id DROP DEFAULT; DROP SEQUENCE tags_id_seq; ALTER TABLE tags ALTER id ADD GENERATED ALWAYS AS IDENTITY",
    expect: ["changed column:public.tags.id identity"],
  },
  {
    name: "an identity column that took no value becomes a serial column",
    sql: `ALTER TABLE reviews ALTER id DROP IDENTITY; CREATE SEQUENCE reviews_id_seq AS integer OWNED BY reviews.id;
      ALTER TABLE reviews ALTER id SET DEFAULT nextval('reviews_id_seq')`,
    expect: ["changed column:public.reviews.id identity"],
  },

  {
    name: "a generated column's expression changes",
    sql: "ALTER TABLE reviews DROP points; ALTER TABLE reviews ADD points integer GENERATED ALWAYS AS (score * 11) STORED",
    expect: ["changed column:public.reviews.points expression"],
  },
  {
    name: "a generated column is one no more",
    sql: "ALTER TABLE reviews ALTER points DROP EXPRESSION",
    expect: ["changed column:public.reviews.points expression", "changed column:public.reviews.points generated"],
  },
  {
    name: "a generated column becomes one with a default",
    sql: "ALTER TABLE reviews ALTER points DROP EXPRESSION; ALTER TABLE reviews ALTER points SET DEFAULT 50",
    expect: [
      "changed column:public.reviews.points default",
      "changed column:public.reviews.points expression",
      "changed column:public.reviews.points generated",
    ],
  },
  {
    name: "a plain column becomes a generated one",
    sql: "ALTER TABLE audit_log DROP ip_address; ALTER TABLE audit_log ADD ip_address character varying(45) GENERATED ALWAYS AS (action) STORED",
    expect: [
      "changed column:public.audit_log.ip_address expression",
      "changed column:public.audit_log.ip_address generated",
    ],
  },
  {
    name: "a generated column is stored no more",
    sql: "ALTER TABLE reviews DROP points; ALTER TABLE reviews ADD points integer GENERATED ALWAYS AS (score * 10) VIRTUAL",
    expect: ["changed column:public.reviews.points generated"],
    since: 18,
  },

  altered("collation", "reviews", "nickname", "TYPE text"),
  altered("collation", "reviews", "nickname", 'TYPE text COLLATE "POSIX"'),
  altered("collation", "customers", "phone", 'TYPE character varying(32) COLLATE "C"'),

  {
    name: "a column's comment is lost",
    sql: "COMMENT ON COLUMN products.price IS NULL",
    expect: ["changed column:public.products.price comment"],
  },
  {
    name: "a column's comment changes",
    sql: "COMMENT ON COLUMN products.price IS 'Net'",
    expect: ["changed column:public.products.price comment"],
  },
  {
    name: "a column gets a comment",
    sql: "COMMENT ON COLUMN products.sku IS 'Of the maker'",
    expect: ["changed column:public.products.sku comment"],
  },
];
