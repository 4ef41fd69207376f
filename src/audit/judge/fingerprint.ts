// What a finding is known by: the file, the class and the statement, however it is laid out and at whichever line it stands.

import { sha256 } from "../../digest.ts";
import { wordsOf } from "../statement/words.ts";

/** Names and keywords as PostgreSQL reads them, without comments; parameters without their numbers. */
function normalised(sql: string): string {
  const words = wordsOf(sql);
  // What the lexer refuses is taken by its blanks.
  if (words.length === 0) return sql.trim().split(/\s+/).join(" ");
  return words
    .map(({ text, lower, isParameter, isString }) =>
      isParameter ? "$" : isString || text.startsWith('"') ? text : lower,
    )
    .join(" ");
}

export function fingerprintOf(file: string, className: string, statement: string): string {
  return sha256([file, className, normalised(statement)].join("\0")).slice(0, 32);
}
