// The declared catalog, a database of our own with the live schema, and what a check says of the two.

import type { Catalog } from "../catalog/catalog.ts";
import type { Drift, IgnoredDrift } from "../catalog/drift.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import type { Comparison } from "../compare/diff/diff.ts";
import { mappedId, namingOf, type SchemaNaming } from "../compare/map-schema.ts";
import { compare } from "../compare/steps.ts";
import { openCopy } from "../copy.ts";
import { SourceError } from "../errors.ts";
import { today } from "../input/reviewed.ts";
import { applyRules } from "../judge/rules/apply.ts";
import type { Rule } from "../judge/rules/rule.ts";
import { introspect } from "../read/introspect.ts";
import { readCatalog } from "../read-catalog.ts";
import { redact } from "../redact.ts";
import type { OpenDatabase } from "../sources/source.ts";

type Client = OpenDatabase["client"];

export interface Judged {
  readonly comparison: Comparison;
  readonly drift: readonly Drift[];
  readonly ignored: readonly IgnoredDrift[];
}

export class Sides {
  readonly client: Client;
  readonly declared: Catalog;
  readonly #schemas: ReadonlyMap<string, string>;
  #naming: SchemaNaming;
  #rules: readonly Rule[];
  readonly #notCompared: Catalog["notCompared"];
  readonly #today = today();

  constructor(
    client: Client,
    declared: Catalog,
    notCompared: Catalog["notCompared"],
    { rules, schemas }: { rules: readonly Rule[]; schemas: ReadonlyMap<string, string> },
  ) {
    this.client = client;
    this.declared = declared;
    this.#schemas = schemas;
    this.#naming = namingOf(schemas);
    this.#rules = rules;
    this.#notCompared = notCompared;
  }

  /** The live catalog as it is in the database now. It ends the transaction that is open, and undoes it. */
  async read(): Promise<Catalog> {
    const catalog = await introspect(this.client);
    return { ...catalog, notCompared: [...catalog.notCompared, ...this.#notCompared] };
  }

  /**
   * What a check says of the unmutated database. Rules that it suspends stay so; the others are asked from then on as if they had
   * no `max`, as many mutations are made at once.
   */
  async judgeFirst(live: Catalog): Promise<Judged> {
    this.#naming = namingOf(this.#schemas, live);
    const { comparison, suspended } = await this.#judge(live);
    this.#rules = this.#rules.flatMap(({ max: _, ...rule }) => (suspended.has(rule.id) ? [] : [rule]));
    return { comparison, ...(await applyRules(comparison, this.#rules, this.#today)) };
  }

  async judge(live: Catalog): Promise<Judged> {
    return this.#judge(live);
  }

  /** What an object of the database is called in a comparison. */
  mapped(id: ObjectId): ObjectId {
    return mappedId(id, this.#naming);
  }

  async #judge(live: Catalog) {
    const comparison = await compare(this.declared, live, { mapSchemas: this.#schemas });
    return { comparison, ...(await applyRules(comparison, this.#rules, this.#today)) };
  }
}

export interface SidesOptions {
  readonly declared: string;
  readonly live: string;
  readonly rules: readonly Rule[];
  readonly schemas: ReadonlyMap<string, string>;
  readonly timeout?: number | undefined;
  readonly restoreTimeout?: number | undefined;
}

/** @throws SourceError, UsageError, SnapshotError when a side can't be read, or the live one not be copied */
export async function withSides<T>(options: SidesOptions, work: (sides: Sides) => Promise<T>): Promise<T> {
  const { timeout, restoreTimeout } = options;
  const limits = { timeout, restoreTimeout };
  const declared = await readCatalog(options.declared, limits);
  const { client, notCompared, close } = await openCopy(options.live, limits);
  try {
    return await work(new Sides(client, declared, notCompared, options));
  } catch (error) {
    if (error instanceof Error && !("code" in error)) throw error;
    throw new SourceError(`cannot read the copy of ${redact(options.live)}: ${String(error)}`, { cause: error });
  } finally {
    await close();
  }
}
