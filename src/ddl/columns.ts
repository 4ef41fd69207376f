// How a column is written: its definition, within CREATE TABLE or ADD COLUMN, and what can only be said afterwards.

import type { CatalogObject } from "../catalog/catalog.ts";
import { membersOf } from "../catalog/members.ts";
import { type ObjectId, parseObjectId } from "../catalog/object-id.ts";
import { oncePerCatalog } from "../catalog/once.ts";
import { flag, list, optionalText, text } from "../kinds/row.ts";
import { identifier, identifiers } from "../sql/identifier.ts";
import { grantsOn } from "./access.ts";
import { commentOn } from "./comment.ts";
import { keyOf, ownerName, ownName } from "./naming.ts";
import { optionsClause } from "./options.ts";
import { namedIn } from "./references.ts";
import { readableOptions } from "./secrets.ts";
import { sequenceOptions } from "./sequences.ts";
import type { Context, Statement } from "./statement.ts";

export interface Definition {
  readonly sql: string;
  readonly needs: readonly ObjectId[];
}

/** In the order of the table. */
export function columnsOf(table: ObjectId | undefined, { catalog }: Context): readonly CatalogObject[] {
  return membersOf(table, "column", catalog).toSorted((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0));
}

/** Of an identity column: its sequence. */
export function identitySequence({ id, attributes }: CatalogObject, context: Context): CatalogObject | undefined {
  return attributes.identity === undefined ? undefined : sequencesOf(id, context)[0];
}

/** What is owned by a column. */
export function sequencesOf(column: ObjectId, { catalog }: Context): readonly CatalogObject[] {
  return membersOf(column, "sequence", catalog);
}

/**
 * `email text COLLATE "C" DEFAULT '' NOT NULL`
 * @param typed within `CREATE TABLE … OF`, where the type is given
 */
export function columnDefinition(column: CatalogObject, context: Context, typed = false): Definition {
  const { id, attributes } = column;
  const type = text(attributes, "type");
  const collation = optionalText(attributes, "collation");
  const compression = optionalText(attributes, "compression");
  const value = valueIn(column, context);
  const parts = [
    ownName(id),
    ...(typed ? ["WITH OPTIONS"] : [type]),
    ...(compression === null || typed ? [] : [`COMPRESSION ${compression}`]),
    ...(collation === null || typed ? [] : [`COLLATE ${collation}`]),
    optionsClause(readableOptions(attributes, "foreignOptions").options).trim(),
    value.sql,
    notNullOf(column, context),
  ];
  const sql = parts.filter((part) => part !== "").join(" ");
  return { sql, needs: [...namedIn(context, type, collation), ...value.needs] };
}

/** Its default, expression or identity. */
function valueIn(column: CatalogObject, context: Context): Definition {
  const { attributes, parent } = column;
  const [written, expression] = [optionalText(attributes, "default"), optionalText(attributes, "expression")];
  const identity = optionalText(attributes, "identity");
  if (expression !== null) {
    const stored = text(attributes, "generated");
    return { sql: `GENERATED ALWAYS AS (${expression}) ${stored}`, needs: namedIn(context, expression) };
  }
  if (identity !== null)
    return { sql: `GENERATED ${identity} AS IDENTITY${sequenceClause(column, context)}`, needs: [] };
  if (written === null || (parent !== undefined && context.apart.has(parent))) return { sql: "", needs: [] };
  return { sql: `DEFAULT ${written}`, needs: namedIn(context, written) };
}

function sequenceClause(column: CatalogObject, context: Context): string {
  const sequence = identitySequence(column, context);
  if (sequence === undefined) return "";
  const options = sequenceOptions(sequence.attributes);
  const name = `SEQUENCE NAME ${identifiers(...parseObjectId(sequence.id).path)}`;
  return ` (${[name, ...options].join(" ")})`;
}

function notNullOf({ id, attributes }: CatalogObject, { catalog }: Context): string {
  if (!flag(attributes, "notNull") || flag(attributes, "notNullNotValid")) return "";
  const chosen = nameOfNotNull(id, null);
  const [schema = ""] = parseObjectId(id).path;
  const isTaken = constraintNames(catalog).has(keyOf(schema, chosen));
  const name = optionalText(attributes, "notNullName") ?? (isTaken ? chosen : null);
  const noInherit = flag(attributes, "notNullNoInherit") ? " NO INHERIT" : "";
  return `${name === null ? "" : `CONSTRAINT ${identifier(name)} `}NOT NULL${noInherit}`;
}

/** PostgreSQL chooses no name that a constraint of the same schema has, whatever table that is of. */
const constraintNames = oncePerCatalog(({ objects }) => {
  const names = [...objects.values()].flatMap(({ id, kind, attributes }) => {
    const { path } = parseObjectId(id);
    const name = kind === "constraint" ? path.at(-1) : optionalText(attributes, "notNullName");
    return name == null ? [] : [keyOf(path[0] ?? "", name)];
  });
  return new Set(names);
});

/** What a definition has no place for, first that without which a child of its table would be another. */
export function settingsOfColumn({ id, attributes, parent }: CatalogObject): Statement[] {
  const alter = `ALTER TABLE ONLY ${ownerName(id)} ALTER COLUMN ${ownName(id)} SET`;
  const [storage, statistics] = [optionalText(attributes, "storage"), optionalText(attributes, "statistics")];
  const options = list(attributes, "options");
  const makes = parent === undefined ? [] : [parent];
  return [
    ...(storage === null ? [] : [{ sql: `${alter} STORAGE ${storage}`, makes }]),
    ...(statistics === null ? [] : [{ sql: `${alter} STATISTICS ${statistics}` }]),
    ...(options.length === 0 ? [] : [{ sql: `${alter} (${options.join(", ")})` }]),
    ...notValid({ id, attributes }),
  ];
}

function notValid({ id, attributes }: Pick<CatalogObject, "id" | "attributes">): Statement[] {
  if (!flag(attributes, "notNullNotValid")) return [];
  const name = identifier(nameOfNotNull(id, optionalText(attributes, "notNullName")));
  return [{ sql: `ALTER TABLE ${ownerName(id)} ADD CONSTRAINT ${name} NOT NULL ${ownName(id)} NOT VALID` }];
}

/** PostgreSQL's own choice of a name is not told. */
function nameOfNotNull(column: ObjectId, told: string | null): string {
  const [table, name] = parseObjectId(column).path.slice(-2);
  return told ?? `${table}_${name}_not_null`;
}

/** Its grants and comments. @param owner its table's */
export function aboutColumn({ id, attributes }: CatalogObject, owner: string | null): Statement[] {
  const table = ownerName(id);
  const ofNotNull = attributes.notNullComment;
  const notNull = `CONSTRAINT ${identifier(nameOfNotNull(id, optionalText(attributes, "notNullName")))} ON ${table}`;
  return [
    ...grantsOn(`TABLE ${table}`, list(attributes, "privileges"), owner, ` (${ownName(id)})`),
    ...commentOn(`COLUMN ${table}.${ownName(id)}`, attributes.comment),
    ...commentOn(notNull, ofNotNull),
  ];
}
