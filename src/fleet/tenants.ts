// Targets that are schemas of one database: it is read once for all of them, and each is given what is its own. A tenant that names
// what another one has is told so, as names stay what they are.

import type { Catalog, CatalogObject, Unread } from "../catalog/catalog.ts";
import { type ObjectId, parseObjectId } from "../catalog/object-id.ts";
import { oncePerCatalog } from "../catalog/once.ts";
import type { CheckOptions } from "../check.ts";
import { SourceError, UsageError } from "../errors.ts";
import { kindNamed } from "../kinds/registry.ts";
import { readLive } from "../read-catalog.ts";
import { asking } from "./ask.ts";
import { databaseVersions, schemaFingerprints } from "./fingerprint/fingerprint.ts";
import { mayPass } from "./may-pass.ts";
import type { Target, Tenant } from "./target.ts";

type Fingerprints = ReadonlyMap<string, string>;

interface Read {
  readonly catalog: Catalog;
  readonly bySchema: ReadonlyMap<string, readonly CatalogObject[]>;
  /** What is in no schema. */
  readonly outside: readonly CatalogObject[];
  readonly fingerprints: Fingerprints;
  readonly versions: string | undefined;
}

/** A tenant's schema, and the declared one that it is read as. */
export type Placed = Required<Tenant>;

export class Tenants {
  readonly #schemas = new Map<string, Map<string, readonly string[]>>();
  readonly #reads = new Map<string, Promise<Read>>();
  readonly #fingerprints = new Map<string, Promise<Fingerprints>>();
  readonly #versions = new Map<string, Promise<string>>();

  /** @param placed the tenants among them */
  constructor(targets: readonly Target[], placed: ReadonlyMap<Target, Placed>) {
    for (const target of targets) {
      const tenant = placed.get(target);
      if (tenant === undefined) continue;
      const key = keyOf(target.options);
      const schemas = this.#schemas.get(key) ?? new Map<string, readonly string[]>();
      // What the declared name holds on the live side tells whether a tenant's text means its own.
      this.#schemas.set(key, schemas.set(tenant.schema, [tenant.as]));
    }
  }

