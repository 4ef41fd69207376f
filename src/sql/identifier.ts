// A name as SQL takes it: in quotes only where it needs them, as PostgreSQL's own quote_ident has it. The one place that writes names.

import { alwaysQuoted, type ObjectId, parseObjectId } from "../catalog/object-id.ts";
import { remembered } from "./expression.ts";
import { tokens } from "./parse.ts";

const plain = /^[a-z_][a-z0-9_$]*$/;
const anyName = 1;

/** `users`, `"Users"`, `"order"`. `loadParser` must have been awaited. */
export const identifier = remembered((name: string): string => {
  const [word, ...more] = plain.test(name) ? (tokens(name) ?? []) : [];
  return word !== undefined && more.length === 0 && word.keywordKind <= anyName ? name : alwaysQuoted(name);
});

/** `public.users` */
export function identifiers(...path: readonly string[]): string {
  return path.map(identifier).join(".");
}

/** What an id is about, by its whole path: of a function without its arguments. */
export function nameInSql(id: ObjectId): string {
  return identifiers(...parseObjectId(id).path);
}
