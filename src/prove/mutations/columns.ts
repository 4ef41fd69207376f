// Columns: each property of one. Types and defaults have many ways to change, in files of their own.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { nameOf, parseObjectId, sqlName } from "../../catalog/object-id.ts";
import { literal } from "../../sql/literal.ts";
import type { Change, Mutator } from "../mutation.ts";
import { forEach, lastOf, ownerOf } from "../sql.ts";
import type { World } from "../world.ts";
import { type Altered, altered } from "./alter-column.ts";
import { otherTypes } from "./column-types.ts";
import { comments } from "./common.ts";
import { otherDefaults } from "./defaults.ts";

const setting =
  (to: string, ...actions: readonly string[]) =>
  (object: CatalogObject): Change[] => [{ to, sql: actions.map((action) => altered(object)(action)) }];

const ints = ["int2", "int4", "int8"];
const fixedLength = new Set([
  ...ints,
  ...["bool", "float4", "float8", "date", "time", "timetz", "timestamp", "timestamptz", "uuid", "oid", "interval"],
]);

/** Its values may be stored elsewhere, or compressed. */
const isLong = (object: CatalogObject, world: World) => {
  const type = world.typeOf(object);
  return type !== undefined && (type.dimensions > 0 || (!fixedLength.has(type.name) && !world.labels(object)));
};

/** The NOT NULL of a column as a constraint, which PostgreSQL 18 keeps: a statement over `r.conname`. */
const onNotNull = (object: CatalogObject, statement: string) =>
  forEach(
    `SELECT conname FROM pg_constraint WHERE contype = 'n' AND conrelid = ${literal(ownerOf(object.id))}::regclass AND conkey[1] = (
      SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = ${literal(nameOf(object.id))})`,
    `format(${literal(statement)}, r.conname)`,
  );

const ifNotNull =
  (change: (object: CatalogObject) => Change) =>
  (object: CatalogObject): Change[] =>
    object.attributes.notNull === true ? [change(object)] : [];

export const columns: Mutator = {
  kind: "column",
  attributes: {
    type: otherTypes,
    notNull,
    notNullNotValid: (object, world) => {
      const name = lastOf(object.id);
      const alter = altered(object);
      if (object.attributes.notNull !== true || world.isInPrimaryKey(object) || object.attributes.identity) return [];
      return [
        {
          to: "not valid",
          sql: [
            `${alter("DROP NOT NULL")}; ALTER TABLE ${ownerOf(object.id)} ADD CONSTRAINT driftcheck_filled NOT NULL ${name} NOT VALID`,
          ],
          value: true,
        },
      ];
    },
    default: otherDefaults,
    identity,
    generated,
    expression: (object) =>
      object.attributes.generated === undefined
        ? []
        : [{ to: "another", sql: [altered(object)("SET EXPRESSION AS (NULL)")], value: "NULL::text" }],
    collation: (object, world) => {
      const type = world.typeOf(object);
      if (!type || !["text", "varchar", "bpchar"].includes(type.name)) return [];
      const retype = (collation: string) => altered(object)(`TYPE ${object.attributes.type} COLLATE "${collation}"`);
      return [{ to: "of another language", sql: [retype("C"), retype("POSIX")], value: 'pg_catalog."C"' }];
    },
    inherited: (object) => (object.attributes.inherited === undefined ? [] : [{ to: "own", sql: [], value: null }]),
    storage: (object, world) =>
      isLong(object, world)
        ? setting("another", "SET STORAGE EXTERNAL", "SET STORAGE MAIN", "SET STORAGE PLAIN")(object)
        : [],
    compression: (object, world) => (isLong(object, world) ? setting("pglz", "SET COMPRESSION pglz")(object) : []),
    statistics: setting("another target", "SET STATISTICS 77"),
    options: setting("n_distinct", "SET (n_distinct = 77)"),
    foreignOptions: (object) =>
      object.parent?.startsWith("foreign table:") ? setting("another", "OPTIONS (ADD driftcheck 'x')")(object) : [],
    notNullName: ifNotNull((object) => ({
      to: "another",
      sql: [
        onNotNull(
          object,
          `ALTER TABLE ${percent(ownerOf(object.id))} RENAME CONSTRAINT %I TO ${percent(lastOf(object.id).replace(/^"/, '"driftcheck_'))}`,
        ),
      ],
      value: "driftcheck",
    })),
    notNullNoInherit: ifNotNull((object) => ({
      to: "not inherited",
      sql: [onNotNull(object, `ALTER TABLE ${percent(ownerOf(object.id))} ALTER CONSTRAINT %I NO INHERIT`)],
      value: true,
    })),
    notNullComment: ifNotNull((object) => ({
      to: "another",
      sql: [
        onNotNull(object, `COMMENT ON CONSTRAINT %I ON ${percent(ownerOf(object.id))} IS ''driftcheck''`).replaceAll(
          "''''",
          "''",
        ),
      ],
      value: "driftcheck",
    })),
    comment: comments("COLUMN"),
  },
  drop: (object) => [{ to: "dropped", sql: [`ALTER TABLE ${ownerOf(object.id)} DROP ${lastOf(object.id)} CASCADE`] }],
  rename: (object) => `ALTER TABLE ${ownerOf(object.id)} RENAME ${lastOf(object.id)} TO`,
};

/** Inside of `format`. */
const percent = (name: string) => name.replaceAll("%", "%%");

function notNull(object: CatalogObject): Change[] {
  const alter = altered(object);
  if (object.attributes.notNull !== true) return [{ to: "set", sql: [alter("SET NOT NULL")], value: true }];
  return [{ to: "dropped", sql: [alter("DROP NOT NULL")], value: null }];
}

function identity(object: CatalogObject, world: World): Change[] {
  const type = world.typeOf(object);
  const alter = altered(object);
  const { identity: now, generated: computed } = object.attributes;
  if (now !== undefined) {
    const [other, value] = now === "ALWAYS" ? ["BY DEFAULT", "BY DEFAULT"] : ["ALWAYS", "ALWAYS"];
    return [
      { to: other, sql: [alter(`SET GENERATED ${other}`)], value },
      { to: "none", sql: [alter("DROP IDENTITY")], value: null },
    ];
  }
  if (!ints.includes(type?.name ?? "") || type?.dimensions !== 0 || computed !== undefined) return [];
  const table = parseObjectId(object.id).path[1] ?? "";
  const add = `${alter("DROP DEFAULT")}; ${alter("SET NOT NULL")}; ${alter("ADD GENERATED ALWAYS AS IDENTITY")}`;
  return [{ to: "ALWAYS", sql: table === "" ? [] : [add], value: "ALWAYS" }];
}

function generated(object: CatalogObject): Change[] {
  const alter: Altered = altered(object);
  if (object.attributes.generated !== undefined) return [{ to: "none", sql: [alter("DROP EXPRESSION")], value: null }];
  const name = lastOf(object.id);
  const type = String(object.attributes.type);
  const table = object.parent === undefined ? "" : sqlName(object.parent);
  const again = (kept: string) =>
    `ALTER TABLE ${table} DROP ${name} CASCADE; ALTER TABLE ${table} ADD ${name} ${type} GENERATED ALWAYS AS (NULL::${type}) STORED${kept}`;
  return [{ to: "stored", sql: [again(object.attributes.notNull ? " NOT NULL" : "")], value: "STORED" }];
}
