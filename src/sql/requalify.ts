// Reads one schema's name as another's inside a piece of SQL, by PostgreSQL's own tokens: never by search and replace.

import { quoteName } from "../catalog/object-id.ts";
import type { Wrapper } from "../kinds/syntax.ts";
import { literal } from "./literal.ts";
import { nameOfToken } from "./names.ts";
import { nodesOf, parseStatements, type Token, tokens } from "./parse.ts";

/** What the name of a schema becomes where it stands before this name; undefined where it stays. */
export type Qualifier = (schema: string, name: string) => string | undefined;

export interface Renaming {
  /** All that may be renamed: text that has none of these names is left alone. */
  readonly schemas: readonly string[];
  readonly inSql: Qualifier;
  /** In a string, which may be SQL that is run or may be anything. */
  readonly inStrings: Qualifier;
}

/**
 * The text with each schema's name replaced where it qualifies something: `ctfd.users` → `public.users`, and within
 * `'ctfd.users_id_seq'::regclass`. A table or alias that has the schema's name keeps it. Of text that PostgreSQL's lexer
 * refuses, no more is replaced than in a string.
 */
export function requalify(sql: string, renaming: Renaming, wrapper: Wrapper | undefined): string {
  const lowered = sql.toLowerCase();
  // A quote in a name is written twice, and more often within a text.
  const isNamed = (schema: string) => /["']/.test(schema) || lowered.includes(schema.toLowerCase());
  if (!renaming.schemas.some(isNamed)) return sql;
  const words = tokens(sql)?.filter(({ text }) => !text.startsWith("--") && !text.startsWith("/*"));
  if (words === undefined) return requalifyProse(sql, renaming);
  const aliases = wrapper === undefined ? new Set<number>() : aliasPositions(sql, wrapper);
  const bytes = Buffer.from(sql);
  const pieces: (string | Buffer)[] = [];
  let copied = 0;
  for (const [at, token] of words.entries()) {
    const replacement = aliases.has(token.start) ? undefined : replace(token, words, at, renaming);
    if (replacement === undefined) continue;
    pieces.push(bytes.subarray(copied, token.start), replacement);
    copied = token.end;
  }
  pieces.push(bytes.subarray(copied));
  return pieces.map(String).join("");
}

/** A setting as `name=value`, with each schema of a `search_path` renamed, and any other as it is. */
export function requalifySetting(setting: string, schemas: ReadonlyMap<string, string>): string {
  const [name = "", ...rest] = setting.split("=");
  const value = rest.join("=");
  const words = name.toLowerCase() === "search_path" ? tokens(value) : undefined;
  if (words === undefined) return setting;
  const names = words.filter(({ text }) => text !== ",").map(({ text }) => nameOfToken(text));
  return names.some((schema) => schemas.has(schema))
    ? `${name}=${names.map((schema) => quoteName(schemas.get(schema) ?? schema)).join(", ")}`
    : setting;
}

function replace(token: Token, all: readonly Token[], at: number, renaming: Renaming): string | undefined {
  const [before, after] = [all[at - 1]?.text, all[at + 1]?.text];
  if (after === "." && before !== ".") {
    const mapped = renaming.inSql(nameOfToken(token.text), nameOfToken(all[at + 2]?.text ?? ""));
    return mapped === undefined ? undefined : quoteName(mapped);
  }
  if (after === "." || before === ".") return undefined;
  const isRelationLiteral = token.text.startsWith("'") && after === "::" && all[at + 2]?.text === "regclass";
  if (!isRelationLiteral) return replaceInString(token.text, renaming);
  const name = token.text.slice(1, -1).replaceAll("''", "'");
  const renamed = requalify(name, renaming, undefined);
  return renamed === name ? undefined : literal(renamed);
}

/** Of what stands in quotes, of whatever sort they are: in a body in another language than SQL, double ones are a string's. */
function replaceInString(text: string, { schemas, inStrings }: Renaming): string | undefined {
  const dollars = text.startsWith("$") ? text.slice(0, text.indexOf("$", 1) + 1) : "";
  const quote = dollars.length > 1 ? dollars : text.endsWith("'") ? "'" : text.endsWith('"') ? '"' : undefined;
  if (quote === undefined) return undefined;
  const start = text.indexOf(quote) + quote.length;
  const inner = text.slice(start, text.length - quote.length);
  const content = quote === dollars ? inner : inner.replaceAll(quote + quote, quote);
  const renamed = requalify(content, { schemas, inSql: inStrings, inStrings }, undefined);
  if (renamed === content) return undefined;
  return text.slice(0, start) + (quote === dollars ? renamed : renamed.replaceAll(quote, quote + quote)) + quote;
}

/** Text that is no SQL: prose, or another language. */
function requalifyProse(text: string, { schemas, inStrings }: Renaming): string {
  return schemas.reduce((before, schema) => {
    const [first = "", ...others] = before.split(`${schema}.`);
    return others.reduce((inner, rest) => {
      const mapped = inStrings(schema, /^[\w$]*/.exec(rest)?.[0] ?? "");
      return `${inner}${mapped === undefined ? schema : quoteName(mapped)}.${rest}`;
    }, first);
  }, text);
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
