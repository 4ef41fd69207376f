// Puts a stand-in where CREATE EXTENSION finds it: as a server defines the extension, or else by what is known of it.

import type { Client } from "pg";
import type { DefinedExtension } from "../../catalog/defined-extension.ts";
import { filesOfDefined, filesOfKnown, writeExtension } from "./files.ts";
import { knownOf } from "./known/registry.ts";
import type { ScriptNames } from "./script-names.ts";
import { asWritten, type TypeModifiers } from "./typmods.ts";

interface How {
  readonly defined: DefinedExtension | undefined;
  /** What the script asks for. */
  readonly versions: readonly string[];
  readonly script: ScriptNames;
  readonly modifiers: TypeModifiers;
}

export const requirementsOf = (name: string, defined: DefinedExtension | undefined): readonly string[] =>
  defined?.requires ?? knownOf(name).requires ?? [];

export async function provide(client: Client, name: string, how: How): Promise<void> {
  const { defined, versions, script, modifiers } = how;
  const known = knownOf(name);
  for (const type of defined?.types ?? []) {
    const isNumber = known.types?.[type.name] === "integer";
    if (type.hasModifiers && !isNumber) modifiers.add(type.name, asWritten);
  }
  for (const [type, own] of Object.entries(known.types ?? {})) if (typeof own !== "string") modifiers.add(type, own);
  const isNamed = (each: string) => script.speaksOf(each);
  const isNew = (schema: string) => !script.makesSchema(schema);
  const files =
    defined === undefined
      ? filesOfKnown({ ...known, ...(known.schemas && { schemas: known.schemas.filter(isNew) }) }, isNamed)
      : filesOfDefined({ ...defined, schemas: defined.schemas.filter(isNew) }, known, isNamed);
  await writeExtension(client, files, versions);
}
