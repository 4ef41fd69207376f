// Names of objects read as others in a piece of SQL that PostgreSQL printed, each behind its schema: by its own tokens.

import { identifiers } from "./identifier.ts";
import { literal } from "./literal.ts";
import { nameOfToken } from "./names.ts";
import { tokens } from "./parse.ts";

/** From the path of a name, joined by NUL, to another path. */
export type Names = ReadonlyMap<string, readonly string[]>;

/** The text with each of these names replaced, also within `'public.users_id_seq'::regclass`. */
export function nameIn(sql: string, names: Names): string {
  const words = sql.includes(".") ? tokens(sql) : undefined;
  if (words === undefined) return sql;
  const bytes = Buffer.from(sql);
  const pieces: (string | Buffer)[] = [];
  let copied = 0;
  for (const [at, { text, start, end }] of words.entries()) {
    const [before, dot, name, next] = [words[at - 1]?.text, words[at + 1]?.text, words[at + 2], words[at + 2]?.text];
    const isQualified = dot === "." && before !== "." && name !== undefined;
    const other = isQualified ? names.get(`${nameOfToken(text)}\0${nameOfToken(name.text)}`) : undefined;
    if (other !== undefined) {
      pieces.push(bytes.subarray(copied, start), identifiers(...other));
      copied = name?.end ?? end;
    } else if (text.startsWith("'") && dot === "::" && next?.startsWith("reg")) {
      const inner = text.slice(1, -1).replaceAll("''", "'");
      pieces.push(bytes.subarray(copied, start), literal(nameIn(inner, names)));
      copied = end;
    }
  }
  pieces.push(bytes.subarray(copied));
  return pieces.map(String).join("");
}
