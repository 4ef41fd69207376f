// client → Catalog: every kind in one read-only transaction, in a number of round trips that does not depend on what is there.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { SourceError } from "../errors.ts";
import { columns as columnKind } from "../kinds/columns.ts";
import { databasePropertiesQuery, readDatabaseProperties } from "../kinds/database-properties.ts";
import { extensions } from "../kinds/extensions.ts";
import type { Kind, Target } from "../kinds/kind.ts";
import { Names, nameQueries } from "../kinds/names.ts";
import { kinds } from "../kinds/registry.ts";
import { list, type Row, text } from "../kinds/row.ts";
import { readUnmodeled, unmodeledQuery } from "../kinds/unmodeled.ts";
import { readUnread, unreadIn, unreadQuery } from "../kinds/unread.ts";
import { literal } from "../sql/literal.ts";
import { crossRead as compareReadings } from "./cross-read.ts";
import { type Queryable, statements } from "./queryable.ts";
import { callers, type Etiquette, own, settings, versionQuery } from "./session.ts";
import { readStructure } from "./structure.ts";
import { markQuery, refuseChanged } from "./unchanged.ts";

export const oldestMajor = 14;

export const nothing = "SELECT WHERE false";

export interface ReadOptions extends Etiquette {
  /** Also reads it through pg-structure, which must agree with what the kinds read. */
  readonly crossRead?: boolean;
  /** Also reads owners and privileges. */
  readonly privileges?: boolean;
  /** Takes the database's settings for all that there are. */
  readonly ofDatabase?: boolean;
  /** Also tells what the database was made with: of an embedded one, nobody's script says it. */
  readonly properties?: boolean;
  /** Others may change it meanwhile: then it is no reading. */
  readonly isShared?: boolean;
  /** Reads in the transaction that the client is in, and leaves it open. */
  readonly inTransaction?: boolean;
}

/**
 * Reads a database. Writes nothing.
 * @throws SourceError when the server is older than PostgreSQL 14, an id stands for two objects, or the readings disagree
 */
export async function introspect(client: Queryable, options: ReadOptions = {}): Promise<Catalog> {
  const { rest } = await beginIntrospection(client, options, async () => undefined);
  return (await rest).catalog;
}

export interface Introspection<Answer> {
  readonly catalog: Catalog;
  readonly answer: Answer;
}

/**
 * The same in two, and an answer to one question more in the same transaction: the server has its first large query by now, and
 * works on it while something else is done here. Whoever begins must await the rest.
 * @throws as `introspect` does, and the rest what the question throws
 */
export async function beginIntrospection<Answer>(
  client: Queryable,
  options: ReadOptions,
  question: (catalog: Catalog) => Promise<Answer>,
): Promise<{ readonly rest: Promise<Introspection<Answer>> }> {
  const { begin, end } = options.inTransaction ? callers : own;
  try {
    const server = (await statements(client, [begin, settings(options), versionQuery].join(";\n"))).at(-1)?.[0];
    const major = Math.floor(Number(server?.number) / 10000);
    if (!(major >= oldestMajor)) {
      throw new SourceError(
        `PostgreSQL ${String(server?.version)} is not supported. Use PostgreSQL ${oldestMajor} or later.`,
      );
    }
    const columns = askForColumns(
      client,
      { major, privileges: options.privileges === true },
      options.isShared === true,
    );
    const version = String(server?.version).split(" ")[0] ?? "";
    const finished = finish(client, options, { major, version, columns }, question);
    return {
      rest: options.isShared ? settled(client, options, columns, finished) : finished.finally(() => client.query(end)),
    };
  } catch (error) {
    await client.query(end);
    throw error;
  }
}

/** The same, once it is known that no DDL was committed meanwhile, which a transaction that begins now would see. */
async function settled<Answer>(
  client: Queryable,
  options: ReadOptions,
  columns: Begun["columns"],
  finished: Promise<Introspection<Answer>>,
): Promise<Introspection<Answer>> {
  const { begin, end } = options.inTransaction ? callers : own;
  try {
    const introspection = await finished;
    const again = [...(options.inTransaction ? [] : [end, begin]), settings(options), markQuery];
    const after = (await statements(client, again.join(";\n"))).at(-1)?.[0]?.mark;
    refuseChanged((await columns)[0]?.[0]?.mark, after);
    return introspection;
  } finally {
    await client.query(end);
  }
}

interface Begun {
  readonly major: number;
  readonly version: string;
  /** The answer to the first message. */
  readonly columns: Promise<Row[][]>;
}

