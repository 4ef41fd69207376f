// Indexes: keys, uniqueness, predicate and the rest, by making them anew under the same name.

import type { Attributes, CatalogObject } from "../../catalog/catalog.ts";
import { alwaysQuoted, nameOf, parseObjectId, quoteName, unquoted } from "../../catalog/object-id.ts";
import { listOf } from "../../judge/evidence/facts.ts";
import { literal } from "../../sql/literal.ts";
import type { Change, Mutator } from "../mutation.ts";
import { besideOwner, lastOf, ownerOf } from "../sql.ts";
import type { World } from "../world.ts";
import { comments } from "./common.ts";

/** A key as SQL takes it: PostgreSQL's names are left bare in a key even where they are keywords. */
function keyText(key: string, columns: readonly string[]): string {
  const name = columns.find((column) => key === quoteName(column) || key.startsWith(`${quoteName(column)} `));
  return name === undefined ? key : alwaysQuoted(name) + key.slice(quoteName(name).length);
}

function definition(object: CatalogObject, own: Attributes, world: World): string {
  const columns = world.columns(object.parent).map(({ id }) => nameOf(id));
  const list = (keys: readonly string[]) => `(${keys.map((key) => keyText(key, columns)).join(", ")})`;
  const include = listOf(own.include);
  return [
    `CREATE ${own.type === "UNIQUE INDEX" ? "UNIQUE INDEX" : "INDEX"} ${lastOf(object.id)} ON ${ownerOf(object.id)}`,
    `USING ${own.method} ${list(listOf(own.keys))}`,
    include.length === 0 ? "" : `INCLUDE ${list(include)}`,
    own.nullsNotDistinct === true ? "NULLS NOT DISTINCT" : "",
    own.predicate ? `WHERE ${own.predicate}` : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function remade(object: CatalogObject, world: World, to: string, other: Attributes): Change {
  const [attribute = ""] = Object.keys(other);
  const sql = `DROP INDEX ${besideOwner(object.id)} CASCADE; ${definition(object, { ...object.attributes, ...other }, world)}`;
  return { to, sql: [sql], value: other[attribute] || null };
}

const alter = (to: string, action: string) => (object: CatalogObject) => [
  { to, sql: [`ALTER INDEX ${besideOwner(object.id)} ${action}`] },
];

const state = (column: string) => (object: CatalogObject) => [
  {
    to: "the other",
    sql: [
      `UPDATE pg_index SET ${column} = NOT ${column} WHERE indexrelid = ${literal(besideOwner(object.id))}::regclass`,
    ],
  },
];

export const indexes: Mutator = {
  kind: "index",
  attributes: {
    type: (object, world) => {
      const isUnique = object.attributes.type === "UNIQUE INDEX";
      if (!isUnique && object.attributes.method !== "btree") return [];
      return [
        remade(object, world, isUnique ? "plain" : "unique", { type: isUnique ? "INDEX" : "UNIQUE INDEX" }),
        ...(isUnique ? asConstraint(object) : []),
      ];
    },
    method: (object, world) =>
      object.attributes.type === "INDEX" && listOf(object.attributes.keys).length === 1
        ? [remade(object, world, "hash or btree", { method: object.attributes.method === "hash" ? "btree" : "hash" })]
        : [],
    keys,
    include: (object, world) => {
      const used = listOf(object.attributes.keys).map(unquoted);
      const other = world.columns(object.parent).find(({ id }) => !used.includes(nameOf(id)));
      if (object.attributes.method !== "btree" || other === undefined) return [];
      return [remade(object, world, "a column more", { include: [quoteName(nameOf(other.id))] })];
    },
    predicate: (object, world) => {
      const [column] = world.columns(object.parent).map(({ id }) => alwaysQuoted(nameOf(id)));
      if (object.attributes.predicate !== undefined) return [remade(object, world, "none", { predicate: "" })];
      return column ? [remade(object, world, "one", { predicate: `(${column} IS NOT NULL)` })] : [];
    },
    nullsNotDistinct: (object, world) =>
      object.attributes.type === "UNIQUE INDEX"
        ? [remade(object, world, "the other", { nullsNotDistinct: object.attributes.nullsNotDistinct !== true })]
        : [],
    partitionOf: ({ attributes }) => (attributes.partitionOf === undefined ? [] : [{ to: "another", sql: [] }]),
    invalid: state("indisvalid"),
    notReady: state("indisready"),
    options: (object) =>
      object.attributes.method === "gin"
        ? alter("fastupdate", "SET (fastupdate = off)")(object)
        : alter("fillfactor", "SET (fillfactor = 71)")(object),
    tablespace: () => [{ to: "another", sql: [], value: "driftcheck" }],
    statistics: (object) => {
      const at = listOf(object.attributes.keys).findIndex((key) => key.includes("("));
      return at < 0 ? [] : alter("another target", `ALTER COLUMN ${at + 1} SET STATISTICS 77`)(object);
    },
    clustered: (object) => [
      { to: "on", sql: [`ALTER TABLE ${ownerOf(object.id)} CLUSTER ON ${lastOf(object.id)}`], value: true },
    ],
    comment: comments("INDEX", ({ id }) => besideOwner(id)),
  },
  drop: (object) => [{ to: "dropped", sql: [`DROP INDEX ${besideOwner(object.id)} CASCADE`] }],
  rename: ({ id }) => `ALTER INDEX ${besideOwner(id)} RENAME TO`,
};

/** The same index, as that of a unique constraint. */
function asConstraint(object: CatalogObject): Change[] {
  if (object.attributes.predicate !== undefined) return [];
  const sql = `ALTER TABLE ${ownerOf(object.id)} ADD CONSTRAINT ${lastOf(object.id)} UNIQUE USING INDEX ${lastOf(object.id)}`;
  return [{ to: "a unique constraint", sql: [sql], value: "UNIQUE" }];
}

function keys(object: CatalogObject, world: World): Change[] {
  const now = listOf(object.attributes.keys);
  const columns = world.columns(object.parent).map(({ id }) => nameOf(id));
  const isColumn = now.map((key) => columns.some((name) => quoteName(name) === key));
  const others = columns.filter((name) => !now.includes(quoteName(name)));
  const make = (to: string, list: readonly string[]) => remade(object, world, to, { keys: list });
  const [first = "", ...rest] = now;
  const more = others.slice(0, 3).map((name) => quoteName(name));
  const added = more.map((name) => make("a column more", [...now, name]));
  const replaced = more.map((name) => make("another column", [...now.slice(0, -1), name]));
  return [
    ...oneOf(added),
    ...oneOf(replaced),
    ...(rest.length > 0 ? [make("in another order", now.toReversed()), make("a column less", now.slice(0, -1))] : []),
    ...(isColumn[0] && object.attributes.method === "btree"
      ? [make("descending", [`${first} DESC`, ...rest]), make("nulls first", [`${first} NULLS FIRST`, ...rest])]
      : []),
    ...(isColumn[0] && isText(object, first, world)
      ? [
          make("another operator class", [`${first} text_pattern_ops`, ...rest]),
          make("an expression", [`lower(${keyText(first, columns)})`, ...rest]),
        ]
      : []),
  ];
}

function oneOf([first, ...more]: readonly Change[]): Change[] {
  return first === undefined ? [] : [{ ...first, sql: [...first.sql, ...more.flatMap(({ sql }) => sql)] }];
}

function isText(object: CatalogObject, key: string, world: World): boolean {
  const column = world.columns(object.parent).find(({ id }) => quoteName(parseObjectId(id).path.at(-1) ?? "") === key);
  return column !== undefined && ["text", "varchar"].includes(world.typeOf(column)?.name ?? "");
}
