// What a list of targets stands for: each database by itself, those that a query names, those of a server or the schemas of a
// database that a glob matches.

import type { CheckOptions } from "../check.ts";
import { readVariable, type Variable } from "../config/place.ts";
import type { TargetEntry } from "../config/targets.ts";
import { matchesGlob } from "../input/glob.ts";
import { loadBaseline } from "../judge/baseline.ts";
import { printable } from "../redact.ts";
import { isConnection } from "../sources/connection/resolve.ts";
import { asking, databasesQuery, type Patient, rowsOf, schemasQuery } from "./ask.ts";
import { databaseGlob, databaseIn, withDatabase } from "./server-url.ts";
import type { Target } from "./target.ts";

/** A database, or a glob over some, and what it is called if it is one. */
interface Named {
  readonly name: string | undefined;
  readonly live: string;
}

/**
 * @param common the options that all have in common
 * @throws RuleError, UsageError, SourceError where a list is empty or can't be had
 */
export async function expand(
  entries: readonly TargetEntry[],
  common: Omit<CheckOptions, "live">,
): Promise<readonly Target[]> {
  const targets: Target[] = [];
  for (const entry of entries) {
    const { baseline } = entry;
    const own = { ...common, ...(baseline !== undefined && { baseline: await loadBaseline(baseline) }) };
    for (const named of await namedBy(entry, own))
      for (const target of await targetsOf(entry, named, own)) targets.push(target);
  }
  return targets;
}

const read = async (value: string | Variable) => (typeof value === "object" ? await readVariable(value) : value);

/** A dot is a letter of a database's or schema's name: whoever has one is not left out. */
const matchesName = (glob: string, name: string) => matchesGlob(glob.replaceAll(/\*+/g, "**"), name);

const placeholder = "{name}";

async function namedBy(entry: TargetEntry, patient: Patient): Promise<readonly Named[]> {
  const { query, place } = entry;
  const live = await read(entry.live);
  if (query === undefined) return [{ name: entry.name, live }];
  const rows = await asking(await read(query.from), patient, false, (client) => rowsOf(client, query.sql));
  if (rows.length === 0) place.under("query").fail("gives no row. Is the list of targets empty?");
  return rows.map((row, at) => namedIn(row, entry, live, at + 1));
}

/** A name and what it stands for, a name alone where `live` has a place for it, or a URL. */
function namedIn(row: readonly (string | null)[], entry: TargetEntry, live: string, at: number): Named {
  const place = entry.place.under("query");
  const [first = null, second] = row;
  if (row.length > 2) place.fail(`gives ${row.length} columns. Select a name, a URL, or a name and a URL.`);
  if (first === null || second === null) return place.fail(`gives NULL in row ${at}`);
  const url = second ?? (isConnection(first) ? first : undefined);
  if (url !== undefined) {
    if (!isConnection(url)) place.fail(`gives no postgres:// URL in row ${at}`);
    if (live !== "{url}") place.fail("gives URLs, so remove live");
    return { name: second === undefined ? databaseIn(url) : first, live: url };
  }
  if (live === "{url}") place.fail(`gives no postgres:// URL in row ${at}. Add live with ${placeholder} in it.`);
  return { name: first, live: live.replaceAll(placeholder, encodeURIComponent(first)) };
}

async function targetsOf(
  entry: TargetEntry,
  { name, live }: Named,
  options: Omit<CheckOptions, "live">,
): Promise<readonly Target[]> {
  const databases = await databasesOf(entry, name, live, options);
  const several = databases.length > 1 || databases[0]?.globbed === true;
  if (entry.schema !== undefined) {
    const schemas = await Promise.all(databases.map((each) => tenantsOf(entry, name, each.live, options)));
    return schemas.flat();
  }
  return databases.map(({ database, live: url }) => ({
    name: nameOf(entry, several ? database : name, database, several),
    options: { ...options, live: url },
  }));
}

/** What it is called: as the entry says it, with the name of what it is where that stands for several. */
function nameOf(
  { name, query, place }: TargetEntry,
  known: string | undefined,
  own: string | undefined,
  several: boolean,
) {
  const found = known ?? own;
  if (name === undefined || (query !== undefined && !name.includes(placeholder))) {
    if (found === undefined) return place.under("name").fail("is missing: the URL names no database");
    return found;
  }
  if (several && !name.includes(placeholder))
    place.under("name").fail(`stands for several targets. Write ${placeholder} in it, as in eu-${placeholder}.`);
  return name.replaceAll(placeholder, found ?? "");
}

interface Database {
  readonly database: string | undefined;
  readonly live: string;
  readonly globbed: boolean;
}

/** On every server, or on none but those that are being set up. */
const maintenance = ["postgres", "template1"];

async function databasesOf(
  { database, place }: TargetEntry,
  name: string | undefined,
  live: string,
  patient: Patient,
): Promise<readonly Database[]> {
  const wanted = database?.replaceAll(placeholder, name ?? "");
  const glob = wanted?.includes("*") ? wanted : databaseGlob(live);
  if (glob === undefined) {
    const url = wanted === undefined ? live : withDatabase(live, wanted);
    return [{ database: wanted ?? databaseIn(url), live: url, globbed: false }];
  }
  const all = await listDatabases(
    databaseGlob(live) === undefined ? [live] : maintenance.map((each) => withDatabase(live, each)),
    patient,
  );
  // A server's own database is nobody's, unless it is asked for.
  const found = all.filter((each) => matchesName(glob, each) && !(glob === "*" && each === "postgres"));
  if (found.length === 0) place.fail(`no database of the server matches ${printable(glob)}`);
  return found.map((each) => ({ database: each, live: withDatabase(live, each), globbed: true }));
}

async function listDatabases([first = "", ...others]: readonly string[], patient: Patient): Promise<readonly string[]> {
  try {
    const rows = await asking(first, patient, false, (client) => rowsOf(client, databasesQuery));
    return rows.flatMap(([each]) => each ?? []);
  } catch (error) {
    if (others.length === 0) throw error;
    return listDatabases(others, patient);
  }
}

async function tenantsOf(
  entry: TargetEntry,
  name: string | undefined,
  live: string,
  options: Omit<CheckOptions, "live">,
): Promise<readonly Target[]> {
  const glob = (entry.schema ?? "").replaceAll(placeholder, name ?? "");
  const isGlob = glob.includes("*");
  const schemas = isGlob ? await listSchemas(live, options) : [glob];
  const found = schemas.filter((each) => !isGlob || matchesName(glob, each));
  if (found.length === 0) entry.place.under("schema").fail(`no schema matches ${printable(glob)}`);
  const as = entry.as === undefined ? {} : { as: entry.as };
  // One object, by which it is known that they have all in common.
  const own = { ...options, live };
  return found.map((schema) => ({
    name: nameOf(entry, isGlob ? schema : name, schema, isGlob),
    options: own,
    tenant: { schema, ...as },
  }));
}

async function listSchemas(live: string, patient: Patient): Promise<readonly string[]> {
  const rows = await asking(live, patient, false, (client) => rowsOf(client, schemasQuery));
  return rows.flatMap(([each]) => each ?? []);
}
