// Views and materialized views. A view's query is replaced where PostgreSQL takes the new one under the same columns; else, and
// always for a materialized view, it is made again.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { identifier, nameInSql } from "../../sql/identifier.ts";
import { type Alter, type Alterer, remake, run } from "./alter.ts";
import { accessOf, byColumn, commentOn, commentsOn, renamed } from "./common.ts";
import { grants } from "./privileges.ts";
import { listOf, pairsOf, parameter, setAndReset, textOf } from "./values.ts";

const words: Readonly<Record<string, string>> = { view: "VIEW", "materialized view": "MATERIALIZED VIEW" };
const head = ({ id, kind }: CatalogObject) => `ALTER ${words[kind]} ${nameInSql(id)}`;

/** What is not said again is reset: a view's options are said with its query. */
const replaced: Alter = ({ to }) => {
  const options = [...pairsOf(listOf(to, "options"))].map(parameter).join(", ");
  const body = textOf(to, "body")?.replace(/;$/, "");
  return [
    {
      sql: `CREATE OR REPLACE VIEW ${nameInSql(to.id)}${options === "" ? "" : ` WITH (${options})`} AS\n${body}`,
      orElse: "again",
    },
  ];
};

const options: Alter = ({ from, to }) =>
  setAndReset(head(to), listOf(from, "options"), listOf(to, "options")).map((sql) => ({ sql }));

/** Of each column by itself, as `name told`. */
const ofColumns =
  (attribute: string, action: (told: string | undefined) => string): Alter =>
  ({ from, to }) => {
    const [before, after] = [from, to].map((object) => byColumn(listOf(object, attribute)));
    const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
    return [...names]
      .filter((name) => before?.get(name) !== after?.get(name))
      .map((name) => ({ sql: `${head(to)} ALTER COLUMN ${identifier(name)} ${action(after?.get(name))}` }));
  };

const columnPrivileges: Alter = ({ from, to }) => {
  const [before, after] = [from, to].map((object) => byColumn(listOf(object, "columnPrivileges")));
  const names = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])];
  const answers = names.map((name) => {
    const [one, other] = [before, after].map((lines) => lines?.get(name)?.split("; ") ?? []);
    return grants(one ?? [], other ?? [], `TABLE ${nameInSql(to.id)}`, textOf(to, "owner"), ` (${identifier(name)})`);
  });
  return (
    answers.find((answer) => "reason" in answer) ?? answers.flatMap((answer) => ("reason" in answer ? [] : answer))
  );
};

const both = (kind: string) => ({
  options,
  ...accessOf(words[kind] ?? "", "TABLE"),
  columnPrivileges,
  columnComments: commentsOn("columnComments"),
  comment: commentOn(words[kind] ?? ""),
});

export const view: Alterer = {
  kind: "view",
  rename: renamed("VIEW"),
  attributes: {
    body: replaced,
    defaults: ofColumns("defaults", (told) => (told === undefined ? "DROP DEFAULT" : `SET DEFAULT ${told}`)),
    ...both("view"),
  },
};

export const materializedView: Alterer = {
  kind: "materialized view",
  rename: renamed("MATERIALIZED VIEW"),
  attributes: {
    body: remake,
    defaults: remake,
    accessMethod: remake,
    tablespace: run((to) => `${head(to)} SET TABLESPACE ${identifier(textOf(to, "tablespace") ?? "pg_default")}`),
    columnSettings: remake,
    ...both("materialized view"),
  },
};
