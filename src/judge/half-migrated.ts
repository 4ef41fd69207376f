// Recognises a database that was loaded half: what is then missing everywhere is one finding, not thousands of drifts.
// Each drift stays, and names the finding that it is a part of.

import type { Catalog, CatalogObject, Side } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { kindOf, type ObjectId, parseObjectId } from "../catalog/object-id.ts";
import type { Comparison } from "../compare/diff/diff.ts";
import { notMapped } from "../compare/schema-hint.ts";
import { kindNamed } from "../kinds/registry.ts";
import { isMarked } from "../pgloader/marks.ts";
import type { Finding } from "../reporters/reporter.ts";
import { counterpart } from "./evidence/facts.ts";
import { isLeftOverOfPrimaryKey } from "./losses/symptoms/keys.ts";

export interface Grouped {
  readonly drift: readonly Drift[];
  readonly findings: readonly Finding[];
}

/** Fewer than that are told one by one. */
const many = 3;

export function findHalfMigrated(drift: readonly Drift[], comparison: Comparison): Grouped {
  const suspects = [...absentTables(drift, comparison), ...absentKeys(drift, comparison)];
  const counts = new Map<string, number>();
  const marked = drift.map((each) => {
    const finding = suspects.find(({ holds }) => holds(each))?.id;
    if (finding === undefined) return each;
    counts.set(finding, (counts.get(finding) ?? 0) + 1);
    return { ...each, finding };
  });
  const findings = suspects
    .filter(({ id }) => counts.has(id))
    .map(({ id, says }) => ({ id, says, count: counts.get(id) ?? 0 }));
  return { drift: marked, findings };
}

interface Suspect {
  readonly id: string;
  readonly says: string;
  readonly holds: (drift: Drift) => boolean;
}

type Sort = "primary key" | "foreign key" | "index";

/** Keys and indexes of which not one is live, on all tables that both sides have. */
function absentKeys(drift: readonly Drift[], comparison: Comparison): Suspect[] {
  const isMissing = ({ id, type }: Drift) => type === "missing" && kindNamed(kindOf(id))?.hasIndex === true;
  if (!drift.some(isMissing)) return [];
  const absent = absentSorts(comparison);
  if (absent.length === 0) return [];
  const declared = countSorts(comparison);
  const gone = absent.filter((sort) => declared[sort] > 0);
  const total = gone.reduce((sum, sort) => sum + declared[sort], 0);
  if (total < many || gone.every((sort) => declared[sort] < many)) return [];
  const what = gone.map((sort) => `${declared[sort]} ${plurals[sort]}`).join(", ");
  return [
    {
      id: `no-${gone.map((sort) => plurals[sort].replace(" ", "-")).join("-no-")}`,
      says: `${what} are declared on tables of both sides; none of them is live. ${whatFollows(gone, comparison)}`,
      holds: (drift) => gone.some((sort) => isOfSort(drift, sort, comparison)),
    },
  ];
}

const plurals = { "primary key": "primary keys", "foreign key": "foreign keys", index: "indexes" } as const;

/** What pgloader does is said only where it left its marks. */
function whatFollows(gone: readonly Sort[], { live }: Comparison): string {
  if (!isMarked(live))
    return "Tables are usually loaded before their keys and indexes. Check whether the load has finished and was supposed to make them.";
  return gone.includes("primary key")
    ? "pgloader makes primary keys after the tables, then foreign keys, triggers and comments, so more may be missing. Look in its log for where it stopped."
    : "pgloader makes them last, unless its command says `no foreign keys` or `create no indexes`. Look in its log for what failed.";
}

/** Most databases have some of each on their first tables. */
function absentSorts(comparison: Comparison): Sort[] {
  const absent = new Set<Sort>(["primary key", "foreign key", "index"]);
  for (const object of comparison.live.objects.values()) {
    const sort = sortOf(object);
    if (sort !== undefined && absent.has(sort) && isOnSharedTable(object, "live", comparison)) absent.delete(sort);
    if (absent.size === 0) break;
  }
  return [...absent];
}

