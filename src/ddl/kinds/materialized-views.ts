// Materialized views, made without their rows: what they select may not be there yet.

import { list, text } from "../../kinds/row.ts";
import { nameInSql } from "../../sql/identifier.ts";
import type { KindDdl, Statement } from "../statement.ts";
import { leadingName } from "../told.ts";
import { aboutView, createView } from "../views.ts";

const storageOf: Readonly<Record<string, string>> = { p: "PLAIN", m: "MAIN", e: "EXTERNAL", x: "EXTENDED" };

export const materializedViews: KindDdl = {
  kind: "materialized view",
  phase: "views",
  create: (object, context) => [
    createView(object, context, "MATERIALIZED VIEW", `${text(object.attributes, "body")}`, "\nWITH NO DATA"),
    ...list(object.attributes, "columnSettings").flatMap((told) => settingsOf(nameInSql(object.id), told)),
    ...aboutView(object, "MATERIALIZED VIEW"),
  ],
  drop: ({ id }) => [{ sql: `DROP MATERIALIZED VIEW ${nameInSql(id)}`, drops: [id] }],
};

/** `total STORAGE e COMPRESSION p STATISTICS 50 (n_distinct=5)`: each only where it was chosen. */
function settingsOf(view: string, told: string): Statement[] {
  const { name, rest } = leadingName(told);
  const alter = `ALTER MATERIALIZED VIEW ${view} ALTER COLUMN ${name} SET`;
  const [before = "", options] = rest.split("(");
  const words = before.trim().split(" ");
  const after = (word: string) => (words.includes(word) ? words[words.indexOf(word) + 1] : undefined);
  const [storage, compression, statistics] = ["STORAGE", "COMPRESSION", "STATISTICS"].map(after);
  return [
    ...(storage === undefined ? [] : [{ sql: `${alter} STORAGE ${storageOf[storage] ?? storage}` }]),
    ...(compression === undefined ? [] : [{ sql: `${alter} COMPRESSION ${compression === "l" ? "lz4" : "pglz"}` }]),
    ...(statistics === undefined ? [] : [{ sql: `${alter} STATISTICS ${statistics}` }]),
    ...(options === undefined ? [] : [{ sql: `${alter} (${options}` }]),
  ];
}
