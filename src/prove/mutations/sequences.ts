// Sequences, those behind serial and identity columns too.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { sqlName } from "../../catalog/object-id.ts";
import type { Change, Mutator } from "../mutation.ts";
import { comments } from "./common.ts";

const alter =
  (to: string, ...actions: readonly string[]) =>
  ({ id }: CatalogObject): Change[] => [
    { to, sql: actions.map((action) => `ALTER SEQUENCE ${sqlName(id)} ${action}`) },
  ];

export const sequences: Mutator = {
  kind: "sequence",
  attributes: {
    ownedBy: (object) => (object.attributes.ownedBy === undefined ? [] : alter("nobody", "OWNED BY NONE")(object)),
    type: (object) =>
      ["smallint", "integer", "bigint"]
        .filter((type) => type !== object.attributes.type)
        .flatMap((type) => alter(type, `AS ${type}`, `AS ${type} MAXVALUE 77`)(object))
        .map((change) => ({ ...change, value: change.to })),
    start: alter("5", "START 5", "MINVALUE 1 START 7"),
    increment: (object) => alter("another step", `INCREMENT ${Number(object.attributes.increment) + 1}`)(object),
    min: alter("another bound", "MINVALUE -77"),
    max: alter("another bound", "MAXVALUE 7777"),
    cache: (object) => alter("another", `CACHE ${Number(object.attributes.cache ?? 1) + 6}`)(object),
    cycle: (object) => alter("the other", object.attributes.cycle ? "NO CYCLE" : "CYCLE")(object),
    persistence: (object) => {
      const isUnlogged = object.attributes.persistence !== undefined;
      return alter(isUnlogged ? "logged" : "unlogged", `SET ${isUnlogged ? "LOGGED" : "UNLOGGED"}`)(object);
    },
    comment: comments("SEQUENCE"),
  },
  drop: ({ id }) => [{ to: "dropped", sql: [`DROP SEQUENCE ${sqlName(id)} CASCADE`] }],
  rename: ({ id }) => `ALTER SEQUENCE ${sqlName(id)} RENAME TO`,
};