async function finish<Answer>(
  client: Queryable,
  options: ReadOptions,
  begun: Begun,
  question: (catalog: Catalog) => Promise<Answer>,
): Promise<Introspection<Answer>> {
  const [privileges, ofDatabase] = [options.privileges === true, options.ofDatabase === true];
  const properties = options.properties === true;
  const { objects, notCompared, extensionVersions } = await read(
    client,
    { major: begun.major, privileges, properties },
    begun.columns,
  );
  if (options.crossRead) compareReadings(objects, kinds, await readStructure(client));
  const catalog = {
    server: begun.version,
    ...(privileges && { privileges }),
    ...(ofDatabase && { ofDatabase }),
    extensionVersions,
    objects,
    notCompared,
  };
  return { catalog, answer: await question(catalog) };
}

const places = new Set([...kinds.flatMap(({ heldIn }) => heldIn ?? []), ...unreadIn]);
const isHeld = (place: string) => `CASE WHEN EXISTS (SELECT FROM ${place}) THEN ${literal(place)} END`;

/** What the second message depends on. To plan a query takes longer than to see that it would find nothing. */
export const presentQuery = `
  SELECT has_column_privilege('pg_subscription', 'subconninfo', 'SELECT') AS reads_connections,
    array_remove(ARRAY[${[...places].map(isHeld).join(", ")}]::text[], NULL) AS held`;

/** The first of two messages: while the server prints what stands on columns, their rows are read here. */
function askForColumns(
  client: Queryable,
  target: Omit<Target, "readsConnections">,
  isShared: boolean,
): Promise<Row[][]> {
  const columnQuery = columnKind.query({ ...target, readsConnections: false });
  return statements(
    client,
    [isShared ? markQuery : nothing, presentQuery, ...Object.values(nameQueries), columnQuery].join(";\n"),
  );
}

async function read(
  client: Queryable,
  { major, privileges, properties: isTold }: Omit<Target, "readsConnections"> & { readonly properties: boolean },
  answer: Promise<Row[][]>,
): Promise<Required<Pick<Catalog, "extensionVersions" | "notCompared">> & { objects: Map<ObjectId, CatalogObject> }> {
  const [, [present = {}] = [], ...first] = await answer;
  const target = { major, privileges, readsConnections: present.reads_connections === true };
  const held = new Set(list(present, "held"));
  const isAsked = (kind: Kind) => (privileges || !kind.privileges) && (!kind.heldIn || held.has(kind.heldIn));
  const others = kinds.filter((kind) => kind !== columnKind && isAsked(kind));
  const unreadToo = unreadIn.some((place) => held.has(place)) ? unreadQuery(target) : nothing;
  const propertiesToo = isTold ? databasePropertiesQuery(target) : nothing;
  const queries = [unmodeledQuery(target), unreadToo, propertiesToo, ...others.map((kind) => kind.query(target))];
  const rest = statements(client, queries.join(";\n"));
  const [relations = [], types = [], columnTypes = [], operatorClasses = [], defaultSequences = [], columns = []] =
    first;
  const names = new Names({ relations, types, columnTypes, operatorClasses, defaultSequences }, columns);
  const objects = new Map<ObjectId, CatalogObject>();
  const failure = attempt(() => collect(columnKind, columns, names, objects));
  // Whatever went wrong here, the server's answer is not left behind on the connection.
  const [unmodeled = [], unread = [], properties = [], ...rows] = await rest;
  if (failure !== undefined) throw failure;
  for (const [at, kind] of others.entries()) collect(kind, rows[at] ?? [], names, objects);
  const installed = (rows[others.indexOf(extensions)] ?? []).map((row) => [text(row, "name"), text(row, "installed")]);
  return {
    objects,
    extensionVersions: Object.fromEntries(installed),
    notCompared: [...unmodeled.map(readUnmodeled), ...readUnread(unread), ...readDatabaseProperties(properties)],
  };
}

function attempt(work: () => void): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}

function collect(kind: Kind, rows: readonly Row[], names: Names, objects: Map<ObjectId, CatalogObject>): void {
  const sets = Object.keys(kind.attributes).filter((name) => kind.attributes[name]?.unordered);
  for (const row of rows) {
    const object = kind.read(row, names);
    if (object === undefined) continue;
    const before = objects.size;
    objects.set(object.id, sets.length === 0 ? object : withSorted(object, sets));
    if (objects.size === before) throw new SourceError(`two objects have the same id: ${object.id}`);
  }
}

function withSorted(object: CatalogObject, sets: readonly string[]): CatalogObject {
  const sorted = sets.flatMap((name) => {
    const value = object.attributes[name];
    return Array.isArray(value) && value.length > 1 ? [[name, value.toSorted()] as const] : [];
  });
  return sorted.length === 0
    ? object
    : { ...object, attributes: { ...object.attributes, ...Object.fromEntries(sorted) } };
}
