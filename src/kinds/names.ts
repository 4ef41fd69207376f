// What catalog rows refer to by number: columns of relations, operator classes. Read once for all kinds and looked up here,
// as joining them on the server takes it longer than all the rest of a check.

import { type ObjectId, objectId } from "../catalog/object-id.ts";
import { nameText } from "./references.ts";
import { optionalText, type Row, text } from "./row.ts";
import { isNotFromExtension, isUserSchema } from "./scope.ts";

/** Every relation of the user's that others belong to. */
const relations = `
  SELECT c.oid::text AS oid, c.relkind, n.nspname AS schema, c.relname AS name,
    ${isNotFromExtension("pg_class", "c.oid")} AS is_ours
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${isUserSchema("n")}`;

/** Types that users create, and arrays of them. */
const types = `
  SELECT t.oid::text AS oid, u.typtype, n.nspname AS schema, u.typname AS name
  FROM pg_type t
  JOIN pg_type u ON u.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
  JOIN pg_namespace n ON n.oid = u.typnamespace
  LEFT JOIN pg_class c ON c.oid = u.typrelid
  WHERE u.typtype IN ('e', 'd', 'c', 'r') AND (c.oid IS NULL OR c.relkind = 'c') AND ${isUserSchema("n")}`;

const operatorClasses = `
  SELECT o.oid::text AS oid, o.opcmethod::text AS method, o.opcintype::text AS type, o.opcdefault AS is_default,
    ${nameText("n.nspname", "o.opcname")} AS name
  FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace`;

export interface ColumnName {
  readonly name: string;
  /** Oid of its type. */
  readonly type: string;
  /** Oid of its collation, where that is not the database's. */
  readonly collation: string | null;
}

interface ColumnType {
  readonly oid: string;
  /** With its modifier, as PostgreSQL prints it. */
  readonly text: string;
}

interface OperatorClass {
  readonly method: string;
  readonly name: string;
  readonly isDefault: boolean;
}

/** Every type that a column has, as PostgreSQL prints it: printed once for each, not for each column. */
const columnTypes = `
  SELECT t.oid::text AS oid, t.oid || ' ' || t.modifier AS key, format_type(t.oid, t.modifier) AS text
  FROM (SELECT DISTINCT atttypid AS oid, atttypmod AS modifier FROM pg_attribute WHERE attnum > 0) AS t`;

/** The sequence that each default draws from, as PostgreSQL itself recorded the dependency. */
const defaultSequences = `
  SELECT dep.objid::text AS default_oid, n.nspname AS schema, c.relname AS name
  FROM pg_depend dep
  JOIN pg_class c ON c.oid = dep.refobjid AND c.relkind = 'S'
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE dep.classid = 'pg_attrdef'::regclass AND dep.refclassid = 'pg_class'::regclass
  ORDER BY 1, 2, 3`;

export const kindOfRelation: Readonly<Record<string, string>> = {
  r: "table",
  p: "table",
  v: "view",
  m: "materialized view",
  f: "foreign table",
};
const kindOfType: Readonly<Record<string, string>> = { e: "enum", d: "domain", c: "composite", r: "range" };

/** What has to be asked for `Names`, by what it is of. */
export const nameQueries = { relations, types, columnTypes, operatorClasses, defaultSequences };

export type NameRows = Readonly<Record<keyof typeof nameQueries, readonly Row[]>>;

/** Oids and column numbers are text, just as the server sent them. */
export class Names {
  readonly #relations = new Map<string, ObjectId>();
  readonly #ours = new Set<string>();
  readonly #tables = new Set<string>();
  readonly #types = new Map<string, ObjectId>();
  readonly #columns = new Map<string, Row[]>();
  readonly #columnTypes = new Map<string, ColumnType>();
  readonly #defaultSequences = new Map<string, ObjectId>();
  readonly #classes = new Map<string, OperatorClass>();
  readonly #defaults = new Map<string, string>();

  /** @param columns the rows of the column kind, with `relation`, `number`, `name`, `type` and `collation_oid` */
  constructor({ relations, types, columnTypes, operatorClasses, defaultSequences }: NameRows, columns: readonly Row[]) {
    for (const row of relations) {
      this.#relations.set(text(row, "oid"), idOf(row, kindOfRelation[text(row, "relkind")] ?? ""));
      if (row.is_ours === true) this.#ours.add(text(row, "oid"));
      if (row.relkind === "r" || row.relkind === "p" || row.relkind === "f") this.#tables.add(text(row, "oid"));
    }
    for (const row of types) this.#types.set(text(row, "oid"), idOf(row, kindOfType[text(row, "typtype")] ?? ""));
    for (const row of columns) {
      const relation = text(row, "relation");
      const ofRelation = this.#columns.get(relation);
      if (ofRelation === undefined) this.#columns.set(relation, [row]);
      else ofRelation.push(row);
    }
    for (const row of defaultSequences) this.#defaultSequences.set(text(row, "default_oid"), idOf(row, "sequence"));
    for (const row of columnTypes) {
      this.#columnTypes.set(text(row, "key"), { oid: text(row, "oid"), text: text(row, "text") });
    }
    for (const row of operatorClasses) {
      const method = text(row, "method");
      const isDefault = row.is_default === true;
      this.#classes.set(text(row, "oid"), { method, name: text(row, "name"), isDefault });
      if (isDefault) this.#defaults.set(`${method} ${text(row, "type")}`, text(row, "oid"));
    }
  }

  /** Is it a table, foreign or not, and no extension's? */
  isOurTable(relation: string): boolean {
    return this.#ours.has(relation) && this.#tables.has(relation);
  }

  /** Is it none of an extension's, with all that belongs to it? */
  isOurs(relation: string): boolean {
    return this.#ours.has(relation);
  }

  /** Is it the user's? Another session's temporary tables are not. */
  hasRelation(oid: string): boolean {
    return this.#relations.has(oid);
  }

  /** The id of a table or view. */
  relation(oid: string): ObjectId {
    const id = this.#relations.get(oid);
    if (id === undefined) throw new TypeError(`the catalog has no relation ${oid}`);
    return id;
  }

  /** The id of a type that a user created; of its element type where it is an array. */
  type(oid: string): ObjectId | undefined {
    return this.#types.get(oid);
  }

  /** @param key a type's oid and modifier */
  columnType(key: string): ColumnType {
    const type = this.#columnTypes.get(key);
    if (type === undefined) throw new TypeError(`the catalog has no type ${key}`);
    return type;
  }

  sequenceOfDefault(oid: string | null): ObjectId | undefined {
    return oid === null ? undefined : this.#defaultSequences.get(oid);
  }

  column(relation: string, number: string): ColumnName {
    const row = this.#columns.get(relation)?.find((each) => each.number === number);
    if (row === undefined) throw new TypeError(`relation ${relation} has no column ${number}`);
    const { oid } = this.columnType(text(row, "type"));
    return { name: text(row, "name"), type: oid, collation: optionalText(row, "collation_oid") };
  }

  /** The operator class's name, unless it is what an index on this type would have without naming one. @param isNamed always its name */
  operatorClass(oid: string, type: string, isNamed = false): string | undefined {
    const own = this.#classes.get(oid);
    if (own === undefined || isNamed) return own?.name;
    const standard = this.#defaults.get(`${own.method} ${type}`);
    return own.isDefault && (standard === undefined || standard === oid) ? undefined : own.name;
  }
}

const idOf = (row: Row, kind: string) => objectId(kind, [text(row, "schema"), text(row, "name")]);
