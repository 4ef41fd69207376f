// Constraints: most of their properties can only be changed by making them anew under the same name.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { alwaysQuoted, nameOf, parseObjectId, sqlName, unquoted } from "../../catalog/object-id.ts";
import { isOnDomain } from "../../ddl/constraints.ts";
import { listOf } from "../../judge/evidence/facts.ts";
import { literal } from "../../sql/literal.ts";
import type { Change, Mutator } from "../mutation.ts";
import { besideOwner, forEach, lastOf, ownerOf } from "../sql.ts";
import { comments } from "./common.ts";
import { alter, remade } from "./constraint-definition.ts";
import { actionChanges, keyChanges, referenceChanges } from "./constraint-keys.ts";

const isKey = ({ attributes: { type } }: CatalogObject) => type === "PRIMARY KEY" || type === "UNIQUE";
const isForeignKey = ({ attributes: { type } }: CatalogObject) => type === "FOREIGN KEY";
const isCheck = ({ attributes: { type } }: CatalogObject) => type === "CHECK";
/** Keys and what refers to them are changed apart: to make a key anew, the foreign keys to it must go. */
const sortOf = (object: CatalogObject) => (isKey(object) ? "key" : isForeignKey(object) ? "foreign key" : "check");

const ofIndex = (action: string, to: string) => (object: CatalogObject) =>
  isKey(object) ? [{ to, sql: [`ALTER INDEX ${besideOwner(object.id)} ${action}`] }] : [];

const flag =
  (attribute: string, applies: (object: CatalogObject) => boolean) =>
  (object: CatalogObject): Change[] => {
    if (!applies(object)) return [];
    const isOn = object.attributes[attribute] === true;
    return [remade(object, `${isOn ? "off" : "on"}, of a ${sortOf(object)}`, { [attribute]: !isOn })];
  };

const never = () => [];
const whereThere = (attribute: string) => (object: CatalogObject) =>
  object.attributes[attribute] === undefined ? [] : [{ to: "another", sql: [] }];

