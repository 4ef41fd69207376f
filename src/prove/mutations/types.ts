// Types that users create.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { sqlName } from "../../catalog/object-id.ts";
import { listOf } from "../../judge/evidence/facts.ts";
import { literal } from "../../sql/literal.ts";
import type { Change, Mutator } from "../mutation.ts";
import { comments } from "./common.ts";

const drop = (what: string) => (object: CatalogObject) => [
  { to: "dropped with all that uses it", sql: [`DROP ${what} ${sqlName(object.id)} CASCADE`] },
];
const rename = (what: string) => (object: CatalogObject) => `ALTER ${what} ${sqlName(object.id)} RENAME TO`;

export const enums: Mutator = {
  kind: "enum",
  attributes: {
    labels: ({ id, attributes }) => {
      const labels = listOf(attributes.labels);
      const [first, second] = labels;
      const swap = `UPDATE pg_enum SET enumsortorder = -enumsortorder WHERE enumtypid = ${literal(sqlName(id))}::regtype`;
      const change = (to: string, action: string) => ({ to, sql: [`ALTER TYPE ${sqlName(id)} ${action}`] });
      return [
        change("a label more", "ADD VALUE 'driftcheck'"),
        ...(first === undefined
          ? []
          : [
              change("a label renamed", `RENAME VALUE ${literal(first)} TO 'driftcheck'`),
              change("a label in another case", `RENAME VALUE ${literal(first)} TO ${literal(otherCase(first))}`),
              // PostgreSQL takes no label away, and a default with it could not be printed.
              { to: "a label less", sql: [], value: labels.slice(1) },
            ]),
        ...(second === undefined ? [] : [{ to: "in another order", sql: [swap] }]),
      ];
    },
    comment: comments("TYPE"),
  },
  drop: drop("TYPE"),
  rename: rename("TYPE"),
};

const otherCase = (text: string) => (text === text.toUpperCase() ? `${text.toLowerCase()} ` : text.toUpperCase());

const alterDomain =
  (to: string, ...actions: readonly string[]) =>
  (object: CatalogObject): Change[] => [
    { to, sql: actions.map((action) => `ALTER DOMAIN ${sqlName(object.id)} ${action}`) },
  ];

export const domains: Mutator = {
  kind: "domain",
  attributes: {
    notNull: (object) => alterDomain("the other", object.attributes.notNull ? "DROP NOT NULL" : "SET NOT NULL")(object),
    default: (object) =>
      object.attributes.default === undefined
        ? alterDomain("one", "SET DEFAULT '1'", "SET DEFAULT NULL")(object)
        : alterDomain("none", "DROP DEFAULT")(object),
    comment: comments("DOMAIN"),
  },
  drop: drop("DOMAIN"),
  rename: rename("DOMAIN"),
};

export const composites: Mutator = {
  kind: "composite",
  attributes: {
    attributes: (object) => [
      { to: "one more", sql: [`ALTER TYPE ${sqlName(object.id)} ADD ATTRIBUTE driftcheck_added text CASCADE`] },
    ],
    comment: comments("TYPE"),
  },
  drop: drop("TYPE"),
  rename: rename("TYPE"),
};

export const ranges: Mutator = {
  kind: "range",
  attributes: { comment: comments("TYPE") },
  drop: drop("TYPE"),
  rename: rename("TYPE"),
};
