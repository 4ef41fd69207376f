// Tables and foreign tables: columns, parents, partitions, and the sequences that the columns own.

import type { CatalogObject } from "../catalog/catalog.ts";
import { nameOf, type ObjectId } from "../catalog/object-id.ts";
import { flag, list, optionalText, text } from "../kinds/row.ts";
import { nameInSql } from "../sql/identifier.ts";
import {
  aboutColumn,
  columnDefinition,
  columnsOf,
  identitySequence,
  sequencesOf,
  settingsOfColumn,
} from "./columns.ts";
import { addLate, createdOf, lateColumns, neededParents } from "./late-columns.ts";
import { ownName } from "./naming.ts";
import { namedIn } from "./references.ts";
import { aboutSequence, createSequence } from "./sequences.ts";
import type { Context, Statement } from "./statement.ts";

/** What a table is made with. */
export interface Frame {
  /** `CREATE UNLOGGED TABLE` */
  readonly create: string;
  /** What follows the columns and parents. */
  readonly end: string;
  readonly needs: readonly ObjectId[];
  readonly lacks?: string;
}

/** CREATE TABLE with all that a child of it would have from it, and nothing else yet. */
export function createTable(table: CatalogObject, context: Context, frame: Frame): Statement[] {
  const { id, attributes } = table;
  const columns = columnsOf(id, context);
  const ofType = optionalText(attributes, "ofType");
  const parents = list(attributes, "inherits");
  const late = lateColumns(id, context);
  const own = columns.filter((column) => !flag(column.attributes, "inherited") && !late.includes(column));
  const definitions = own.map((column) => columnDefinition(column, context, ofType !== null));
  const written = definitions.map(({ sql }) => sql).filter((sql) => !sql.endsWith(" WITH OPTIONS"));
  const sql = [
    `${frame.create} ${nameInSql(id)}`,
    ofType === null ? "" : ` OF ${ofType}`,
    written.length === 0 ? (ofType === null ? " ()" : "") : ` (\n    ${written.join(",\n    ")}\n)`,
    parents.length === 0 ? "" : `\nINHERITS (${parents.join(", ")})`,
    frame.end,
  ].join("");
  const identities = columns.flatMap((column) => identitySequence(column, context)?.id ?? []);
  const makes = [createdOf(id), id, ...columns.map((column) => column.id), ...identities];
  const needs = [
    ...definitions.flatMap((each) => each.needs),
    ...namedIn(context, ofType),
    ...neededParents(table, context),
    ...frame.needs,
  ];
  const create = { sql, makes, needs, ...(frame.lacks !== undefined && { lacks: frame.lacks }) };
  return [
    ...ownSequences(columns, context).map(createSequence),
    create,
    ...addLate(id, context),
    ...attached(table, context),
  ];
}

/** Those that are not made by an identity. */
function ownSequences(columns: readonly CatalogObject[], context: Context): CatalogObject[] {
  return columns.flatMap((column) => {
    const identity = identitySequence(column, context);
    return sequencesOf(column.id, context).filter((sequence) => sequence !== identity);
  });
}

function attached({ id, attributes }: CatalogObject, context: Context): Statement[] {
  const parent = optionalText(attributes, "partitionOf");
  if (parent === null) return [];
  const bound = text(attributes, "partitionBound");
  const sql = `ALTER TABLE ONLY ${parent} ATTACH PARTITION ${nameInSql(id)} ${bound}`;
  return [{ sql, makes: [id], needs: namedIn(context, parent, bound) }];
}

/** What is said of its columns once it is there; `owner` is said between. */
export function completeColumns(
  { id, attributes }: CatalogObject,
  context: Context,
  ownerAndComment: readonly Statement[],
): Statement[] {
  const columns = columnsOf(id, context);
  const sequences = ownSequences(columns, context);
  const identities = columns.flatMap((column) => identitySequence(column, context) ?? []);
  const owner = optionalText(attributes, "owner");
  const statements: readonly Statement[] = [
    ...columns.flatMap((column) => [...inheritedChanges(column, context), ...settingsOfColumn(column)]),
    ...(context.apart.has(id) ? columns.flatMap((column) => defaultApart(column, context)) : []),
    ...sequences.flatMap((sequence) => ownership(sequence)),
    ...identities.flatMap((sequence) => persistence(sequence, attributes.persistence)),
    ...ownerAndComment,
    ...columns.flatMap((column) => aboutColumn(column, owner)),
    ...[...sequences, ...identities].flatMap(aboutSequence),
  ];
  // A column may be a parent's, which is given it later.
  return statements.map(({ needs = [], ...statement }) => ({ ...statement, needs: [id, ...needs] }));
}

function ownership({ id, parent }: CatalogObject): Statement[] {
  if (parent === undefined) return [];
  return [{ sql: `ALTER SEQUENCE ${nameInSql(id)} OWNED BY ${nameInSql(parent)}` }];
}

/** Since PostgreSQL 15 an identity's sequence is as its table is. */
function persistence({ id, attributes }: CatalogObject, ofTable: unknown): Statement[] {
  if (attributes.persistence === ofTable || attributes.persistence === undefined) return [];
  return [{ sql: `ALTER SEQUENCE ${nameInSql(id)} SET UNLOGGED` }];
}

function defaultApart(column: CatalogObject, context: Context): Statement[] {
  const written = optionalText(column.attributes, "default");
  if (written === null || column.parent === undefined) return [];
  const alter = `ALTER TABLE ONLY ${nameInSql(column.parent)} ALTER COLUMN ${ownName(column.id)}`;
  return [{ sql: `${alter} SET DEFAULT ${written}`, needs: namedIn(context, written) }];
}

/** A child's column is as its parent's, but where the child says otherwise. */
function inheritedChanges(column: CatalogObject, context: Context): Statement[] {
  const { id, attributes, parent } = column;
  const above = flag(attributes, "inherited") ? parentsColumn(column, context) : undefined;
  if (above === undefined || parent === undefined) return [];
  const alter = `ALTER TABLE ONLY ${nameInSql(parent)} ALTER COLUMN ${ownName(id)}`;
  const [own, its] = [attributes, above.attributes];
  const written = optionalText(own, "default");
  const ofValue =
    own.default === its.default || context.apart.has(parent)
      ? []
      : [
          written === null
            ? { sql: `${alter} DROP DEFAULT` }
            : { sql: `${alter} SET DEFAULT ${written}`, needs: namedIn(context, written) },
        ];
  return [...ofValue, ...(flag(own, "notNull") && !flag(its, "notNull") ? [{ sql: `${alter} SET NOT NULL` }] : [])];
}

function parentsColumn({ id, parent }: CatalogObject, context: Context): CatalogObject | undefined {
  const table = parent === undefined ? undefined : context.catalog.objects.get(parent);
  const parents = namedIn(context, ...list(table?.attributes ?? {}, "inherits"));
  return parents.flatMap((each) => columnsOf(each, context)).find((column) => nameOf(column.id) === nameOf(id));
}
