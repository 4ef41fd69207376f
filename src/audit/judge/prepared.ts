// What PostgreSQL makes of a statement against the schema.

import type { Refused, Verdict } from "../statement/answer.ts";
import { rewrite } from "../statement/rewrite.ts";
import type { Unit } from "../statement/unit.ts";
import { fromCharacters, type Word, wordAt, wordsOf } from "../statement/words.ts";
import type { SchemaDatabase } from "./database.ts";
import { definitionRefused } from "./definitions.ts";
import type { Parsed } from "./parsed.ts";
import { planOf } from "./planned.ts";
import { settingRefused } from "./settings.ts";
import { typedAs } from "./typed.ts";

/** Where a parameter of another type could make PostgreSQL accept it. */
const ofTypes = new Set(["42P18", "42P08", "42725", "42883", "42804", "42846", "42803", "42P10", "42P22"]);

export async function preparedOf(parsed: Parsed, unit: Unit, database: SchemaDatabase): Promise<Verdict> {
  const stated = settingRefused(parsed, database.facts) ?? definitionRefused(parsed, database);
  if (stated !== undefined) return { is: "refused", refused: stated };
  const answer = await asked(parsed, unit, database);
  if (answer === undefined) return planned(parsed, database);
  if ("lost" in answer) return { is: "unknown", reason: answer.lost };
  const { refused, sql, words } = answer;
  if (["53", "54", "57", "58", "XX"].includes(refused.code.slice(0, 2)))
    return { is: "unknown", reason: `PostgreSQL cannot judge it: ${refused.message}` };
  if (!ofTypes.has(refused.code) || !words.some(({ isParameter }) => isParameter)) return { is: "refused", refused };
  if (refused.code === "42883" && !database.hasFunction(refused.message)) return { is: "refused", refused };
  const as = await typedAs(sql, words, database);
  return as === undefined ? { is: "refused", refused } : { is: "typed", refused, as };
}

async function planned(parsed: Parsed, database: SchemaDatabase): Promise<Verdict> {
  const explain = planOf(parsed);
  const answer = explain === undefined ? undefined : await database.plan(explain);
  // Only what planning alone finds out: a place in it is one of the EXPLAIN's.
  if (answer === undefined || "lost" in answer || answer.code !== "42P10") return { is: "accepted" };
  const { code, message } = answer;
  return { is: "refused", refused: { code, message } };
}

interface Answer {
  readonly refused: Refused;
  readonly sql: string;
  readonly words: readonly Word[];
}

const mostTurns = 5;

/**
 * How the word at which PostgreSQL stopped is judged instead: a literal that a value is written into at run time, not by what
 * stands in for the value, and a percent sign that drivers want twice, as one.
 */
function otherwise(
  code: string,
  word: Word | undefined,
  { holes }: Unit,
  back: (at: number) => number,
): string | undefined {
  if (word === undefined) return undefined;
  if (code === "42883" && word.text === "%%") return "%";
  const isFilled = word.isString && holes.some((hole) => hole.at > back(word.at) && hole.at < back(word.end - 1));
  return code.startsWith("22") && isFilled ? "NULL" : undefined;
}

async function asked(
  parsed: Parsed,
  unit: Unit,
  database: SchemaDatabase,
): Promise<Answer | { readonly lost: string } | undefined> {
  let { sql, back } = parsed;
  for (let turn = 0; ; turn += 1) {
    const answer = await database.prepare(sql);
    if (answer === undefined || "lost" in answer) return answer;
    const words = wordsOf(sql);
    const { at: character, ...rest } = answer;
    const at = character === undefined ? undefined : fromCharacters(sql, character);
    const word = words[wordAt(words, at)];
    const text = turn < mostTurns ? otherwise(answer.code, word, unit, back) : undefined;
    if (text === undefined || word === undefined)
      return { refused: { ...rest, ...(at !== undefined && { at: back(at) }) }, sql, words };
    const next = rewrite(sql, [{ at: word.at, end: word.end, text }]);
    const before = back;
    sql = next.sql;
    back = (offset) => before(next.back(offset));
  }
}
