// What many kinds have in common: a comment, an owner, a name.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { identifier, nameInSql } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import { besideOwner, ownerName, ownName } from "../naming.ts";
import { type Action, type Alter, refuse, run } from "./alter.ts";
import { privilegesOn } from "./privileges.ts";
import { leadingName, listOf, textOf } from "./values.ts";

type Named = (object: CatalogObject) => string;

const own: Named = ({ id }) => nameInSql(id);

/** An object of a table by its own name: `ix_email ON public.users`. */
export const onHome: Named = ({ id }) => `${ownName(id)} ON ${ownerName(id)}`;

export const inSchema: Named = ({ id }) => besideOwner(id);

const textOrNull = (text: string | undefined) => (text === undefined ? "NULL" : literal(text));

export const commentOn = (what: string, named: Named = own, attribute = "comment"): Alter =>
  run((to) => `COMMENT ON ${what} ${named(to)} IS ${textOrNull(textOf(to, attribute))}`);

/** How a trigger, a rule or an event trigger gets the state that it is to have. */
export function enabling(to: CatalogObject): string {
  const verbs: Readonly<Record<string, string>> = {
    DISABLED: "DISABLE",
    REPLICA: "ENABLE REPLICA",
    ALWAYS: "ENABLE ALWAYS",
  };
  return verbs[textOf(to, "enabled") ?? ""] ?? "ENABLE";
}

export const ownerOf = (what: string, named: Named = own): Alter => {
  const unknown = refuse("who owned it at first is not known to the declared side");
  return (change, context) => {
    const owner = textOf(change.to, "owner");
    if (owner === undefined) return unknown(change, context);
    return [{ sql: `ALTER ${what} ${named(change.to)} OWNER TO ${identifier(owner)}` }];
  };
};

/** An owner, privileges and a comment, by the words that name such an object in each statement. */
export const accessOf = (what: string, granted = what, named: Named = own) => ({
  owner: ownerOf(what, named),
  privileges: privilegesOn(granted, named),
});

export const renamed =
  (what: string, named: Named = own) =>
  (from: CatalogObject, to: CatalogObject): readonly Action[] => [
    { sql: `ALTER ${what} ${named(from)} RENAME TO ${ownName(to.id)}` },
  ];

/** Of comments on columns or attributes, as `name text`: those that differ. */
export const commentsOn =
  (attribute: string): Alter =>
  ({ from, to }) => {
    const [before, after] = [from, to].map((object) => byColumn(listOf(object, attribute)));
    const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
    return [...names]
      .filter((name) => before?.get(name) !== after?.get(name))
      .map((name) => ({
        sql: `COMMENT ON COLUMN ${nameInSql(to.id)}.${identifier(name)} IS ${textOrNull(after?.get(name))}`,
      }));
  };

/** Texts that begin with a column's name, by it. */
export function byColumn(texts: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    texts.map((text) => {
      const { name, rest } = leadingName(text);
      return [name, rest];
    }),
  );
}
