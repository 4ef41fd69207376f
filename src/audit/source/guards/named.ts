// Functions, classes and settings that are named for another database: what is in them is for that one.

import type { Code, Scope } from "../code.ts";
import { besideInCode, isOurs, otherIn, ours, wordsIn } from "../engines.ts";

/** The names of all functions and classes of a file. */
export type Names = ReadonlySet<string>;

/** `clickhouseQuery`; `mysqlUpsert` only where a `postgresUpsert` stands beside it, as it may be what is moved. */
export function scopeIsFor({ name }: Scope, names: Names): string | undefined {
  const found = besideInCode(name);
  if (found !== undefined || isOurs(name)) return found;
  const other = otherIn(name);
  return other !== undefined && hasOurs(name, other, names) ? other : undefined;
}

function hasOurs(name: string, other: string, names: Names): boolean {
  const words = wordsIn(name);
  return ours.some((our) => names.has(key(words.map((word) => (word === other ? our.toLowerCase() : word)))));
}

const key = (words: readonly string[]) => words.join(" ");

export const nameKey = (name: string): string => key(wordsIn(name));

/** `{ "ENGINE": "django.db.backends.sqlite3", "OPTIONS": { "init_command": "…" } }`. */
export function settingsAreFor({ fields }: Extract<Code, { kind: "fields" }>): string | undefined {
  const field = fields.find(
    ({ name, value }) =>
      /^(?:engine|dialect|driver|client|adapter|type|provider|vendor|backend)$/i.test(name) && value.kind === "text",
  );
  const text = field?.value.node.text ?? "";
  return isOurs(text) ? undefined : otherIn(text);
}
