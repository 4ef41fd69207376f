// Constraints of tables and domains, each added by itself: foreign keys late, as they may form a circle.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { membersOf } from "../../catalog/members.ts";
import { kindOf, memberId, nameOf, type ObjectId } from "../../catalog/object-id.ts";
import { flag, optionalText } from "../../kinds/row.ts";
import { commentOn } from "../comment.ts";
import { constraintBody, isOnDomain } from "../constraints.ts";
import { descendants } from "../families.ts";
import { aboutIndex, attachIndex } from "../indexes.ts";
import { pathNamed } from "../keys.ts";
import { besideOwner, ownerName, ownName } from "../naming.ts";
import { namedIn } from "../references.ts";
import type { Context, KindDdl, Statement } from "../statement.ts";
import { switchedOff } from "../switched-off.ts";

export const constraints: KindDdl = {
  kind: "constraint",
  phase: ({ attributes, parent }) => {
    if (attributes.references !== undefined) return "foreign keys";
    return parent !== undefined && kindOf(parent) === "domain" ? "types" : "tables";
  },
  create: (object, context) => {
    const { id, attributes } = object;
    return [
      added(object, context),
      ...attachIndex(object, context),
      ...indexSettings(object),
      ...(flag(attributes, "disabled") ? [switchedOff(id)] : []),
      ...commentOn(`CONSTRAINT ${ownName(id)} ON ${onDomain(object)}${ownerName(id)}`, attributes.comment),
    ];
  },
  drop: (object) => [
    {
      sql: `ALTER ${altered(object)} DROP CONSTRAINT ${ownName(object.id)}`,
      drops: [object.id],
    },
  ],
};

const onDomain = (object: CatalogObject) => (isOnDomain(object) ? "DOMAIN " : "");
const altered = (object: CatalogObject) => `${isOnDomain(object) ? "DOMAIN" : "TABLE"} ${ownerName(object.id)}`;

function added(object: CatalogObject, context: Context): Statement {
  const { id, attributes, parent } = object;
  const needs = [
    // A partition must have its parent's checks when it is attached, and has them from the parent when it is attached before.
    ...(parent === undefined ? [] : [parent, ...descendants(parent, context)]),
    ...namedIn(context, optionalText(attributes, "expression"), optionalText(attributes, "definition")),
    ...referenced(object, context),
    ...checksBelow(object, context),
  ];
  const only = isKey(object) ? "TABLE ONLY" : isOnDomain(object) ? "DOMAIN" : "TABLE";
  const sql = `ALTER ${only} ${ownerName(id)} ADD CONSTRAINT ${ownName(id)} ${constraintBody(object)}`;
  return { sql, makes: [id], needs };
}

/** One that an index stands behind: that of a partitioned table is put together of its partitions' own. */
const isKey = ({ attributes }: CatalogObject) => attributes.keys !== undefined || attributes.definition !== undefined;

/** A child's own check of this name: the parent's takes it up, where it could not be added to what the child has from the parent. */
function checksBelow({ id, parent, attributes }: CatalogObject, context: Context): ObjectId[] {
  if (attributes.expression === undefined || parent === undefined) return [];
  return descendants(parent, context).map((table) => memberId("constraint", table, nameOf(id)));
}

/** The table that a foreign key refers to, with the keys without which it can't. */
function referenced({ attributes }: CatalogObject, context: Context): ObjectId[] {
  const told = optionalText(attributes, "references");
  if (told === null) return [];
  const [schema = "", name = ""] = pathNamed(told);
  const tables = context.named(schema, name);
  const keys = tables.flatMap((table) => [
    ...membersOf(table, "constraint", context.catalog).filter((each) => each.attributes.keys !== undefined),
    ...membersOf(table, "index", context.catalog).filter((each) => each.attributes.type === "UNIQUE INDEX"),
  ]);
  return [...tables, ...tables.flatMap((table) => descendants(table, context)), ...keys.map(({ id }) => id)];
}

function indexSettings(object: CatalogObject): Statement[] {
  const { id, attributes } = object;
  const tablespace = optionalText(attributes, "tablespace");
  const moved =
    tablespace === null || attributes.definition === undefined
      ? []
      : [{ sql: `ALTER INDEX ${besideOwner(id)} SET TABLESPACE ${tablespace}` }];
  return [...moved, ...aboutIndex(object, attributes.indexComment)];
}
