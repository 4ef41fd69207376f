// The contract of an alteration: one attribute of an object that is there, from one value to another. It never guesses: what no
// statement says is refused with the reason.

import type { Catalog, CatalogObject } from "../../catalog/catalog.ts";

export interface Change {
  readonly from: CatalogObject;
  /** By its id it is named: renames have been made before. */
  readonly to: CatalogObject;
  readonly attribute: string;
}

export interface AlterContext {
  /** As it is, and as it is to be, in the same names. */
  readonly from: Catalog;
  readonly to: Catalog;
  /** The oldest major version that must understand the statements. */
  readonly major: number;
  /** Rows of a table may be there, and others use it meanwhile: not of one that the plan makes itself. */
  readonly inUse: boolean;
}

/** Rows that are concerned, and how to count them. */
interface Rows {
  /** One sentence. */
  readonly what: string;
  readonly query?: string;
}

export interface Action {
  /** One statement without its semicolon. */
  readonly sql: string;
  readonly transaction?: "forbidden" | "needed";
  /** Data that is lost, or a cast that can fail. */
  readonly loses?: Rows;
  /** Rows with which it fails, and nothing is changed. */
  readonly fails?: Rows;
  /** What else is to be done or known, which no statement can say. */
  readonly hint?: Rows;
  /** Attributes of the same object whose statements run before. */
  readonly needs?: readonly string[];
  /** Where the statement alone doesn't tell. */
  readonly rewrites?: boolean;
  readonly scans?: boolean;
  /** What is tried where PostgreSQL refuses it. */
  readonly orElse?: Answer;
}

export interface Refusal {
  /** One sentence: why no statement is written. */
  readonly reason: string;
  /** Statements to be completed by hand. */
  readonly skeleton?: string;
}

/** The object is dropped and made again, with all that depends on it: it holds no data. */
export const again = "again";

/** It is made over the old one (`CREATE OR REPLACE`), and again where PostgreSQL refuses that. */
const replaced = "replaced";

export type Answer = readonly Action[] | typeof again | typeof replaced | Refusal;

export type Alter = (change: Change, context: AlterContext) => Answer;

/** How a kind is altered: each of its attributes, and its name. */
export interface Alterer {
  readonly kind: string;
  readonly attributes: Readonly<Record<string, Alter>>;
  /** Absent where PostgreSQL renames none. */
  readonly rename?: (from: CatalogObject, to: CatalogObject) => readonly Action[];
}

export const isRefusal = (answer: Answer): answer is Refusal => typeof answer === "object" && "reason" in answer;

export const remake: Alter = () => again;

/** Attributes for each of which the object is made again. */
export const remadeFor = (...names: readonly string[]): Record<string, Alter> =>
  Object.fromEntries(names.map((name) => [name, remake]));

export const replace: Alter = () => replaced;

export const refuse =
  (reason: string, skeleton?: (change: Change) => string): Alter =>
  (change) => ({ reason, ...(skeleton && { skeleton: skeleton(change) }) });

/** One statement of the object as it is to be. */
export const run =
  (sql: (to: CatalogObject, change: Change) => string): Alter =>
  (change) => [{ sql: sql(change.to, change) }];
