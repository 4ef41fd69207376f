// Parameters with names in .sql files, as the libraries that read such files have them: `:name`, `$name`, `@name`, `:'name'`.
// Of strings in code, the reader of the source has written them by number already.

import type { SourceStatement } from "../source/statement.ts";
import { rewrite } from "../statement/rewrite.ts";
import { type Word, wordsOf } from "../statement/words.ts";

const marks = new Set([":", "$", "@"]);

/** The statement with `$1` … for them; as it is where it has none. */
export function withNumbers(statement: SourceStatement): SourceStatement {
  const { sql, language, lineAt } = statement;
  if (language !== "sql") return statement;
  const words = wordsOf(sql);
  const first = words.reduce(
    (most, { text, isParameter }) => Math.max(most, isParameter ? Number(text.slice(1)) : 0),
    0,
  );
  const numbers = new Map<string, number>();
  const replacements = words.flatMap((word, at) => {
    const name = words[at + 1];
    if (name === undefined || !isNamed(word, name, words[at - 1], words)) return [];
    const number = numbers.get(name.text) ?? first + numbers.size + 1;
    numbers.set(name.text, number);
    return [{ at: word.at, end: name.end, text: `$${number}` }];
  });
  if (replacements.length === 0) return statement;
  const { sql: numbered, back } = rewrite(sql, replacements);
  return { ...statement, sql: numbered, lineAt: (offset) => lineAt(back(offset)) };
}

/** `a[1:n]` is a slice, `@x := 1` and `SET @x` a variable of MySQL's. */
function isNamed(mark: Word, name: Word, before: Word | undefined, words: readonly Word[]): boolean {
  if (!marks.has(mark.text) || mark.end !== name.at) return false;
  if (!/^[A-Za-z_]/.test(name.text) && !(mark.text === ":" && name.isString)) return false;
  if (mark.text === "@" && (words[0]?.lower === "set" || words.some(({ text }) => text === ":="))) return false;
  return before === undefined || before.end < mark.at || /^[(,=<>+\-*/|]$/.test(before.text);
}
