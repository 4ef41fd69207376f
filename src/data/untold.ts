// What a look could not tell, and why.

import type { Unread } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { codeOf, isSqlState } from "../error-code.ts";

/** Each object once for each reason. */
export function counted(what: string, each: readonly { readonly id: ObjectId; readonly reason: string }[]): Unread[] {
  const byReason = new Map<string, Set<ObjectId>>();
  for (const { id, reason } of each) byReason.set(reason, (byReason.get(reason) ?? new Set()).add(id));
  return [...byReason].map(([reason, ids]) => ({ what, count: ids.size, reason }));
}

const queryCanceled = "57014";

/**
 * Why the server did not answer, where it is there and said so.
 * @returns undefined where the connection is gone, or it is no error of the server's
 */
export function whyUntold(error: unknown): string | undefined {
  const code = codeOf(error);
  if (!(error instanceof Error) || !isSqlState(code) || /^(?:08|57P)/.test(code)) return undefined;
  return code === queryCanceled
    ? "the server did not find their maximum in time. Raise --data-timeout, or add an index on the column"
    : `the server could not determine their maximum: ${error.message}`;
}
