// The names by which two readers may mean the same object: those in an id, those in the header of a dump's entry, and those
// of what hangs together with it. pg_dump writes names without quotes, so both are taken apart into words.

import type { Catalog, CatalogObject } from "../../src/catalog/catalog.ts";
import type { Drift } from "../../src/catalog/drift.ts";
import { dotted, kindOf, nameOf, type ObjectId, parseObjectId } from "../../src/catalog/object-id.ts";
import type { Entry } from "./dump/entries.ts";

// With its schema, and with quotes around both.
const LONGEST_NAME = 2 * (63 + 2) + 1;
const ofSchemas = new Set(["schema", "security label", "default privilege"]);

export class Words {
  readonly #objects: readonly CatalogObject[];
  readonly #schemas: ReadonlySet<string>;

  constructor(before: Catalog, after: Catalog) {
    this.#objects = [...before.objects.values(), ...after.objects.values()];
    this.#schemas = new Set(
      this.#objects.filter(({ kind }) => kind === "schema").flatMap(({ id }) => wordsIn(dotted(id))),
    );
  }

  /**
   * Of its id, of what is gone or new with it, of the sequence of an identity column, of what refers to it, and of what it
   * refers to itself: an index that is a replica identity says so in a dump, and its table in a catalog.
   */
  ofDrift({ type, id, liveId, declared, live }: Drift): string[] {
    const parts = type !== "changed" || kindOf(id) === "column" ? this.#partsOf(id) : [];
    const users = this.#objects.filter(({ uses }) => uses?.includes(id)).map((each) => each.id);
    const names =
      type === "changed" ? [declared, live].filter((it) => typeof it === "string" && it.length <= LONGEST_NAME) : [];
    return [
      ...[id, liveId ?? id, ...parts, ...users].flatMap((each) => this.#ofId(each)),
      ...names.flatMap((it) => wordsIn(String(it))),
    ];
  }

  /** Of what the object, or what it belongs to, says of others: a typed table changes with its type. */
  ofDriftsUses({ id, liveId }: Drift): string[] {
    const found = this.#objects.filter((it) => it.id === id || it.id === liveId);
    const parents = this.#objects.filter((it) => found.some(({ parent }) => parent === it.id));
    return [...found, ...parents].flatMap((it) => this.#ofAttributes(it));
  }

  ofEntry({ type, name, text }: Entry): string[] {
    // An identity column's definition stands with its sequence.
    const identity = type === "SEQUENCE" && text.startsWith("ALTER TABLE ") ? wordsIn(text.split("\n")[0] ?? "") : [];
    // What is in capitals is what pg_dump calls the kind of the thing, and of a default privilege it is all there is.
    const named = name.replace(/\b[A-Z]{2,}\b/g, " ");
    const ofFunction = wordsIn(named.replace(/\(.*/s, ""));
    const own = [ofFunction, wordsIn(named), wordsIn(name.toLowerCase())].find((words) => words.length > 0) ?? [];
    return type === "SCHEMA" || name.startsWith("SCHEMA ")
      ? own
      : [...own, ...identity].filter((word) => !this.#schemas.has(word));
  }

  /** Of what a table says of others: a partition's text has its parent's constraints in it. */
  ofEntrysUses({ type, name }: Entry): string[] {
    if (!type.startsWith("TABLE") && type !== "FOREIGN TABLE") return [];
    const tables = this.#objects.filter((it) => it.kind.endsWith("table") && nameOf(it.id) === name);
    return tables.flatMap((it) => this.#ofAttributes(it));
  }

  #ofAttributes({ attributes }: CatalogObject): string[] {
    return wordsIn(JSON.stringify(attributes)).filter((word) => !this.#schemas.has(word));
  }

  /** Of a function's id without the types of its arguments, which others have too. */
  #ofId(id: ObjectId): string[] {
    if (kindOf(id) === "function") return parseObjectId(id).path.slice(1).flatMap(wordsIn);
    return wordsIn(dotted(id)).filter((word) => ofSchemas.has(kindOf(id)) || !this.#schemas.has(word));
  }

  #partsOf(id: ObjectId): ObjectId[] {
    const own = this.#objects.filter(({ parent }) => parent === id).map((each) => each.id);
    return [...own, ...own.flatMap((each) => this.#partsOf(each))];
  }
}

function wordsIn(text: string): string[] {
  return text.split(/[\s.,()"[\]\\]+/).filter((word) => word !== "");
}
