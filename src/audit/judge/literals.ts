// Parameters where only a literal can stand: the parser takes some of them, a server takes none, and drivers write them out.

import { parseOrRefuse } from "../../sql/parse.ts";
import { rewrite } from "../statement/rewrite.ts";
import type { Unit } from "../statement/unit.ts";
import { fromCharacters, type Word, wordsOf } from "../statement/words.ts";

/**
 * The parser takes a parameter also where only a literal can stand, as in `INTERVAL $1`; a server does not. A column with its
 * table can stand where a parameter can, and nowhere a literal must.
 */
export function refusedByServer(sql: string): Unit["refused"] {
  const parameters = wordsOf(sql).filter(({ isParameter }) => isParameter);
  if (parameters.length === 0) return undefined;
  const { sql: text, back } = rewrite(
    sql,
    parameters.map(({ at, end }) => ({ at, end, text: "p.p" })),
  );
  const parsed = parseOrRefuse(text);
  if (!("message" in parsed) || parsed.at === undefined) return undefined;
  const at = back(fromCharacters(text, parsed.at));
  const parameter = parameters.find((word) => word.at === at);
  return parameter && { message: `syntax error at or near "${parameter.text}"`, at };
}

const units = new Set(["microsecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year"]);

/** As psycopg2 and its like write it; undefined where a number, as programs give it, would not parse. */
export function asLiteral(word: Word, before: Word | undefined, after: Word | undefined): string | undefined {
  if (before?.lower === "in" || before?.lower === "values") return `(${word.text})`;
  if (before?.lower === "interval" && units.has(after?.lower ?? "")) return undefined;
  return before?.lower === "interval" ? "'1'" : "'now'";
}
