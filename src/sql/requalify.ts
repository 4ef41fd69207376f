// Reads one schema's name as another's inside a piece of SQL, by PostgreSQL's own tokens: never by search and replace.

import { quoteName } from "../catalog/object-id.ts";
import type { Wrapper } from "../kinds/syntax.ts";
import { literal } from "./literal.ts";
import { nodesOf, parseStatements, type Token, tokens } from "./parse.ts";

export type SchemaMap = ReadonlyMap<string, string>;

/**
 * The text with each mapped schema's name replaced where it qualifies something: `ctfd.users` → `public.users`, and within
 * `'ctfd.users_id_seq'::regclass`. A table or alias that has the schema's name keeps it. Text that PostgreSQL's lexer
 * refuses is returned as it is.
 */
export function requalify(sql: string, schemas: SchemaMap, wrapper: Wrapper | undefined): string {
  const lowered = sql.toLowerCase();
  if (![...schemas.keys()].some((schema) => lowered.includes(schema.toLowerCase()))) return sql;
  const found = tokens(sql);
  if (found === undefined) return sql;
  const aliases = wrapper === undefined ? new Set<number>() : aliasPositions(sql, wrapper);
  const bytes = Buffer.from(sql);
  const pieces: (string | Buffer)[] = [];
  let copied = 0;
  for (const [at, token] of found.entries()) {
    const replacement = aliases.has(token.start) ? undefined : replace(token, found, at, schemas);
    if (replacement === undefined) continue;
    pieces.push(bytes.subarray(copied, token.start), replacement);
    copied = token.end;
  }
  pieces.push(bytes.subarray(copied));
  return pieces.map(String).join("");
}

function replace(token: Token, all: readonly Token[], at: number, schemas: SchemaMap): string | undefined {
  if (all[at + 1]?.text === "." && all[at - 1]?.text !== ".") {
    const mapped = schemas.get(nameOfToken(token.text));
    return mapped === undefined ? undefined : quoteName(mapped);
  }
  const isRelationLiteral =
    token.text.startsWith("'") && all[at + 1]?.text === "::" && all[at + 2]?.text === "regclass";
  if (!isRelationLiteral) return undefined;
  const name = token.text.slice(1, -1).replaceAll("''", "'");
  const renamed = requalify(name, schemas, undefined);
  return renamed === name ? undefined : literal(renamed);
}

function nameOfToken(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text.toLowerCase();
}

/** Where a name before a dot is a table's or an alias's: what PostgreSQL's grammar calls a column reference. */
function aliasPositions(sql: string, [before, after]: Wrapper): Set<number> {
  const offset = Buffer.byteLength(before);
  const positions = new Set<number>();
  for (const reference of nodesOf(parseStatements(before + sql + after), "ColumnRef")) {
    positions.add(Number(reference.location ?? 0) - offset);
  }
  return positions;
}
