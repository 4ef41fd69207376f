// The statements among the texts that were found: each once, with its parameters written as PostgreSQL writes them.

import type { Code } from "./code.ts";
import type { Found } from "./follow/found.ts";
import { isKnown } from "./follow/value.ts";
import type { Language } from "./languages/language.ts";
import type { Source } from "./source-text.ts";
import { type Composed, compose, shortened } from "./sql/compose.ts";
import { beginsAsStatement, isStatement } from "./sql/shape.ts";
import { unseenSql } from "./statement.ts";

export interface FoundStatement {
  readonly found: Found;
  readonly composed: Composed;
  readonly sure: boolean;
  readonly line: number;
  readonly endLine: number;
  /** What stands for each parameter, where the source tells: by its number less one. */
  readonly given: readonly (Code | undefined)[];
}

const namedSql = /sql|query|stmt|statement|cmd|ddl|migration/i;

export function statementsOf(all: readonly Found[], language: Language, source: Source): readonly FoundStatement[] {
  const sure = unique(all.filter((found) => found.sure).flatMap((found) => read(found, language, source)));
  const used = new Set(sure.flatMap(({ found }) => origins(found)));
  const rest = withoutParts(all.filter((found) => !found.sure && !used.has(origins(found)[0] ?? -1)));
  const unsure = unique(rest.flatMap((found) => read(found, language, source)));
  return [...sure, ...unsure].sort((one, other) => one.line - other.line);
}

const origins = ({ pieces }: Found) => pieces.filter(isKnown).map(({ origin }) => origin);

/** What is built step by step is met at each step; the last is whole. */
function withoutParts(all: readonly Found[]): readonly Found[] {
  const longest = new Map<number, number>();
  for (const found of all) {
    const [first] = origins(found);
    if (first !== undefined) longest.set(first, Math.max(longest.get(first) ?? 0, found.pieces.length));
  }
  const later = new Set(all.flatMap((found) => origins(found).slice(1)));
  return all.filter((found) => {
    const own = origins(found);
    const [first] = own;
    // A part of a longer text is no statement of its own, unless it begins it.
    return first !== undefined && found.pieces.length === longest.get(first) && !(own.length === 1 && later.has(first));
  });
}

function read(found: Found, language: Language, source: Source): FoundStatement[] {
  if (found.isUnseen) return [unseen(found, source)];
  const styles = found.parameters ?? language.parameters;
  const areGiven = found.values.length + found.fields.length > 0;
  const composed = compose(found.pieces, styles, areGiven);
  const isSql = found.sure
    ? beginsAsStatement(composed.sql) || composed.sql.trimStart().startsWith("$1 ")
    : isStatement(composed.sql, namedSql.test(found.goesTo ?? ""));
  if (!isSql) return [];
  const line = composed.lines[0]?.[1] ?? source.lineAt(found.at.node.start);
  const last = composed.lines.reduce((end, [, each]) => Math.max(end, each), line);
  return [{ found, composed, sure: found.sure, line, endLine: last, given: givenTo(composed, found) }];
}

/** One parameter, where all of it is not known. */
function unseen(found: Found, source: Source): FoundStatement {
  const line = source.lineAt(found.at.node.start);
  const written = found.pieces.map((piece) => (isKnown(piece) ? "" : piece.hole.node.text)).join("");
  const holes = [{ at: 0, as: "unknown", written: shortened(written) }] as const;
  const composed: Composed = { sql: unseenSql, holes, lines: [[0, line]], parameters: [] };
  return { found, composed, sure: true, line, endLine: line, given: [] };
}

function givenTo({ parameters }: Composed, { values, fields }: Found): readonly (Code | undefined)[] {
  return parameters.map(({ position, name, hole }) => {
    if (hole !== undefined) return hole;
    if (name !== undefined && position === undefined) return fields.find((field) => field.name === name)?.value;
    return position === undefined ? undefined : values[position];
  });
}

/** One that goes to several places is one, with the values of the first that has any. */
function unique(all: readonly FoundStatement[]): readonly FoundStatement[] {
  const byText = new Map<string, FoundStatement>();
  for (const statement of all) {
    const key = `${statement.line}\0${statement.composed.sql}`;
    const there = byText.get(key);
    if (there === undefined || (there.given.every((given) => given === undefined) && statement.given.length > 0))
      byText.set(
        key,
        there === undefined ? statement : { ...statement, found: { ...statement.found, ...named(there.found) } },
      );
  }
  return [...byText.values()];
}

const named = ({ sink }: Found) => (sink === undefined ? {} : { sink });
