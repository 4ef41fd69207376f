// What PostgreSQL's grammar makes of a statement. Drivers write some parameters into the text as literals or lists: where only
// that parses, it is judged like that.

import { isTree, parseOrRefuse, type Tree } from "../../sql/parse.ts";
import { unseenSql } from "../source/statement.ts";
import { filledIn, type Verdict } from "../statement/answer.ts";
import { type Replacement, rewrite } from "../statement/rewrite.ts";
import type { Unit } from "../statement/unit.ts";
import { fromCharacters, type Word, wordAt, wordsOf } from "../statement/words.ts";
import { asLiteral, refusedByServer } from "./literals.ts";
import { refusedThroughHoles } from "./through-holes.ts";

export interface Parsed {
  readonly sql: string;
  /** From an offset in `sql` to one in the unit's. */
  readonly back: (at: number) => number;
  readonly tree: Tree | undefined;
}

export function parsedOf(unit: Unit): Parsed | Verdict {
  const { sql, tree, holes } = unit;
  if (sql === unseenSql)
    return { is: "unknown", reason: `${holes[0]?.written ?? "it"} is SQL that is not written here` };
  const refused = unit.refused ?? refusedByServer(sql);
  if (refused === undefined) return { sql, back: (at) => at, tree };
  const { message, at } = refused;
  if (at === undefined) return { is: "unknown", reason: `PostgreSQL's parser cannot read it: ${message}` };
  const words = wordsOf(sql, at);
  // knex and mysql2 write a name there.
  if (words.some(({ text }) => text === "??")) return { is: "unknown", reason: filledIn("??") };
  const hole = holes.find((each) => each.as === "unknown");
  if (hole !== undefined && !standsBefore(words, at, hole.at)) {
    const always = refusedThroughHoles(unit);
    return always === undefined
      ? { is: "unknown", reason: filledIn(hole.written) }
      : { is: "refused", refused: always };
  }
  // What ends too early and is seen to go nowhere goes on elsewhere.
  const isPart = !unit.source.sure && message.endsWith("at end of input") && !sql.includes("`");
  if (isPart) return { is: "unknown", reason: "it may belong to a larger statement: it ends too early" };
  return (
    withOperators(unit) ?? asDriversWrite(unit, words) ?? { is: "refused", refused: { code: "42601", message, at } }
  );
}

/** Whatever is filled in later, the grammar has stopped before that. A word that touches it may be another word then. */
function standsBefore(words: readonly Word[], at: number, hole: number): boolean {
  const word = words[wordAt(words, at)];
  // Whatever stands in backticks, they are none of PostgreSQL's quotes.
  return word !== undefined && (word.end < hole || (word.text === "`" && word.end === hole));
}

/** `?` is an operator of jsonb, too; a reader of source takes it for a parameter. Undefined where that is not what is wrong. */
function withOperators({ sql, source }: Unit): Parsed | undefined {
  if (!source.written.includes("?")) return undefined;
  const words = wordsOf(sql);
  const replaced = new Map<number, Replacement>();
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const { sql: text, back } = rewrite(
      sql,
      [...replaced.values()].sort((a, b) => a.at - b.at),
    );
    const parsed = parseOrRefuse(text);
    if (!("message" in parsed)) return { sql: text, back, tree: treeOf(parsed[0]?.tree) };
    if (parsed.at === undefined) return undefined;
    const index = wordAt(words, back(fromCharacters(text, parsed.at)));
    const word = [words[index], words[index - 1]].find((each) => each?.isParameter && !replaced.has(each.at));
    if (word === undefined) return undefined;
    replaced.set(word.at, { at: word.at, end: word.end, text: "?" });
  }
  return undefined;
}

const mostTurns = 50;

/** Undefined where the grammar stops at something else than a parameter. */
function asDriversWrite({ sql, holes }: Unit, words: readonly Word[]): Parsed | Verdict | undefined {
  const replaced = new Map<number, Replacement>();
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const { sql: text, back } = rewrite(
      sql,
      [...replaced.values()].sort((a, b) => a.at - b.at),
    );
    const parsed = parseOrRefuse(text);
    const stopped = "message" in parsed ? parsed.at : refusedByServer(text)?.at;
    if (!("message" in parsed) && stopped === undefined) return { sql: text, back, tree: treeOf(parsed[0]?.tree) };
    if (stopped === undefined) return undefined;
    const index = wordAt(words, back("message" in parsed ? fromCharacters(text, stopped) : stopped));
    const word = words[index];
    if (word === undefined || !word.isParameter) return undefined;
    if (replaced.has(word.at)) {
      const written = holes.find((hole) => hole.at === word.at)?.written ?? word.text;
      return { is: "unknown", reason: `${filledIn(written)}, where a name or a clause stands` };
    }
    const literal = asLiteral(word, words[index - 1], words[index + 1]);
    if (literal === undefined) return undefined;
    replaced.set(word.at, { at: word.at, end: word.end, text: literal });
  }
  return undefined;
}

const treeOf = (tree: unknown) => (isTree(tree) ? tree : undefined);
