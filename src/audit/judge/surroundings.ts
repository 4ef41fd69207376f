// What the rest of the source says of a statement: what a table is made by, and whether the file is a migration, which runs
// against an older schema than today's.

import type { Unread } from "../../catalog/catalog.ts";
import { createdNames } from "../../sql/created-names.ts";
import type { Refused } from "../statement/answer.ts";
import type { Unit } from "../statement/unit.ts";
import type { SchemaDatabase } from "./database.ts";
import { isMigration } from "./place.ts";

export interface Surroundings {
  /** Where what is not in the schema is made: a temporary table, a type. By its name. */
  readonly madeAt: ReadonlyMap<string, string>;
  /** The same of what migrations make: what they make and drop is not there for anything but a migration. */
  readonly madeInMigrations: ReadonlyMap<string, string>;
  /** Extensions of the schema that PGlite lacks. */
  readonly lacking: readonly string[];
}

export function surroundingsOf(units: readonly Unit[], notCompared: readonly Unread[]): Surroundings {
  const madeAt = new Map<string, string>();
  const madeInMigrations = new Map<string, string>();
  for (const unit of units) {
    const [type = ""] = Object.keys(unit.tree ?? {});
    if (!makers.has(type)) continue;
    const made = isMigration(unit.source.file) ? madeInMigrations : madeAt;
    const place = `${unit.source.file}:${unit.source.lineAt(unit.offset)}`;
    for (const name of createdNames(unit.sql)) if (!made.has(name)) made.set(name, place);
  }
  const lacking = notCompared.flatMap(
    ({ standIn, what, reason }) => standIn ?? (what.startsWith("extension") ? reason : []),
  );
  return { madeAt, madeInMigrations, lacking: [...new Set(lacking)] };
}

const makers = new Set([
  "CreateStmt",
  "ViewStmt",
  "CreateTableAsStmt",
  "CreateSeqStmt",
  "CompositeTypeStmt",
  "CreateForeignTableStmt",
  "CreateEnumStmt",
  "CreateRangeStmt",
  "CreateDomainStmt",
  "CreateFunctionStmt",
  "DefineStmt",
  "CreateSchemaStmt",
]);

const names: Readonly<Record<string, RegExp>> = {
  "42P01": /^relation "(?:[^"]*\.)?([^".]+)" does not exist/,
  "3F000": /^schema "([^"]+)" does not exist/,
  "42704": /^type "(?:[^"]*\.)?([^".]+)(?:\[\])*" does not exist/,
  "42883": /^(?:function|procedure) (?:[^.(]+\.)?"?([^"(]+)"?\(/,
};

/** The name that PostgreSQL does not find, of a thing that a statement could make. */
function missingName({ code, message }: Refused): string | undefined {
  return names[code]?.exec(message)?.[1];
}

/** Why nobody can tell; undefined where PostgreSQL's refusal stands. */
export function doubtOf(
  refused: Refused,
  { source }: Unit,
  { madeAt, madeInMigrations, lacking }: Surroundings,
  database: SchemaDatabase | undefined,
): string | undefined {
  const name = missingName(refused);
  if (name === "pg_temp") return "pg_temp holds what the session makes, which nobody made here";
  // Of a string that is seen to go nowhere, the rest of the statement may have it: a CTE, the query around a subquery.
  if (!source.sure && refused.code === "42P01" && !isInOtherCase(name, database))
    return `it may belong to a larger statement: ${refused.message}`;
  const inMigration = isMigration(source.file) ? madeInMigrations.get(name ?? "") : undefined;
  const place = madeAt.get(name ?? "") ?? inMigration;
  if (place !== undefined) return `${name} is made at ${place}, and is not in the schema`;
  const byExtension = ["42883", "42704"].includes(refused.code) && lacking.length > 0;
  const isKnown = name !== undefined && database?.facts.functions.has(name) === true;
  return byExtension && !isKnown ? `PGlite lacks ${lacking.join(", ")}, which may have it` : undefined;
}

/** True in every schema that it could meet: what PostgreSQL itself lacks, and what does not parse. */
export function isOfEverySchema({ code, message }: Refused, database: SchemaDatabase | undefined): boolean {
  if (code === "42601" || code === "22023") return true;
  if (code === "42883") return message.startsWith("function") && database?.hasFunction(message) === false;
  return code === "42704";
}

const isInOtherCase = (name: string | undefined, database: SchemaDatabase | undefined) =>
  database?.facts.relations.some((relation) => relation.name.toLowerCase() === name?.toLowerCase()) === true;
