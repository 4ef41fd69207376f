// What PostgreSQL's versions can't tell, grant or quote alike of the same thing, where that needs no reading of SQL.

import { isDeepStrictEqual } from "node:util";
import type { Drift } from "../../catalog/drift.ts";
import { objectId } from "../../catalog/object-id.ts";
import type { Attribute, Syntax } from "../../kinds/kind.ts";
import { tokens } from "../../sql/parse.ts";

/** The two servers' majors. */
export interface Majors {
  readonly older: number;
  readonly newer: number;
}

/** Why the older server has no say in this, in a few words; undefined where it has. */
export function untold(
  { older, newer }: Majors,
  { id, declared, live }: Drift,
  attribute: Attribute,
): string | undefined {
  if ((attribute.since ?? 0) > older) return `PostgreSQL ${older} does not store it`;
  if (!attribute.privileges) return undefined;
  if (id === publicSchema && older < 15 && newer >= 15)
    return "PostgreSQL 15 and later create the schema public with other privileges";
  if (older >= 17 || newer < 17 || !isDeepStrictEqual(withoutMaintain(declared), withoutMaintain(live)))
    return undefined;
  return `PostgreSQL ${older} does not have the privilege MAINTAIN`;
}

const publicSchema = objectId("schema", ["public"]);

const withoutMaintain = (value: Drift["declared"]) =>
  texts(value)?.map((line) => line.replace(/, MAINTAIN|MAINTAIN, /, "")) ?? value;

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

// Of a body, only one of the SQL standard's form is SQL that PostgreSQL printed, and that is printed again.
const withNames: ReadonlySet<Syntax> = new Set([
  "type",
  "fragment",
  "relation",
  "index key",
  "constraint",
  "partition key",
  "partition bound",
  "arguments",
  "published table",
]);

/**
 * Whether a name is quoted that only the newer server sees a keyword in, and nothing else differs. `loadParser` must have been
 * awaited.
 */
export function isQuotedBy({ older, newer }: Majors, { declared, live }: Drift, { syntax }: Attribute): boolean {
  if (syntax === undefined || !withNames.has(syntax)) return false;
  const added = Object.entries(keywordsSince).flatMap(([since, words]) =>
    Number(since) > older && Number(since) <= newer ? words : [],
  );
  const [one, other] = [declared, live].map((value) => texts(value)?.map((text) => unquoted(text, added)));
  return added.length > 0 && one !== undefined && isDeepStrictEqual(one, other);
}

/** The text, byte for byte, but for the quotes of these names. */
function unquoted(text: string, names: readonly string[]): string {
  const bytes = Buffer.from(text);
  let copied = 0;
  const pieces: string[] = [];
  for (const token of tokens(text) ?? []) {
    if (!token.text.startsWith('"') || !names.includes(token.text.slice(1, -1))) continue;
    pieces.push(bytes.subarray(copied, token.start).toString(), token.text.slice(1, -1));
    copied = token.end;
  }
  return pieces.join("") + bytes.subarray(copied).toString();
}

/** Each text of an attribute; undefined where it is no text. */
export function texts(value: Drift["declared"]): readonly string[] | undefined {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? (value as readonly string[]) : undefined;
}
