// Which stand-in a missing name belongs to. Where nothing says that it is an extension's, the script is at fault.

import type { Client } from "pg";
import { known, knownOf } from "./known/registry.ts";
import type { KnownExtension } from "./known.ts";
import { signaturesOf } from "./script.ts";

export interface Owner {
  readonly extension: KnownExtension;
  /** Where the missing object is made. */
  readonly schema: string;
}

/** Stand-ins that were created, in their order, each with the schema that it was put in. */
export async function installed(client: Client, names: ReadonlySet<string>): Promise<readonly Owner[]> {
  const { rows } = await client.query(`SELECT e.extname AS name, n.nspname AS schema
    FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace ORDER BY e.oid`);
  return rows.filter(({ name }) => names.has(name)).map(({ name, schema }) => ({ extension: knownOf(name), schema }));
}

/** The one whose schema this is, by what is known of it or by its name. */
export function ownerOfSchema(schema: string, owners: readonly Owner[]): Owner | undefined {
  return owners.find(({ extension }) => isOwnSchema(extension, schema));
}

export function ownerOf(path: readonly string[], owners: readonly Owner[]): Owner | undefined {
  const [name = "", schema] = [...path].reverse();
  const found = owners.find(({ extension, schema: home }) => {
    if (schema !== undefined && isOwnSchema(extension, schema)) return true;
    return (schema === undefined || schema === home) && mayHave(extension, name);
  });
  return found && { extension: found.extension, schema: schema ?? found.schema };
}

/** Relations are the script's own far more often: only in a schema that holds an extension's objects they are not. */
export function ownerOfRelation(path: readonly string[], owners: readonly Owner[]): Owner | undefined {
  const [, schema] = [...path].reverse();
  if (schema === undefined || schema === "public") return undefined;
  return owners.find(({ extension, schema: home }) => schema === home || isOwnSchema(extension, schema));
}

/** `partman` is pg_partman's, `vault` supabase_vault's. */
function isOwnSchema({ name, schema, schemas = [] }: KnownExtension, asked: string): boolean {
  return asked === schema || schemas.includes(asked) || (asked.length > 2 && name.includes(asked));
}

/** Of what is known by its functions, another version may have others: of its own sort. */
function mayHave(extension: KnownExtension, name: string): boolean {
  if (extension.isWhole) return signaturesOf(extension).some((each) => each.name === name);
  return extension.functions === undefined || (extension.prefixes ?? []).some((prefix) => name.startsWith(prefix));
}

/** The extension that brings a type, where a script uses it and creates none: a dump of one schema has no extensions. */
export function bringing(type: string): KnownExtension | undefined {
  return [...known.values()].find(({ types = {} }) => Object.hasOwn(types, type));
}
