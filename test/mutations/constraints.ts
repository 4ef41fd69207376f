// Constraints: gone, there, and everything that one says. A replaced constraint keeps its name, so that only one thing differs.

import type { Mutation } from "./mutation.ts";

const dropped = (table: string, name: string, declared: string): Mutation => ({
  name: `${name} is dropped`,
  sql: `ALTER TABLE ${table} DROP CONSTRAINT ${name}`,
  expect: [`missing constraint:public.${table}.${declared}`],
});

const added = (table: string, definition: string): Mutation => ({
  name: `${table} gets ${definition}`,
  sql: `ALTER TABLE ${table} ADD CONSTRAINT another ${definition}`,
  expect: [`unexpected constraint:public.${table}.another`],
});

interface Replaced {
  readonly table: string;
  /** On the live side, whose names may differ. */
  readonly live: string;
  readonly declared: string;
}

const replaced = (
  { table, live, declared }: Replaced,
  definition: string,
  attributes: readonly string[],
  since?: number,
): Mutation => ({
  name: `${live} becomes ${definition}`,
  sql: `ALTER TABLE ${table} DROP CONSTRAINT ${live}; ALTER TABLE ${table} ADD CONSTRAINT ${live} ${definition}`,
  expect: attributes.map((attribute) => `changed constraint:public.${table}.${declared} ${attribute}` as const),
  ...(since !== undefined && { since }),
});

const own = (table: string, name: string): Replaced => ({ table, live: name, declared: name });

const ofAddresses: Replaced = { table: "addresses", live: "addresses_ibfk_1", declared: "addresses_customer_id_fkey" };
const ofPayments: Replaced = { table: "payments", live: "payments_ibfk_1", declared: "payments_order_id_fkey" };
const orders = (name: string) => own("orders", name);
const shelf = own("stock", "stock_shelf");
const toShelf = "FOREIGN KEY (aisle, slot) REFERENCES shelves (aisle, slot)";

