// Which objects of a catalog a piece of SQL refers to. It was printed under an empty search_path, so that each has its schema
// before it; a name that is found by chance costs nothing but an order.

import type { ObjectId } from "../catalog/object-id.ts";
import { nameOfToken } from "../sql/names.ts";
import { type Token, tokens } from "../sql/parse.ts";
import type { Context } from "./statement.ts";

/** What these texts name. */
export function namedIn(context: Context, ...texts: readonly (string | null | undefined)[]): ObjectId[] {
  return [...new Set(texts.flatMap((text) => (text?.includes(".") ? inText(context, text) : [])))];
}

function inText(context: Context, sql: string): readonly ObjectId[] {
  const words = tokens(sql) ?? [];
  return words.flatMap((word, at) => {
    const [before, after, next] = [words[at - 1]?.text, words[at + 1]?.text, words[at + 2]];
    if (after === "." && before !== "." && next !== undefined)
      return context.named(nameOfToken(word.text), nameOfToken(next.text));
    return isNameInQuotes(word, after, next) ? inText(context, word.text.slice(1, -1).replaceAll("''", "'")) : [];
  });
}

/** `'public.users_id_seq'::regclass` */
const isNameInQuotes = ({ text }: Token, after: string | undefined, next: Token | undefined) =>
  text.startsWith("'") && after === "::" && next?.text.startsWith("reg") === true;