export const constraints: Mutator = {
  kind: "constraint",
  attributes: {
    type: (object) => {
      const columns = listOf(object.attributes.keys);
      if (!isKey(object) || columns.length === 0) return [];
      const isPrimary = object.attributes.type === "PRIMARY KEY";
      return [
        remade(object, isPrimary ? "unique only" : "the primary key", { type: isPrimary ? "UNIQUE" : "PRIMARY KEY" }),
        ...(isPrimary ? [] : [asIndex(object)]),
      ];
    },
    keys: keyChanges,
    include: (object, world) => {
      const keys = listOf(object.attributes.keys).map(unquoted);
      const other = world.columns(object.parent).find(({ id }) => !keys.includes(nameOf(id)));
      return isKey(object) && other
        ? [remade(object, "a column more", { include: [alwaysQuoted(nameOf(other.id))] })]
        : [];
    },
    method: never,
    nullsNotDistinct: flag("nullsNotDistinct", ({ attributes: { type } }) => type === "UNIQUE"),
    withoutOverlaps: whereThere("withoutOverlaps"),
    partitionOf: whereThere("partitionOf"),
    invalid: (object) =>
      isKey(object)
        ? [
            {
              to: "on",
              sql: [
                `UPDATE pg_index SET indisvalid = NOT indisvalid WHERE indexrelid = ${literal(besideOwner(object.id))}::regclass`,
              ],
            },
          ]
        : [],
    columns: referenceChanges.columns,
    references: referenceChanges.references,
    referencedColumns: referenceChanges.referencedColumns,
    match: (object) =>
      isForeignKey(object) ? [remade(object, "FULL or SIMPLE", { match: object.attributes.match ? "" : "FULL" })] : [],
    onUpdate: actionChanges("onUpdate"),
    onDelete: actionChanges("onDelete"),
    onDeleteColumns: (object) => {
      const [first] = listOf(object.attributes.columns);
      if (!isForeignKey(object) || first === undefined) return [];
      const limited = object.attributes.onDeleteColumns !== undefined;
      return [
        {
          ...remade(object, limited ? "all columns" : "one column", {
            onDeleteColumns: limited ? [] : [first],
            onDelete: "SET NULL",
          }),
        },
      ];
    },
    expression: (object) =>
      isCheck(object) && !isOnDomain(object)
        ? [
            remade(object, "narrower", { expression: `(${object.attributes.expression}) AND random() < 2` }),
            remade(object, "always true", { expression: "(1 = 1)" }),
          ]
        : isCheck(object)
          ? [remade(object, "narrower", { expression: `(${object.attributes.expression}) AND VALUE IS NOT NULL` })]
          : [],
    definition: whereThere("definition"),
    noInherit: flag("noInherit", (object) => isCheck(object) && !isOnDomain(object)),
    deferrable: flag("deferrable", (object) => isKey(object) || isForeignKey(object)),
    deferred: (object) =>
      isKey(object) || isForeignKey(object)
        ? [
            remade(object, `the other, of a ${sortOf(object)}`, {
              deferred: object.attributes.deferred !== true,
              deferrable: true,
            }),
          ]
        : [],
    notValid: (object) =>
      isForeignKey(object) || isCheck(object)
        ? [remade(object, "on", { notValid: object.attributes.notValid !== true })]
        : [],
    notEnforced: flag("notEnforced", (object) => isForeignKey(object) || (isCheck(object) && !isOnDomain(object))),
    disabled: (object) => (isForeignKey(object) ? [{ to: "on", sql: [switchOff(object)], value: true }] : []),
    options: ofIndex("SET (fillfactor = 71)", "fillfactor"),
    tablespace: (object) => (isKey(object) ? [{ to: "another", sql: [], value: "driftcheck" }] : []),
    clustered: (object) =>
      isKey(object) ? [{ to: "on", sql: [`${alter(object)} CLUSTER ON ${lastOf(object.id)}`], value: true }] : [],
    indexComment: (object) =>
      isKey(object) ? comments("INDEX", ({ id }) => besideOwner(id), "indexComment")(object) : [],
    comment: comments("CONSTRAINT", (object) => {
      return `${lastOf(object.id)} ON ${isOnDomain(object) ? "DOMAIN " : ""}${ownerOf(object.id)}`;
    }),
  },
  drop: (object) => [{ to: "dropped", sql: [`${alter(object)} DROP CONSTRAINT ${lastOf(object.id)} CASCADE`] }],
  rename: (object) => `${alter(object)} RENAME CONSTRAINT ${lastOf(object.id)} TO`,
};

/** A unique constraint as no more than the index that enforces it. */
function asIndex(object: CatalogObject): Change {
  const keys = columnList(listOf(object.attributes.keys));
  return {
    to: "a unique index",
    sql: [
      `${alter(object)} DROP CONSTRAINT ${lastOf(object.id)} CASCADE; CREATE UNIQUE INDEX ${lastOf(object.id)} ON ${ownerOf(object.id)} (${keys})`,
    ],
    value: "UNIQUE INDEX",
  };
}

const columnList = (keys: readonly string[]) => keys.map((key) => alwaysQuoted(unquoted(key))).join(", ");

function switchOff(object: CatalogObject): string {
  const { path } = parseObjectId(object.id);
  const table = object.parent === undefined ? ownerOf(object.id) : sqlName(object.parent);
  return forEach(
    `SELECT g.tgname, g.tgrelid::regclass AS t FROM pg_trigger g JOIN pg_constraint k ON k.oid = g.tgconstraint
      WHERE k.conrelid = ${literal(table)}::regclass AND k.conname = ${literal(path.at(-1) ?? "")}`,
    "format('ALTER TABLE %s DISABLE TRIGGER %I', r.t, r.tgname)",
  );
}