export const constraintMutations: readonly Mutation[] = [
  {
    name: "a partition's key is attached to that of the partitioned table",
    sql: "ALTER INDEX tickets_key ATTACH PARTITION tickets_1_key",
    expect: [
      "changed constraint:public.tickets.tickets_key invalid",
      "changed constraint:public.tickets_1.tickets_1_key partitionOf",
    ],
  },
  {
    name: "the triggers behind a foreign key are disabled on one partition",
    sql: "ALTER TABLE entries_1 DISABLE TRIGGER ALL",
    expect: ["changed constraint:public.entries.entries_seat_fkey disabled"],
  },
  dropped("cart_items", "idx_16471_primary", "cart_items_pkey"),
  dropped("reviews", "reviews_pkey", "reviews_pkey"),
  dropped("reviews", "reviews_ticket", "reviews_ticket"),
  dropped("reviews", "reviews_score", "reviews_score"),
  dropped("reviews", "reviews_product", "reviews_product"),
  dropped("stock", "stock_apart", "stock_apart"),
  dropped("order_lines", "order_lines_ibfk_1", "order_lines_order_id_fkey"),
  dropped("orders", "fk_orders_shipping_address", "fk_orders_shipping_address"),
  {
    name: "a primary key is dropped, and the unique index beside it stays",
    sql: "ALTER TABLE product_tags DROP CONSTRAINT idx_16561_primary",
    expect: [
      "missing constraint:public.product_tags.product_tags_pkey",
      "unexpected index:public.product_tags.idx_16561_uq_product_tags",
    ],
  },
  {
    name: "a table gets a primary key",
    sql: "ALTER TABLE scratch ADD CONSTRAINT another PRIMARY KEY (id)",
    expect: ["changed column:public.scratch.id notNull", "unexpected constraint:public.scratch.another"],
  },
  added("tags", "UNIQUE (color)"),
  added("tags", "UNIQUE (id) DEFERRABLE"),
  added("tags", "CHECK (color <> '')"),
  added("tags", "FOREIGN KEY (id) REFERENCES coupons (id)"),
  {
    name: "a foreign key is there twice",
    sql: "ALTER TABLE orders ADD CONSTRAINT fk_twice FOREIGN KEY (customer_id) REFERENCES customers (id)",
    expect: ["unexpected constraint:public.orders.fk_twice"],
  },
  added("stock", "EXCLUDE USING gist (place WITH &&)"),

  replaced(own("reviews", "reviews_pkey"), "UNIQUE (id)", ["type"]),
  replaced(
    { table: "cart_items", live: "idx_16471_primary", declared: "cart_items_pkey" },
    "PRIMARY KEY (product_id, cart_id)",
    ["keys"],
  ),
  replaced(own("reviews", "reviews_pkey"), "PRIMARY KEY (id, product_id)", ["keys"]),
  replaced(own("reviews", "reviews_ticket"), "UNIQUE (product_id, ticket) INCLUDE (score)", ["keys"]),
  replaced(own("reviews", "reviews_ticket"), "UNIQUE (ticket) INCLUDE (score)", ["keys"]),
  replaced(own("reviews", "reviews_ticket"), "UNIQUE (ticket, product_id)", ["include"]),
  replaced(own("reviews", "reviews_ticket"), "UNIQUE (ticket, product_id) INCLUDE (score, votes)", ["include"]),
  replaced(own("reviews", "reviews_ticket"), "UNIQUE (ticket, product_id) INCLUDE (score) DEFERRABLE", ["deferrable"]),
  replaced(
    own("reviews", "reviews_ticket"),
    "UNIQUE NULLS NOT DISTINCT (ticket, product_id) INCLUDE (score)",
    ["nullsNotDistinct"],
    15,
  ),
  replaced(own("stock", "stock_place"), "UNIQUE (place, during WITHOUT OVERLAPS)", ["withoutOverlaps"], 18),

  replaced(own("reviews", "reviews_score"), "CHECK (score >= 1 AND score <= 11)", ["expression", "comment"]),
  replaced(own("reviews", "reviews_score"), "CHECK (score >= 1 OR score <= 10)", ["expression", "comment"]),
  replaced(own("reviews", "reviews_score"), "CHECK (score >= 1 AND score <= 10) NO INHERIT", ["noInherit", "comment"]),
  replaced(own("reviews", "reviews_score"), "CHECK (score >= 1 AND score <= 10) NOT VALID", ["notValid", "comment"]),
  replaced(
    own("reviews", "reviews_score"),
    "CHECK (score >= 1 AND score <= 10) NOT ENFORCED",
    ["notEnforced", "notValid", "comment"],
    18,
  ),
  {
    name: "a check's comment is lost",
    sql: "COMMENT ON CONSTRAINT reviews_score ON reviews IS NULL",
    expect: ["changed constraint:public.reviews.reviews_score comment"],
  },
  {
    name: "a foreign key's comment changes",
    sql: "COMMENT ON CONSTRAINT stock_label ON stock IS 'By its number'",
    expect: ["changed constraint:public.stock.stock_label comment"],
  },
  replaced(own("stock", "stock_apart"), "EXCLUDE USING gist (during WITH &&) WHERE (slot > 1)", ["definition"]),
  replaced(own("stock", "stock_apart"), "EXCLUDE USING gist (during WITH -|-) WHERE (slot > 0)", ["definition"]),
  replaced(
    own("stock", "stock_apart"),
    "EXCLUDE USING gist (during WITH &&) WHERE (slot > 0) DEFERRABLE INITIALLY DEFERRED",
    ["definition", "deferrable", "deferred"],
  ),

  replaced(ofAddresses, "FOREIGN KEY (customer_id) REFERENCES customers (id) ON UPDATE RESTRICT", ["onDelete"]),
  replaced(ofAddresses, "FOREIGN KEY (customer_id) REFERENCES customers (id) ON UPDATE RESTRICT ON DELETE SET NULL", [
    "onDelete",
  ]),
  replaced(ofAddresses, "FOREIGN KEY (customer_id) REFERENCES customers (id) ON UPDATE CASCADE ON DELETE CASCADE", [
    "onUpdate",
  ]),
  replaced(orders("fk_orders_customer"), "FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE", [
    "onDelete",
  ]),
  replaced(orders("fk_orders_customer"), "FOREIGN KEY (customer_id) REFERENCES customers (id) ON UPDATE SET NULL", [
    "onUpdate",
  ]),
  replaced(orders("fk_orders_customer"), "FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE SET DEFAULT", [
    "onDelete",
  ]),
  replaced(ofPayments, "FOREIGN KEY (order_id) REFERENCES orders (id) NOT VALID", ["notValid"]),
  replaced(ofPayments, "FOREIGN KEY (order_id) REFERENCES orders (id) DEFERRABLE", ["deferrable"]),
  replaced(ofPayments, "FOREIGN KEY (order_id) REFERENCES orders (id) DEFERRABLE INITIALLY DEFERRED", [
    "deferrable",
    "deferred",
  ]),
  replaced(
    ofPayments,
    "FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE",
    ["deferrable", "onDelete", "onUpdate"],
  ),
  replaced(ofPayments, "FOREIGN KEY (order_id) REFERENCES orders (id) NOT ENFORCED", ["notEnforced", "notValid"], 18),
  {
    name: "a foreign key becomes deferred",
    sql: "ALTER TABLE reviews ALTER CONSTRAINT reviews_product DEFERRABLE INITIALLY DEFERRED",
    expect: ["changed constraint:public.reviews.reviews_product deferred"],
  },
  {
    name: "a foreign key is deferrable no more",
    sql: "ALTER TABLE reviews ALTER CONSTRAINT reviews_product NOT DEFERRABLE",
    expect: ["changed constraint:public.reviews.reviews_product deferrable"],
  },
  {
    name: "a foreign key that has another name refers to another table",
    sql: `ALTER TABLE product_images DROP CONSTRAINT product_images_ibfk_1;
      ALTER TABLE product_images ADD CONSTRAINT product_images_ibfk_1 FOREIGN KEY (product_id) REFERENCES orders (id) ON DELETE CASCADE`,
    expect: [
      "missing constraint:public.product_images.product_images_product_id_fkey",
      "unexpected constraint:public.product_images.product_images_ibfk_1",
    ],
  },
  replaced(orders("fk_orders_shipping_address"), "FOREIGN KEY (shipping_address_id) REFERENCES customers (id)", [
    "references",
  ]),
  replaced(orders("fk_orders_customer"), "FOREIGN KEY (coupon_id) REFERENCES customers (id)", ["columns"]),
  {
    name: "two foreign keys swap their columns",
    sql: `ALTER TABLE orders DROP CONSTRAINT fk_orders_billing_address, DROP CONSTRAINT fk_orders_shipping_address;
      ALTER TABLE orders ADD CONSTRAINT fk_orders_billing_address FOREIGN KEY (shipping_address_id) REFERENCES addresses (id),
        ADD CONSTRAINT fk_orders_shipping_address FOREIGN KEY (billing_address_id) REFERENCES addresses (id) ON DELETE CASCADE`,
    expect: [
      "changed constraint:public.orders.fk_orders_billing_address onDelete",
      "changed constraint:public.orders.fk_orders_billing_address name",
      "changed constraint:public.orders.fk_orders_shipping_address name",
    ],
  },
  replaced(shelf, "FOREIGN KEY (aisle, spare_slot) REFERENCES shelves (aisle, slot) MATCH FULL ON DELETE SET NULL", [
    "columns",
  ]),
  replaced(shelf, "FOREIGN KEY (aisle, slot) REFERENCES shelves (slot, aisle) MATCH FULL ON DELETE SET NULL", [
    "referencedColumns",
  ]),
  replaced(shelf, `${toShelf} ON DELETE SET NULL`, ["match"]),
  replaced(shelf, `${toShelf} MATCH FULL ON DELETE SET NULL (slot)`, ["onDeleteColumns"], 15),
  replaced(shelf, `${toShelf} MATCH FULL ON DELETE SET NULL NOT VALID`, ["notValid"]),
];
