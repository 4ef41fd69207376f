// The operators and functions of an operator class or family.

import type { Attributes } from "../catalog/catalog.ts";
import { type ObjectId, parseObjectId } from "../catalog/object-id.ts";
import { list } from "../kinds/row.ts";
import { identifiers } from "../sql/identifier.ts";
import { namedIn } from "./references.ts";
import type { Context } from "./statement.ts";

/** `OPERATOR 1 public.<(public.t,public.t)`, `FUNCTION 1 (public.t, public.t) public.cmp(public.t,public.t)` */
export function membersIn(own: Attributes): string[] {
  return [
    ...list(own, "operators").map((told) => `OPERATOR ${told}`),
    ...list(own, "functions").map((told) => `FUNCTION ${told}`),
  ];
}

export const neededByMembers = (own: Attributes, context: Context): ObjectId[] =>
  namedIn(context, ...list(own, "operators"), ...list(own, "functions"));

/** Names are unique for each access method. */
export function nameWithMethod(id: ObjectId): string {
  const { path, signature = "" } = parseObjectId(id);
  return `${identifiers(...path)} USING ${signature}`;
}
