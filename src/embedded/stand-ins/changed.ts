// A statement with a parameter that is not valid here: it is run without what only an extension knows, and what that leaves out is told.

import type { Unread } from "../../catalog/catalog.ts";
import { objectId } from "../../catalog/object-id.ts";
import type { ServerError } from "../../scripts/run.ts";
import { foreignParameters, indexWithoutOptions, type Rewritten, viewWithoutOptions } from "./options.ts";
import { inOtherVersion } from "./other-version.ts";

/** What is to be run next; nothing, where the statement is only about what an extension owns. */
export type Next = Rewritten | "nothing";

interface Changed {
  readonly next: Next;
  readonly unread?: Unread;
}

/** @param hasStandIns some extension is stood in for, which may know a parameter */
export function changed(sql: string, where: string, error: ServerError, hasStandIns: boolean): Changed | undefined {
  const other = inOtherVersion(sql, where, error);
  if (other !== undefined) return { next: other, unread: other.unread };
  if (!hasStandIns || !/^unrecognized parameter (?:namespace )?"/.test(error.message)) return undefined;
  const index = indexWithoutOptions(sql);
  if (index !== undefined) return { next: index };
  const view = viewWithoutOptions(sql);
  const parameters = foreignParameters(sql);
  if (view !== undefined) {
    const reason = `${where}: an extension keeps it up to date, and makes other objects for it`;
    return { next: view, unread: { what: "view", count: 1, id: objectId("view", view.name), reason } };
  }
  if (parameters === undefined) return undefined;
  const reason = `${where}: ${parameters.join(", ")}`;
  return { next: "nothing", unread: { what: "table parameter", count: parameters.length, reason } };
}