function countSorts(comparison: Comparison): Record<Sort, number> {
  const counts = { "primary key": 0, "foreign key": 0, index: 0 };
  for (const object of comparison.declared.objects.values()) {
    const sort = sortOf(object);
    if (sort !== undefined && isOnSharedTable(object, "declared", comparison)) counts[sort] += 1;
  }
  return counts;
}

const sortsOfConstraint: Readonly<Record<string, Sort>> = {
  "PRIMARY KEY": "primary key",
  "FOREIGN KEY": "foreign key",
  UNIQUE: "index",
};

function sortOf({ kind, attributes }: CatalogObject): Sort | undefined {
  if (kind === "index") return "index";
  if (kind !== "constraint") return undefined;
  return sortsOfConstraint[String(attributes.type)];
}

function isOnSharedTable({ parent }: CatalogObject, side: Side, comparison: Comparison): boolean {
  return parent?.startsWith("table:") === true && counterpart(parent, side, comparison) !== undefined;
}

function isOfSort(drift: Drift, sort: Sort, comparison: Comparison): boolean {
  const { id, type } = drift;
  if (sort === "primary key" && type === "unexpected" && isLeftOverOfPrimaryKey(drift, comparison)) return true;
  const object = type === "missing" ? comparison.declared.objects.get(id) : undefined;
  return object !== undefined && sortOf(object) === sort;
}

/** Tables that are all in a schema of another name, or nowhere. */
function absentTables(drift: readonly Drift[], { declared, live }: Comparison): Suspect[] {
  const missing = new Set(drift.filter(({ id, type }) => type === "missing" && isTable(id)).map(({ id }) => id));
  if (missing.size < many) return [];
  const [ofDeclared, ofLive] = [tablesBySchema(declared), tablesBySchema(live)];
  return [...ofDeclared].flatMap(([schema, tables]) => {
    const gone = [...tables].filter(([, id]) => missing.has(id));
    if (gone.length < many || gone.length < tables.size) return [];
    const elsewhere = [...ofLive].find(
      ([other, theirs]) =>
        other !== schema &&
        !ofDeclared.has(other) &&
        gone.filter(([name]) => theirs.has(name)).length * 2 > gone.length,
    );
    if (elsewhere !== undefined) return [unmapped(schema, tables, ...elsewhere)];
    const why = isMarked(live)
      ? " pgloader makes all tables in one transaction; one type or default that PostgreSQL refuses rolls it back."
      : "";
    const says = `None of the ${tables.size} tables declared in ${schema} is live.${why}`;
    return [{ id: `no-tables-in-${schema}`, says, holds: ({ id }: Drift) => missing.has(id) && isIn(id, schema) }];
  });
}

type Tables = ReadonlyMap<string, ObjectId>;

function unmapped(schema: string, tables: Tables, other: string, theirs: Tables): Suspect {
  const shared = [...tables.keys()].filter((name) => theirs.has(name));
  return {
    id: notMapped(other),
    says: `The live schema ${other} has ${shared.length} of the ${tables.size} tables declared in ${schema}, but the two were not compared. Pass --map-schema ${other}=${schema}.`,
    holds: ({ id, type }) =>
      (type === "missing" && isIn(id, schema)) ||
      (type === "unexpected" && (isIn(id, other) || id === `schema:${other}`)),
  };
}

const isTable = (id: ObjectId) => kindOf(id) === "table";
const isIn = (id: ObjectId, schema: string) =>
  parseObjectId(id).path.length > 1 && parseObjectId(id).path[0] === schema;

function tablesBySchema({ objects }: Catalog): Map<string, Map<string, ObjectId>> {
  const schemas = new Map<string, Map<string, ObjectId>>();
  for (const { id } of objects.values()) {
    if (!isTable(id)) continue;
    const [schema = "", name = ""] = parseObjectId(id).path;
    schemas.set(schema, (schemas.get(schema) ?? new Map()).set(name, id));
  }
  return schemas;
}
