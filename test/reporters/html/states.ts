// Reports that together have everything that a report may have. The schemas are real; what a live server alone could tell is added.

import type { Catalog } from "../../../src/catalog/catalog.ts";
import type { Drift } from "../../../src/catalog/drift.ts";
import { type ObjectId, objectId } from "../../../src/catalog/object-id.ts";
import { compare } from "../../../src/compare/steps.ts";
import { judge } from "../../../src/judge/judge.ts";
import { loadPreset } from "../../../src/judge/rules/load.ts";
import { reportOf } from "../../../src/report.ts";
import type { Report } from "../../../src/reporters/reporter.ts";

const names = { declared: "models/schema.sql", live: "postgres://shop@db.example.com:5432/shop" };

export async function reportOn(declared: Catalog, live: Catalog): Promise<Report> {
  const comparison = await compare(declared, live);
  return reportOf(comparison, await judge(comparison, { rules: await loadPreset() }), names);
}

const tables = ["customers", "orders", "payments", "shipments"];
const table = (name: string, more = "") => `CREATE TABLE ${name} (id int NOT NULL, customer_id int${more});`;

/** Loaded with its tables and without their keys. */
export const halfMigrated = {
  declared: tables
    .map(
      (name) =>
        `${table(name, ", PRIMARY KEY (id)")} CREATE INDEX ix_${name}_customer ON ${name} (customer_id);
         ALTER TABLE ${name} ADD FOREIGN KEY (customer_id) REFERENCES customers;`,
    )
    .join("\n"),
  live: tables.map((name) => table(name)).join("\n"),
};

const view = (condition: string) => `CREATE VIEW open_orders AS
  SELECT o.id, o.customer_id, c.name, c.email, o.total, o.placed_at
  FROM orders o JOIN customers c ON c.id = o.customer_id
  WHERE ${condition} ORDER BY o.placed_at;`;

const body = (line: string) => `CREATE FUNCTION price(amount numeric) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
  result numeric := amount;
BEGIN
  IF amount IS NULL THEN
    RETURN 0;
  END IF;
  result := round(result, 2);
  ${line}
  RETURN result;
END $$;`;

const shop = (more: string, view: string, body: string) => `
  CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL, email varchar(255) UNIQUE, ${more});
  CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers, total numeric(10,2), placed_at timestamptz);
  CREATE TABLE order_lines (order_id int REFERENCES orders, line int, PRIMARY KEY (order_id, line)); ${view} ${body}`;

/** Definitions of many lines, a table that one side lacks, a foreign key that one side lacks. */
export const definitions = {
  declared: `${shop("status text CHECK (status IN ('new', 'active', 'closed'))", view("o.total > 0 AND o.placed_at IS NOT NULL"), body("result := result * 1.19;"))}
    CREATE TABLE coupons (code text PRIMARY KEY, customer_id int REFERENCES customers);`,
  live: `${shop("status text CHECK (status IN ('new', 'active', 'locked', 'closed'))", view("o.total >= 0 AND o.placed_at IS NOT NULL"), body("result := result * 1.16;"))}
    CREATE TABLE audit (id int PRIMARY KEY, order_id int REFERENCES orders);
    ALTER TABLE order_lines DROP CONSTRAINT order_lines_order_id_fkey;`,
};

/** As the baseline has it: what it means was accepted with it. */
const accepted = ({ because: _, review: __, loss: ___, ...drift }: Drift) => ({
  ...drift,
  fingerprint: "0123456789abcdef",
});

/** What only a live server, a project's own files or --data can add. */
export function withEverythingElse(report: Report): Report {
  const { drift } = report;
  const first: Drift | undefined = drift[0];
  return {
    ...report,
    outcome: "drift",
    failures: ["rule old-coupons expired on 2026-10-01"],
    migrations: {
      tool: "alembic",
      table: "public.alembic_version",
      recorded: ["7c3f1a2b"],
      heads: ["a41e77d0"],
      pending: [
        { id: "91b2c0de", file: "migrations/versions/91b2c0de_add_coupons.py", title: "add coupons" },
        { id: "a41e77d0", file: "migrations/versions/a41e77d0_order_totals.py", title: "order totals" },
      ],
      comparedAtRecorded: true,
    },
    data: [
      {
        kind: "sequence behind",
        id: objectId("sequence", ["public", "orders_id_seq"]),
        says: "nextval returns 12, but orders.id already has 4711",
        fix: "SELECT setval('public.orders_id_seq', 4711)",
        column: "column:public.orders.id" as ObjectId,
        lastValue: "11",
        nextValue: "12",
        columnMaximum: "4711",
      },
    ],
    baselined: first === undefined ? [] : [accepted(first)],
    fixedInBaseline: [
      {
        type: "changed",
        id: "column:public.orders.total",
        attribute: "type",
        ...{ declared: "numeric(10,2)", live: "numeric", fingerprint: "fedcba9876543210" },
      },
    ],
    hints: ["The live schema shop has 3 of the 4 tables declared in public. Try --map-schema shop=public."],
    staleRules: [{ rule: "old-coupons", reason: "matched nothing" }],
    disabledRules: [{ rule: "restrict-on-delete", in: "ignore-rules.yaml" }],
  };
}
