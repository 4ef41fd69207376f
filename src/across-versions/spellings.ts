// What PostgreSQL's versions write, grant or quote otherwise of the same thing, where that needs no reading of SQL.

import { isDeepStrictEqual } from "node:util";
import type { Drift } from "../catalog/drift.ts";
import { objectId } from "../catalog/object-id.ts";
import type { Attribute } from "../kinds/kind.ts";
import { tokens } from "../sql/parse.ts";

/** The two servers' majors. */
export interface Majors {
  readonly older: number;
  readonly newer: number;
}

/** `loadParser` must have been awaited. */
export function isSpelledBy({ older, newer }: Majors, { id, declared, live }: Drift, attribute: Attribute): boolean {
  if (attribute.privileges) {
    // Since PostgreSQL 15, `public` is made for another role and with other privileges: the two have no common measure.
    if (id === publicSchema && older < 15 && newer >= 15) return true;
    return older < 17 && newer >= 17 && areOne(withoutMaintain(declared), withoutMaintain(live));
  }
  const added = new Set(
    Object.entries(keywordsSince).flatMap(([since, words]) => (Number(since) > older ? words : [])),
  );
  return areOne(unquoted(declared, added), unquoted(live, added));
}

/** What is no text is undefined, and never one with anything. */
function areOne(one: unknown, other: unknown): boolean {
  return one !== undefined && isDeepStrictEqual(one, other);
}

const publicSchema = objectId("schema", ["public"]);

/** A privilege that only PostgreSQL 17 and later have. */
function withoutMaintain(value: Drift["declared"]): unknown {
  return texts(value)?.map((line) => line.replace(/, MAINTAIN|MAINTAIN, /, ""));
}

// https://www.postgresql.org/docs/18/sql-keywords-appendix.html: those that must be quoted to be a name, by the first major.
const keywordsSince: Readonly<Record<number, readonly string[]>> = {
  16: ["json_array", "json_arrayagg", "json_object", "json_objectagg", "system_user"],
  17: [
    "json",
    "json_exists",
    "json_query",
    "json_scalar",
    "json_serialize",
    "json_table",
    "json_value",
    "merge_action",
  ],
};

/** The tokens of the text, a name without its quotes where an older server sees no keyword in it. */
function unquoted(value: Drift["declared"], keywords: ReadonlySet<string>): unknown {
  const bare = (text: string) => text.replace(/^"([a-z_]+)"/, (whole, name) => (keywords.has(name) ? name : whole));
  // What is no SQL, as a comment on a column, begins with the name.
  return texts(value)?.map((text) => tokens(text)?.map((token) => bare(token.text)) ?? bare(text));
}

function texts(value: Drift["declared"]): readonly string[] | undefined {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? (value as readonly string[]) : undefined;
}
