// Functions, procedures and aggregates. What says what one does is replaced as a whole, so that whatever uses it stays; where
// PostgreSQL refuses that (another result, other argument names), it is made again.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { identifier } from "../../sql/identifier.ts";
import { routineName, withSignature } from "../naming.ts";
import { type Alter, type Alterer, remake, replace, run } from "./alter.ts";
import { commentOn, renamed } from "./common.ts";
import { privilegesOn } from "./privileges.ts";
import { isSet, textOf } from "./values.ts";

/** As ALTER, COMMENT and DROP call one. */
function wordOf(routine: CatalogObject): string {
  const type = textOf(routine, "type") ?? "FUNCTION";
  return type === "WINDOW" ? "FUNCTION" : type;
}

const head = (to: CatalogObject) => `ALTER ${wordOf(to)} ${routineName(to)}`;

const byWord =
  (alter: (word: string) => Alter): Alter =>
  (change, context) =>
    alter(wordOf(change.to))(change, context);

const property = (written: (to: CatalogObject) => string): Alter => run((to) => `${head(to)} ${written(to)}`);

export const routine: Alterer = {
  kind: "function",
  rename: (from, to) => renamed(wordOf(from), routineName)(from, to),
  attributes: {
    type: remake,
    arguments: replace,
    returns: replace,
    language: replace,
    body: replace,
    library: replace,
    aggregate: replace,
    volatility: property((to) => textOf(to, "volatility") ?? "VOLATILE"),
    parallel: (change, context) =>
      change.to.attributes.type === "AGGREGATE"
        ? replace(change, context)
        : property((to) => `PARALLEL ${textOf(to, "parallel") ?? "UNSAFE"}`)(change, context),
    strict: property((to) => (isSet(to, "strict") ? "STRICT" : "CALLED ON NULL INPUT")),
    securityDefiner: property((to) => (isSet(to, "securityDefiner") ? "SECURITY DEFINER" : "SECURITY INVOKER")),
    leakproof: property((to) => (isSet(to, "leakproof") ? "LEAKPROOF" : "NOT LEAKPROOF")),
    cost: property((to) => `COST ${textOf(to, "cost")}`),
    rows: property((to) => `ROWS ${textOf(to, "rows") ?? "0"}`),
    support: replace,
    settings: replace,
    transforms: replace,
    owner: run((to) => `${head(to)} OWNER TO ${identifier(textOf(to, "owner") ?? "")}`),
    privileges: byWord((word) => privilegesOn(word === "AGGREGATE" ? "FUNCTION" : word, ({ id }) => withSignature(id))),
    comment: byWord((word) => commentOn(word, routineName)),
  },
};
