// Writes the files of a stand-in where PGlite looks for extensions: by SQL, as only PGlite's own thread sees its file system.

import type { Client } from "pg";
import type { DefinedExtension } from "../../catalog/defined-extension.ts";
import { literal } from "../../sql/literal.ts";
import { scriptOfDefined } from "./defined.ts";
import type { KnownExtension } from "./known.ts";
import { type Control, controlOf, scriptOf, version } from "./script.ts";

export interface Files {
  readonly name: string;
  readonly control: Control;
  readonly script: string;
}

/** @param isNamed says which functions a script may mean */
export function filesOfKnown(known: KnownExtension, isNamed: (name: string) => boolean): Files {
  const { name, schema, schemas, requires } = known;
  const isRelocatable = schema === undefined && schemas === undefined;
  const control = { schema, isRelocatable, requires, version, comment: "a stand-in" };
  return { name, control, script: scriptOf(known, isNamed) };
}

/** With the version and the comment that the server has of it. */
export function filesOfDefined(
  defined: DefinedExtension,
  { types }: KnownExtension,
  isNamed: (name: string) => boolean,
): Files {
  const { name, relocatable: isRelocatable, requires } = defined;
  const control = {
    ...(defined.schema !== null && { schema: defined.schema }),
    isRelocatable,
    requires,
    version: defined.defaultVersion ?? defined.version,
    comment: defined.comment ?? "",
  };
  return { name, control, script: scriptOfDefined(defined, (type) => types?.[type] === "integer", isNamed) };
}

export async function writeExtension(
  client: Client,
  { name, control, script }: Files,
  versions: readonly string[],
): Promise<void> {
  const { rows } = await client.query("SELECT setting FROM pg_catalog.pg_config WHERE name = 'SHAREDIR'");
  const path = `${String(rows[0]?.setting)}/extension/${name}`;
  await write(client, `${path}.control`, controlOf(control));
  for (const each of new Set([control.version, ...versions])) await write(client, `${path}--${each}.sql`, script);
}

/** COPY writes each row as a line; of what it would escape there is nothing in them. */
async function write(client: Client, path: string, text: string): Promise<void> {
  const rows = `SELECT pg_catalog.unnest(pg_catalog.string_to_array(${literal(text)}, pg_catalog.chr(10)))`;
  await client.query(`COPY (${rows}) TO ${literal(path)}`);
}