  /** @throws SourceError */
  async read(
    options: CheckOptions,
    { schema, as }: Placed,
  ): Promise<{ catalog: Catalog; fingerprint: string | undefined; versions: string | undefined }> {
    const whole = await once(this.#reads, keyOf(options), () => this.#readAll(options));
    const { fingerprints, versions } = whole;
    return { catalog: partOf(whole, schema, as), fingerprint: fingerprints.get(schema), versions };
  }

  /** Of the whole database: while they are the same, so is each tenant. */
  versions(options: CheckOptions): Promise<string> {
    return once(this.#versions, keyOf(options), () => asking(options.live, options, true, databaseVersions));
  }

  /** As of now, without reading the catalog. */
  async fingerprint(options: CheckOptions, { schema }: Placed): Promise<string | undefined> {
    const key = keyOf(options);
    const schemas = this.#schemas.get(key) ?? new Map();
    const all = await once(this.#fingerprints, key, () =>
      asking(options.live, options, true, (client) => schemaFingerprints(client, schemas)),
    );
    return all.get(schema);
  }

  async #readAll(options: CheckOptions): Promise<Read> {
    const schemas = this.#schemas.get(keyOf(options)) ?? new Map();
    const read = () =>
      readLive(options.live, { ...options, refuseProblems: true, allowEmpty: true }, async (client) => ({
        fingerprints: await schemaFingerprints(client, schemas),
        versions: await databaseVersions(client),
      }));
    try {
      const { catalog, recorded } = await read().catch((error: unknown) => {
        if (!mayPass(error)) throw error;
        return read();
      });
      const { fingerprints = new Map(), versions } = recorded ?? {};
      return { catalog, ...bySchema(catalog), fingerprints, versions };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // Without its cause: each tenant would try the same again.
      throw new SourceError(error.message);
    }
  }
}

const keys = new WeakMap<CheckOptions, string>();

/** Thousands of targets have the same options. */
function keyOf(options: CheckOptions): string {
  const { live, privileges, crossRead } = options;
  const key = keys.get(options) ?? JSON.stringify([live, privileges, crossRead]);
  keys.set(options, key);
  return key;
}

function once<Value>(all: Map<string, Promise<Value>>, key: string, work: () => Promise<Value>): Promise<Value> {
  const value = all.get(key) ?? work();
  all.set(key, value);
  return value;
}

const schemaOf = (id: ObjectId, kind: string) => (kindNamed(kind)?.global ? undefined : parseObjectId(id).path[0]);

function bySchema({ objects }: Catalog): Pick<Read, "bySchema" | "outside"> {
  const all = new Map<string, CatalogObject[]>();
  const outside: CatalogObject[] = [];
  for (const object of objects.values()) {
    const schema = schemaOf(object.id, object.kind);
    if (schema === undefined || schema === "pg_catalog") outside.push(object);
    else {
      const before = all.get(schema);
      if (before === undefined) all.set(schema, [object]);
      else before.push(object);
    }
  }
  return { bySchema: all, outside };
}

function partOf({ catalog, bySchema: all, outside }: Read, schema: string, as: string): Catalog {
  const wanted = new Set([schema, as]);
  const objects = new Map<ObjectId, CatalogObject>();
  for (const object of outside) objects.set(object.id, object);
  for (const each of wanted) for (const object of all.get(each) ?? []) objects.set(object.id, object);
  const others: Unread = {
    what: "schema",
    count: [...all.keys()].filter((each) => !wanted.has(each)).length,
    reason: "not this target's",
  };
  const notCompared = catalog.notCompared.filter(({ id, attributes = [] }) => {
    const about = [...(id === undefined ? [] : [id]), ...attributes];
    return about.every((each) => isIn(wanted, each));
  });
  return { ...catalog, objects, notCompared: others.count === 0 ? notCompared : [...notCompared, others] };
}

/** @param id an object's, perhaps with an attribute after it */
function isIn(schemas: ReadonlySet<string>, id: string): boolean {
  const kind = id.slice(0, id.indexOf(":"));
  if (kindNamed(kind)?.global) return true;
  try {
    return schemas.has(parseObjectId(id.includes(" ") ? id.slice(0, id.lastIndexOf(" ")) : id).path[0] ?? "");
  } catch {
    return true;
  }
}

/** In which the declared side has something. */
const schemasOf = oncePerCatalog(
  ({ objects }) =>
    new Set(
      [...objects.values()].flatMap(({ id, kind }) => {
        const schema = kind === "schema" ? undefined : schemaOf(id, kind);
        return schema === undefined || schema === "pg_catalog" ? [] : [schema];
      }),
    ),
);

/** @throws UsageError where the declared side has several schemas, and the entry doesn't say which */
export function placeTenant({ name, tenant, options }: Target, declared: Catalog): Placed | undefined {
  if (tenant === undefined) return undefined;
  if (options.data)
    throw new UsageError(`the target ${name} is a schema, and --data reads whole databases. Remove --data.`);
  const schemas = schemasOf(declared);
  const [only, second] = schemas;
  if (tenant.as !== undefined) {
    if (schemas.has(tenant.as)) return { schema: tenant.schema, as: tenant.as };
    throw new UsageError(
      `the target ${name} is read as ${tenant.as}, which the declared side has not. It has ${[...schemas].join(", ")}.`,
    );
  }
  if (only === undefined || second !== undefined)
    throw new UsageError(
      `the target ${name} is a schema, and the declared side has ${schemas.size === 0 ? "none" : [...schemas].join(", ")}. Say with as: which one it is read as.`,
    );
  return { schema: tenant.schema, as: only };
}

/** The options with which a tenant's part is compared: its schema under the declared name, and nothing else. */
export function optionsOfTenant(options: CheckOptions, { schema, as }: Placed): CheckOptions {
  return {
    ...options,
    ...(schema !== as && { mapSchemas: new Map([...(options.mapSchemas ?? []), [schema, as]]) }),
    scope: { ...options.scope, schemas: [as] },
  };
}
