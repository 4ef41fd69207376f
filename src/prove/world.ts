// What the mutations ask of the live schema before it is changed: who belongs to whom, and what a column's type is.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import { membersOf } from "../catalog/members.ts";
import { nameOf, type ObjectId, unquoted } from "../catalog/object-id.ts";
import { listOf } from "../judge/evidence/facts.ts";
import { parseType, type SqlType } from "../sql/expression.ts";

export class World {
  readonly catalog: Catalog;
  readonly #numbers: ReadonlyMap<ObjectId, number>;

  constructor(catalog: Catalog) {
    this.catalog = catalog;
    this.#numbers = new Map([...catalog.objects.keys()].map((id, at) => [id, at]));
  }

  /** A number of its own, high enough to be none of the database's. */
  numberOf(id: ObjectId): number {
    return 7_000_000 + (this.#numbers.get(id) ?? 0);
  }

  of(id: ObjectId | undefined): CatalogObject | undefined {
    return id === undefined ? undefined : this.catalog.objects.get(id);
  }

  members(parent: ObjectId | undefined, kind: string): readonly CatalogObject[] {
    return membersOf(parent, kind, this.catalog);
  }

  columns(table: ObjectId | undefined): readonly CatalogObject[] {
    return this.members(table, "column");
  }

  /** Constraints of this sort. */
  constraints(table: ObjectId | undefined, type: string): readonly CatalogObject[] {
    return this.members(table, "constraint").filter(({ attributes }) => attributes.type === type);
  }

  /** Does the column belong to the primary key? */
  isInPrimaryKey(column: CatalogObject): boolean {
    const name = nameOf(column.id);
    return this.constraints(column.parent, "PRIMARY KEY").some(({ attributes }) =>
      listOf(attributes.keys).some((key) => unquoted(key) === name),
    );
  }

  typeOf(column: CatalogObject): SqlType | undefined {
    return parseType(String(column.attributes.type));
  }

  /** The labels of a column's enum type. */
  labels(column: CatalogObject): readonly string[] | undefined {
    const type = (column.uses ?? []).map((id) => this.of(id)).find((object) => object?.kind === "enum");
    return type && listOf(type.attributes.labels);
  }
}
