// Comments.

import { literal } from "../sql/literal.ts";
import type { Statement } from "./statement.ts";

/** @param what as in `TABLE public.users` */
export function commentOn(what: string, comment: unknown): Statement[] {
  return typeof comment === "string" ? [{ sql: `COMMENT ON ${what} IS ${literal(comment)}` }] : [];
}
