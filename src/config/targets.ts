// The `targets:` of driftcheck.yaml, or of a file that --targets names: a list of databases, or of what stands for several. Every
// mistake in it is refused in one line.

import { dirname } from "node:path";
import { type Fields, isFields, show } from "../input/fields.ts";
import { readMapping } from "../input/yaml.ts";
import { readLayers } from "./layers.ts";
import { fileIn, forUser, locator, Place, type Variable } from "./place.ts";
import { expand, type Unset } from "./variables.ts";

/** What stands in the list: one target, or what a query or a glob makes several of. */
export interface TargetEntry {
  readonly place: Place;
  readonly name?: string;
  readonly live: string | Variable;
  /** A glob over the databases of the server that `live` names, or with {name} in it the one database of a target. */
  readonly database?: string;
  /** A glob over the schemas of that database; each is read as the declared schema. */
  readonly schema?: string;
  /** The declared schema as which they are read, where there are several. */
  readonly as?: string;
  /** Gives a name, or a name and a URL, for each target. */
  readonly query?: { readonly sql: string; readonly from: string | Variable };
  /** Differences that this target alone accepts. */
  readonly baseline?: string;
}

const targetKeys = ["name", "live", "database", "schema", "as", "query", "from", "baseline"] as const;

/**
 * @param unset what becomes of a value whose variable is unset: it stays as it is written where nobody asks for it
 * @returns undefined where the file has none. @throws UsageError naming the file and the entry
 */
export async function loadTargets(file: string, unset: Unset = "error"): Promise<readonly TargetEntry[] | undefined> {
  return forUser(async () => {
    const content = await readMapping(file, file, { what: "list of targets", mainField: "targets" });
    const place = new Place(dirname(file), file);
    if (!("environments" in content) && !("extends" in content)) place.onlyKeys(content, ["targets"]);
    if (content.targets !== undefined) return entriesOf(content.targets, place.under("targets"), unset);
    // A list belongs together: the nearest one is the whole list.
    const { targets } = "extends" in content ? await readLayers(file) : {};
    return targets && entriesOf(targets.value, targets.place, unset);
  });
}

function entriesOf(value: unknown, place: Place, unset: Unset): readonly TargetEntry[] {
  if (!Array.isArray(value))
    return place.fail("must be a list of targets, as in - { name: eu, live: { env: EU_URL } }");
  if (value.length === 0) place.fail("is empty. List at least one target.");
  return value.map((each, at) => entryOf(each, place.under(String(at + 1)), unset));
}

function entryOf(written: unknown, place: Place, unset: Unset): TargetEntry {
  if (!isFields(written)) return place.fail("must map name, live and others to values");
  place.onlyKeys(written, targetKeys);
  const fields = Object.fromEntries(
    Object.entries(written).map(([key, value]) => [
      key,
      // A query is SQL, which has its own use for the dollar sign.
      key === "query" ? value : (expand(value, place.under(key), unset) ?? value),
    ]),
  );
  const text = (key: (typeof targetKeys)[number]) => textOf(fields, key, place);
  const [name, database, schema, as, sql, baseline] = (
    ["name", "database", "schema", "as", "query", "baseline"] as const
  ).map(text);
  if (sql === undefined && fields.from !== undefined) place.under("from").fail("is only read with query");
  if (sql !== undefined && fields.from === undefined) place.under("from").fail("is missing: the query asks it");
  if (fields.live === undefined && sql === undefined) place.under("live").fail("is missing");
  if (as !== undefined && schema === undefined) place.under("as").fail("is only read with schema");
  return {
    place,
    live: fields.live === undefined ? "{url}" : locator(fields.live, place.under("live"), written.live),
    ...(name !== undefined && { name }),
    ...(database !== undefined && { database }),
    ...(schema !== undefined && { schema }),
    ...(as !== undefined && { as }),
    ...(sql !== undefined && { query: { sql, from: locator(fields.from, place.under("from"), written.from) } }),
    ...(baseline !== undefined && { baseline: fileIn(place.folder, baseline) }),
  };
}

function textOf(fields: Fields, key: string, place: Place): string | undefined {
  const value = fields[key];
  if (value === undefined) return undefined;
  return typeof value === "string" && value.trim() !== ""
    ? value
    : place.under(key).fail(`must be text, not ${show(value)}`);
}
