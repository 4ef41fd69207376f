// Casts of stand-ins: each is printed as the extension's is, and gives nothing.

import type { DefinedCast } from "../../catalog/defined-extension.ts";
import { alwaysQuoted } from "../../catalog/object-id.ts";
import type { Made } from "./sql.ts";

/** As known data has it, the context is the word that is written there. */
type Cast = Omit<DefinedCast, "context"> & { readonly context: string };

export function castBetween({ source, target, context, method, isModified }: Cast): readonly Made[] {
  const how = context === "explicit" ? "" : ` AS ${context.toUpperCase()}`;
  const between = `CREATE CAST (${source} AS ${target})`;
  if (method !== "function")
    return [{ sql: `${between} ${method === "inout" ? "WITH INOUT" : "WITHOUT FUNCTION"}${how}` }];
  const given = isModified ? `${source}, integer, boolean` : source;
  const converts = `${alwaysQuoted(`cast from ${source} to ${target}`)}(${given})`;
  const gives = source === target ? "$1" : "NULL";
  return [
    { sql: `CREATE FUNCTION ${converts} RETURNS ${target} LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN ${gives}; END'` },
    { sql: `${between} WITH FUNCTION ${converts}${how}` },
  ];
}
