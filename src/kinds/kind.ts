// The contract of a kind: one sort of object, how it is read, which of its properties are compared.
// A kind reads catalogs and nothing else: no parsing of SQL, no judgement about noise.

import type { Attributes, AttributeValue, CatalogObject } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import type { Names } from "./names.ts";
import type { Row } from "./row.ts";
import type { Standalone } from "./statements.ts";
import type { Structure } from "./structure/structure.ts";

/** How an attribute's text is to be understood where names in it matter; `value` has no names of other objects in it. */
export type Syntax =
  | "value"
  | "type"
  | "fragment"
  | "schema"
  | "extension's schema"
  | "setting"
  | "search path"
  | "expression"
  | "index key"
  | "constraint"
  | "partition key"
  | "partition bound"
  | "arguments"
  | "published table"
  | "query"
  | "body"
  | "relation";

export interface Attribute {
  readonly summary: string;
  /** What its values are: true or nothing, or a list of texts. Text where nothing is said. */
  readonly is?: "flag" | "list";
  readonly syntax?: Syntax;
  /** The attribute that has the type which an expression's value is cast to. */
  readonly into?: string;
  /** The first major version that knows it: where one side's server is older, it is not compared. */
  readonly since?: number;
  /** A list that is a set: it is sorted when it is read. */
  readonly unordered?: true;
  /** Read and compared only where owners and privileges are asked for. */
  readonly privileges?: true;
  /** No ORM's model can say it, of a kind that one declares: where it is not said, that is no statement. */
  readonly beyondModels?: true;
}

/** The server that a query is for, and what is wanted of it. */
export interface Target {
  readonly major: number;
  /** Owners and privileges are wanted, which differ between environments. */
  readonly privileges: boolean;
  /** This role may read what subscriptions connect to. */
  readonly readsConnections: boolean;
}

export interface Kind {
  readonly name: string;
  readonly summary: string;
  /** It has rows: its own, or those of its query. */
  readonly relation?: "table" | "view";
  /** PostgreSQL takes its name for one of a type; of a relation as well, whose names are types' names too. */
  readonly sharesNames?: "type" | "relation";
  /** It is an index, or may have one. */
  readonly hasIndex?: true;
  /** It makes something happen when rows of its table are read or written. */
  readonly actsOnRows?: true;
  /** A database in which somebody has made nothing has some, too. */
  readonly inEveryDatabase?: true;
  /** An expression may mean something else without it. */
  readonly readByExpressions?: true;
  /** No ORM's model can say anything of it. */
  readonly beyondModels?: true;
  /** The statements that make one, or the part of one, as PostgreSQL's parser calls them. */
  readonly madeBy?: readonly string[];
  /** Other objects hardly refer to one: where a statement about it can't be run, that object is unknown and the rest is whole. */
  readonly standalone?: Standalone;
  /** Every attribute that the kind reads, in the order in which a person wants them. All of them are compared. */
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** The name is the database's, not a schema's: there is no schema in the id. */
  readonly global?: true;
  /** Objects of one parent have an order, which is compared. */
  readonly ordered?: true;
  /** Read and compared only where owners and privileges are asked for. */
  readonly privileges?: true;
  /** It is the database's own, of which SQL that is restored into one of ours says nothing unless it makes the database. */
  readonly ofDatabase?: true;
  /** What stands after `FROM` to find any at all: where there is none, `query` is not run. For kinds that few databases have. */
  readonly heldIn?: string;
  /** One SELECT without parameters, run with an empty search_path. */
  readonly query: (target: Target) => string;
  /** Undefined for a row that is there only for the names in it. */
  readonly read: (row: Row, names: Names) => CatalogObject | undefined;
  /**
   * What an object is apart from its name, for kinds whose names may differ while the meaning is the same.
   * Equal shapes under one parent may be paired, across kinds too. `usedBy` are the objects that refer to this one.
   */
  readonly shape?: (object: CatalogObject, usedBy: readonly ObjectId[]) => string | undefined;
  /** The second door: what pg-structure read of this kind. Absent where it models none of it. */
  readonly structure?: {
    readonly read: (structure: Structure) => Iterable<SecondReading>;
    /** Our attributes in the words of `read`, where it can't have ours: `undefined` where the two can't be compared. */
    readonly comparable?: (object: CatalogObject) => Values;
  };
}

/** An object as pg-structure sees it. What it doesn't model is not told; what it knows to be at its default is null. */
export interface SecondReading {
  readonly id: ObjectId;
  readonly attributes: Values;
}

export type Values = Readonly<Record<string, AttributeValue | null | undefined>>;

/** Keeps what says something: a property at its default (`null`, `false`, an empty list) is left out. */
export function attributes(values: Readonly<Record<string, AttributeValue | null | undefined>>): Attributes {
  const kept: Record<string, AttributeValue> = {};
  for (const name in values) {
    const value = values[name];
    if (value === null || value === undefined || value === false) continue;
    if (Array.isArray(value) && value.length === 0) continue;
    kept[name] = value;
  }
  return kept;
}
