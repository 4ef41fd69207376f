// Types: enums (also where the live side has them for a declared CHECK), domains, composite and range types. And sequences.

import type { Expected, Mutation } from "./mutation.ts";

const sequence = (name: string, attribute: string, action: string, since?: number): Mutation => ({
  name: `${name} ${action}`,
  sql: `ALTER SEQUENCE ${name} ${action}`,
  expect: [`changed sequence:public.${name} ${attribute}`],
  ...(since !== undefined && { since }),
});

const made = (what: string, id: string, attribute: string, drop: string, create: string): Mutation => ({
  name: `${what}: ${create}`,
  sql: `${drop}; ${create}`,
  expect: [`changed ${id} ${attribute}` as Expected],
});

const weights = (attribute: string, definition: string): Mutation => ({
  name: `weight_range becomes ${definition}`,
  sql: `DROP TYPE weight_range; CREATE TYPE weight_range AS RANGE (${definition}); COMMENT ON TYPE weight_range IS 'In grams'`,
  expect: [`changed range:public.weight_range ${attribute}`],
});
const nameRange = (attribute: string, definition: string) =>
  made(
    "name_range",
    "range:public.name_range",
    attribute,
    "DROP TYPE name_range",
    `CREATE TYPE name_range AS RANGE (${definition})`,
  );

/** A type is the one that has another name only as long as its labels are the same. */
const relabelled: readonly Expected[] = [
  "changed column:public.payments.method type",
  "changed enum:public.payment_method labels",
  "changed enum:public.payment_method name",
];

