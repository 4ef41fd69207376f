// Every statement of the source, judged: what PostgreSQL refuses, what it reads otherwise, and what nobody can tell.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { remembered } from "../../sql/expression.ts";
import { loadParser } from "../../sql/parse.ts";
import type { Asked, Explained } from "../classes/class.ts";
import { inTest, olderSchema, untypedParameter } from "../classes/context.ts";
import { meaningClasses } from "../classes/meaning/registry.ts";
import { refusalClasses } from "../classes/refused/registry.ts";
import { adviceFor } from "../dialects/advice.ts";
import type { AuditFinding, CouldNotTell } from "../report.ts";
import { type SourceStatement, unseenSql } from "../source/statement.ts";
import type { Refused, Verdict } from "../statement/answer.ts";
import { type Unit, unitsOf } from "../statement/unit.ts";
import { wordsOf } from "../statement/words.ts";
import type { SchemaDatabase } from "./database.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { withNumbers } from "./named-parameters.ts";
import { isMigration, isTest, otherDatabase } from "./place.ts";
import { doubtOf, isOfEverySchema, type Surroundings, surroundingsOf } from "./surroundings.ts";
import { verdictOn } from "./verdict.ts";

export interface Judged {
  readonly findings: readonly AuditFinding[];
  readonly couldNotTell: readonly CouldNotTell[];
  /** Of all strings: one string may hold several. */
  readonly statements: number;
  /** Statements of another database by a guard in the code, which were not judged. */
  readonly guarded: number;
}

/** @param database undefined where there is no schema */
export async function judgeStatements(
  statements: readonly SourceStatement[],
  database: SchemaDatabase | undefined,
  root = ".",
): Promise<Judged> {
  await loadParser();
  const isThere = remembered((path: string) => existsSync(join(root, path)));
  const otherOf = remembered((file) => otherDatabase(file, isThere));
  const ours = statements.filter(({ file, onlyFor = otherOf(file) }) => onlyFor === undefined || isPostgres(onlyFor));
  const units = ours.map(withNumbers).flatMap(unitsOf);
  const surroundings = surroundingsOf(units, database?.notCompared ?? []);
  const findings: AuditFinding[] = [];
  const couldNotTell: CouldNotTell[] = [];
  const known = new Map<string, Verdict>();
  for (const unit of units) {
    const key = JSON.stringify([unit.sql, unit.holes]);
    const verdict = known.get(key) ?? (await verdictOn(unit, database));
    known.set(key, verdict);
    const outcome = outcomeOf(unit, verdict, surroundings, database);
    if ("reason" in outcome) couldNotTell.push(outcome);
    else findings.push(...outcome.findings);
  }
  const guarded = statements.length - ours.length;
  return { findings, couldNotTell, guarded, statements: units.length + guarded };
}

const isPostgres = (dialect: string) =>
  dialect.toLowerCase().startsWith("postgres") || dialect.toLowerCase() === "pgsql";

type Outcome = CouldNotTell | { readonly findings: readonly AuditFinding[] };

function outcomeOf(
  unit: Unit,
  verdict: Verdict,
  surroundings: Surroundings,
  database: SchemaDatabase | undefined,
): Outcome {
  if (verdict.is === "unknown")
    return isUnusedInTest(unit) ? ofTest(unit, verdict.reason) : untold(unit, verdict.reason);
  if (verdict.is === "typed") return { findings: [typed(unit, verdict.refused, verdict.as)] };
  const asked = askedOf(unit, database, verdict.is === "refused" ? verdict.refused.at : undefined);
  if (verdict.is === "accepted") return { findings: meaningsOf(unit, asked) };
  const { refused } = verdict;
  const doubt = doubtOf(refused, unit, surroundings, database);
  if (doubt !== undefined) return untold(unit, doubt);
  const { file, sure } = unit.source;
  if (isTest(file) && (!sure || !isOfEverySchema(refused, database))) return ofTest(unit, refused.message, refused.at);
  if (isMigration(file) && !isOfEverySchema(refused, database))
    return {
      findings: [
        finding(unit, olderSchema, refused, { advice: "Check it against the schema that the migration meets." }),
      ],
    };
  const { of, explained } = claimed(refused, asked);
  return { findings: [finding(unit, of, refused, { ...adviceFor(refused, asked.words), ...explained })] };
}

/** Templates of tests go nowhere that is seen: `"select {{param1}}"`. */
const isUnusedInTest = ({ source }: Unit) => isTest(source.file) && !source.sure;

function ofTest(unit: Unit, message: string, at?: number): Outcome {
  const advice = "Check whether the test runs it on PostgreSQL.";
  return { findings: [finding(unit, inTest, { message, ...(at !== undefined && { at }) }, { advice })] };
}

function askedOf({ sql, tree }: Unit, database: SchemaDatabase | undefined, refusedAt: number | undefined): Asked {
  return { sql, words: wordsOf(sql, refusedAt), tree, facts: database?.facts };
}

function claimed(refused: Refused, asked: Asked) {
  for (const of of refusalClasses) {
    const explained = of.claims(refused, asked);
    if (explained !== undefined) return { of, explained };
  }
  throw new Error("the last class claims every refusal");
}

function meaningsOf(unit: Unit, asked: Asked): AuditFinding[] {
  return meaningClasses.flatMap((of) => of.finds(asked).map((found) => finding(unit, of, found, found)));
}

function typed(unit: Unit, refused: Refused, as: string): AuditFinding {
  return finding(unit, untypedParameter, refused, {
    advice: `PostgreSQL accepts it with the parameter ${as}. Cast the parameter, as in $1::type, if the driver does not do that.`,
    source: "https://www.postgresql.org/docs/current/sql-prepare.html",
  });
}

const longest = 2000; // characters

const shown = (sql: string) => (sql.length > longest ? `${sql.slice(0, longest)}…` : sql);

function finding(
  unit: Unit,
  { name, severity }: { readonly name: string; readonly severity: AuditFinding["severity"] },
  { message, at }: { readonly message: string; readonly at?: number },
  { advice, source }: Explained,
): AuditFinding {
  const { file } = unit.source;
  return {
    file,
    line: lineOf(unit, at),
    severity,
    class: name,
    statement: shown(unit.sql),
    message,
    ...(advice !== undefined && { advice }),
    ...(source !== undefined && { source }),
    fingerprint: fingerprintOf(file, name, unit.sql),
  };
}

function lineOf({ source, offset, sql }: Unit, at = wordsOf(sql)[0]?.at ?? 0): number {
  return source.lineAt(offset + at);
}

function untold(unit: Unit, reason: string): CouldNotTell {
  const { file, written } = unit.source;
  return { file, line: lineOf(unit), reason, statement: shown(unit.sql === unseenSql ? written : unit.sql) };
}