export const typeMutations: readonly Mutation[] = [
  {
    name: "an enum label is added",
    sql: "ALTER TYPE review_state ADD VALUE 'blocked'",
    expect: ["changed enum:public.review_state labels"],
  },
  {
    name: "an enum label is added between others",
    sql: "ALTER TYPE review_state ADD VALUE 'blocked' BEFORE 'shown'",
    expect: ["changed enum:public.review_state labels"],
  },
  {
    name: "an enum label is renamed",
    sql: "ALTER TYPE review_state RENAME VALUE 'shown' TO 'visible'",
    expect: ["changed enum:public.review_state labels", "changed view:public.shown body"],
  },
  {
    name: "an enum label is removed",
    sql: "DROP TYPE parcel_size; CREATE TYPE parcel_size AS ENUM ('s', 'm')",
    expect: ["changed enum:public.parcel_size labels"],
  },
  {
    name: "enum labels are in another order",
    sql: "DROP TYPE parcel_size; CREATE TYPE parcel_size AS ENUM ('m', 's', 'l')",
    expect: ["changed enum:public.parcel_size labels"],
  },
  { name: "an enum type is dropped", sql: "DROP TYPE parcel_size", expect: ["missing enum:public.parcel_size"] },
  { name: "an enum type is added", sql: "CREATE TYPE size AS ENUM ('s')", expect: ["unexpected enum:public.size"] },
  {
    name: "an enum type's comment changes",
    sql: "COMMENT ON TYPE review_state IS 'Who could see it'",
    expect: ["changed enum:public.review_state comment"],
  },
  {
    name: "a label is added to an enum type that pgloader named",
    sql: "ALTER TYPE payments_method ADD VALUE 'cash'",
    expect: relabelled,
  },
  {
    name: "a label is renamed in an enum type that pgloader named",
    sql: "ALTER TYPE payments_method RENAME VALUE 'card' TO 'Card'",
    expect: relabelled,
  },
  {
    name: "a label is removed from an enum type that pgloader named",
    sql: `ALTER TABLE payments ALTER method TYPE text; DROP TYPE payments_method;
      CREATE TYPE payments_method AS ENUM ('card', 'paypal', 'invoice');
      ALTER TABLE payments ALTER method TYPE payments_method USING method::payments_method`,
    expect: relabelled,
  },
  {
    name: "a label is added to one of the two types that pgloader made of one",
    sql: "ALTER TYPE categories_visibility ADD VALUE 'secret'",
    // The declared type's labels live on in the other one.
    expect: ["changed column:public.categories.visibility type", "unexpected enum:public.categories_visibility"],
  },
  {
    name: "a label is added to an enum type that is declared as a CHECK",
    sql: "ALTER TYPE coupons_kind ADD VALUE 'gift'",
    expect: [
      "changed column:public.coupons.kind type",
      "missing constraint:public.coupons.coupon_kind",
      "unexpected enum:public.coupons_kind",
    ],
  },
  {
    name: "a label is renamed in an enum type that is declared as a CHECK",
    sql: "ALTER TYPE payments_status RENAME VALUE 'failed' TO 'lost'",
    expect: [
      "changed column:public.payments.status type",
      "missing constraint:public.payments.payment_status",
      "unexpected enum:public.payments_status",
    ],
  },

  {
    name: "a domain is of another length",
    sql: `ALTER TABLE reviews ALTER zip TYPE text; DROP DOMAIN zip;
      CREATE DOMAIN zip AS character varying(11) COLLATE "C" DEFAULT '' CONSTRAINT zip_digits CHECK (VALUE ~ '^[0-9]*$');
      COMMENT ON DOMAIN zip IS 'Of a parcel'; COMMENT ON CONSTRAINT zip_digits ON DOMAIN zip IS 'Digits only';
      ALTER TABLE reviews ALTER zip TYPE zip`,
    expect: ["changed domain:public.zip type"],
  },
  {
    name: "a domain is of another collation",
    sql: `ALTER TABLE reviews ALTER zip TYPE text; DROP DOMAIN zip;
      CREATE DOMAIN zip AS character varying(10) DEFAULT '' CONSTRAINT zip_digits CHECK (VALUE ~ '^[0-9]*$');
      COMMENT ON DOMAIN zip IS 'Of a parcel'; COMMENT ON CONSTRAINT zip_digits ON DOMAIN zip IS 'Digits only';
      ALTER TABLE reviews ALTER zip TYPE zip`,
    expect: ["changed domain:public.zip collation"],
  },
  { name: "a domain is NOT NULL", sql: "ALTER DOMAIN zip SET NOT NULL", expect: ["changed domain:public.zip notNull"] },
  {
    name: "a domain's default changes",
    sql: "ALTER DOMAIN zip SET DEFAULT '0'",
    expect: ["changed domain:public.zip default"],
  },
  {
    name: "a domain's default is dropped",
    sql: "ALTER DOMAIN zip DROP DEFAULT",
    expect: ["changed domain:public.zip default"],
  },
  {
    name: "a domain's comment changes",
    sql: "COMMENT ON DOMAIN zip IS 'Of a letter'",
    expect: ["changed domain:public.zip comment"],
  },
  {
    name: "a domain's constraint is dropped",
    sql: "ALTER DOMAIN zip DROP CONSTRAINT zip_digits",
    expect: ["missing constraint:public.zip.zip_digits"],
  },
  {
    name: "a domain's constraint says something else",
    sql: `ALTER DOMAIN zip DROP CONSTRAINT zip_digits; ALTER DOMAIN zip ADD CONSTRAINT zip_digits CHECK (VALUE ~ '^[0-8]*$');
      COMMENT ON CONSTRAINT zip_digits ON DOMAIN zip IS 'Digits only'`,
    expect: ["changed constraint:public.zip.zip_digits expression"],
  },
  {
    name: "a domain's constraint is not valid",
    sql: `ALTER DOMAIN zip DROP CONSTRAINT zip_digits; ALTER DOMAIN zip ADD CONSTRAINT zip_digits CHECK (VALUE ~ '^[0-9]*$') NOT VALID;
      COMMENT ON CONSTRAINT zip_digits ON DOMAIN zip IS 'Digits only'`,
    expect: ["changed constraint:public.zip.zip_digits notValid"],
  },
  {
    name: "a domain gets a constraint",
    sql: "ALTER DOMAIN zip ADD CONSTRAINT filled CHECK (VALUE <> '')",
    expect: ["unexpected constraint:public.zip.filled"],
  },
  {
    name: "a domain is dropped",
    sql: "DROP DOMAIN zip CASCADE",
    expect: ["missing column:public.reviews.zip", "missing domain:public.zip"],
  },
  { name: "a domain is added", sql: "CREATE DOMAIN age AS integer", expect: ["unexpected domain:public.age"] },

  ...[
    "ADD ATTRIBUTE rate numeric",
    "DROP ATTRIBUTE note",
    "RENAME ATTRIBUTE note TO notes",
    "ALTER ATTRIBUTE amount TYPE numeric(12, 3)",
    "ALTER ATTRIBUTE note TYPE text",
  ].map(
    (action): Mutation => ({
      name: `a composite type: ${action}`,
      sql: `ALTER TYPE money_amount ${action}`,
      expect: ["changed composite:public.money_amount attributes"],
    }),
  ),
  {
    name: "a composite type's comment is lost",
    sql: "COMMENT ON TYPE money_amount IS NULL",
    expect: ["changed composite:public.money_amount comment"],
  },
  {
    name: "a composite type is dropped",
    sql: "DROP TYPE money_amount",
    expect: ["missing composite:public.money_amount"],
  },
  {
    name: "a composite type is added",
    sql: "CREATE TYPE pair AS (a integer)",
    expect: ["unexpected composite:public.pair"],
  },

  weights("subtypeDiff", "SUBTYPE = double precision"),
  weights("multirange", "SUBTYPE = double precision, SUBTYPE_DIFF = float8mi, MULTIRANGE_TYPE_NAME = weights"),
  nameRange("opclass", 'SUBTYPE = text, SUBTYPE_OPCLASS = text_pattern_ops, COLLATION = "C"'),
  nameRange("collation", "SUBTYPE = text"),
  {
    name: "a range is over another type",
    sql: "DROP TYPE name_range; CREATE TYPE name_range AS RANGE (SUBTYPE = date)",
    expect: [
      "changed range:public.name_range collation",
      "changed range:public.name_range opclass",
      "changed range:public.name_range subtype",
    ],
  },
  {
    name: "a range gets a canonical function",
    sql: `DROP TYPE name_range; CREATE TYPE name_range;
      CREATE FUNCTION canon(name_range) RETURNS name_range LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical';
      CREATE TYPE name_range AS RANGE (SUBTYPE = text, COLLATION = "C", CANONICAL = canon)`,
    expect: ["changed range:public.name_range canonical", "unexpected function:public.canon(public.name_range)"],
  },
  {
    name: "a range's comment changes",
    sql: "COMMENT ON TYPE weight_range IS 'In ounces'",
    expect: ["changed range:public.weight_range comment"],
  },
  { name: "a range is dropped", sql: "DROP TYPE weight_range", expect: ["missing range:public.weight_range"] },
  {
    name: "a range is added",
    sql: "CREATE TYPE years AS RANGE (SUBTYPE = integer)",
    expect: ["unexpected range:public.years"],
  },

  sequence("tags_id_seq", "increment", "INCREMENT BY 10"),
  sequence("tags_id_seq", "start", "START WITH 100"),
  sequence("tags_id_seq", "max", "MAXVALUE 100"),
  sequence("tags_id_seq", "cache", "CACHE 20"),
  sequence("tags_id_seq", "cycle", "CYCLE"),
  sequence("tags_id_seq", "type", "AS smallint"),
  {
    name: "a serial column's sequence has another lower bound",
    sql: "ALTER SEQUENCE tags_id_seq MINVALUE -5 START WITH 1",
    // A start is told where it is not the bound, and so is told now.
    expect: ["changed sequence:public.tags_id_seq min", "changed sequence:public.tags_id_seq start"],
  },
  {
    name: "the sequence of an identity column has another step",
    sql: "ALTER TABLE reviews ALTER id SET INCREMENT BY 5",
    expect: ["changed sequence:public.reviews_id_seq increment"],
  },
  sequence("invoice_numbers", "increment", "INCREMENT BY -1"),
  sequence("invoice_numbers", "increment", "INCREMENT BY 2"),
  sequence("invoice_numbers", "start", "START WITH 1001"),
  sequence("invoice_numbers", "min", "MINVALUE 101"),
  sequence("invoice_numbers", "max", "NO MAXVALUE"),
  sequence("invoice_numbers", "max", "MAXVALUE 999998"),
  sequence("invoice_numbers", "cache", "CACHE 2"),
  sequence("invoice_numbers", "cycle", "CYCLE"),
  sequence("invoice_numbers", "type", "AS bigint"),
  sequence("invoice_numbers", "ownedBy", "OWNED BY scratch.id"),
  sequence("invoice_numbers", "persistence", "SET UNLOGGED", 15),
  {
    name: "a serial column's sequence belongs to it no more",
    sql: "ALTER SEQUENCE tags_id_seq OWNED BY NONE",
    expect: [
      "changed sequence:public.tags_id_seq ownedBy",
      // That it is wider is explained by the column that owns it, and none does.
      "changed sequence:public.tags_id_seq type",
    ],
  },
  {
    name: "a sequence's comment changes",
    sql: "COMMENT ON SEQUENCE invoice_numbers IS 'With gaps'",
    expect: ["changed sequence:public.invoice_numbers comment"],
  },
  {
    name: "a sequence is dropped",
    sql: "DROP SEQUENCE invoice_numbers",
    expect: ["missing sequence:public.invoice_numbers"],
  },
  {
    name: "a serial column's sequence is dropped",
    sql: "DROP SEQUENCE tags_id_seq CASCADE",
    expect: ["changed column:public.tags.id default", "missing sequence:public.tags_id_seq"],
  },
  { name: "a sequence is added", sql: "CREATE SEQUENCE numbers", expect: ["unexpected sequence:public.numbers"] },
  {
    name: "a sequence is renamed",
    sql: "ALTER SEQUENCE invoice_numbers RENAME TO numbers",
    expect: ["missing sequence:public.invoice_numbers", "unexpected sequence:public.numbers"],
  },
];
