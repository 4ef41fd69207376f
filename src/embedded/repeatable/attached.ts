// What routines are attached to: triggers, defaults, checks, which run when rows of their tables change, and triggers on events.

import type { Statement } from "../../scripts/statement.ts";
import { namesIn } from "../../sql/names.ts";
import { nodesOf, parseStatements } from "../../sql/parse.ts";
import { createdBy, definesRoutine } from "./code.ts";

/** The statements that may attach a routine to something that happened. */
export interface Attaching {
  readonly toRows: readonly Statement[];
  readonly toEvents: readonly Statement[];
}

const changing = new Set(["insert", "update", "delete", "merge", "copy", "truncate", "refresh"]);
export const changesRowsBy = ({ words }: Statement): boolean => changing.has(words[0] ?? "");

/** @param byCode whether code may change rows: then nobody knows which */
export function attaching(statements: readonly Statement[], byCode: boolean): Attaching {
  const others = statements.filter((each) => !onlySpeaks(each));
  const toEvents = others.filter(isOnEvent);
  const changes = statements.filter(changesRowsBy);
  // They call what they name themselves.
  const calling = [...changes, ...statements.filter(isOfQuery)];
  if (changes.length === 0 && !byCode) return { toRows: calling, toEvents };
  const targets = changes.map(targetOf).filter((target) => target !== undefined);
  const areKnown = !byCode && targets.length === changes.length;
  const toRows = others.filter((each) => !isOnEvent(each));
  const ofTargets = areKnown ? toRows.filter((each) => isOfType(each) || saysAny(each, targets)) : toRows;
  // A trigger, a view or a partition hands rows on, and then nobody knows where to.
  const isHandedOn = ofTargets.some(hasTriggers);
  return { toRows: [...calling, ...(isHandedOn ? toRows : ofTargets)], toEvents };
}

/** A table or a materialized view that is filled when it is made. */
export const isOfQuery = (statement: Statement): boolean =>
  statement.words[0] === "create" &&
  (createdBy(statement) === "materialized" ||
    /\bas\s*\(*\s*(?:select|with|values|table|execute)\b/i.test(statement.sql)) &&
  !definesRoutine(statement) &&
  !["view", "rule"].includes(createdBy(statement));

const isOnEvent = ({ words }: Statement) => words[1] === "event";

/** They attach nothing: they speak of it, or define it, or run and are looked at by themselves. */
const speaking = new Set(
  "comment grant revoke security drop select values with table do call insert update delete merge copy truncate refresh set".split(
    " ",
  ),
);
const routineWords = new Set(["function", "procedure", "routine", "aggregate"]);

function onlySpeaks(statement: Statement): boolean {
  const [first = "", second = ""] = statement.words;
  return speaking.has(first) || definesRoutine(statement) || (first === "alter" && routineWords.has(second));
}

/** Tables have these without saying what they call. */
const isOfType = (statement: Statement) => ["domain", "type", "operator", "cast"].includes(createdBy(statement));

function saysAny({ sql }: Statement, targets: readonly string[]): boolean {
  const text = sql.toLowerCase();
  const mayBe = targets.filter((target) => text.includes(target.toLowerCase()));
  if (mayBe.length === 0) return false;
  const names = namesIn(sql);
  return mayBe.some((target) => names.has(target));
}

const hasTriggers = (statement: Statement) =>
  ["trigger", "constraint", "rule", "view"].includes(createdBy(statement)) || /\bpartition\b/i.test(statement.sql);

/** The one table that it changes rows of, if it can be but one. */
function targetOf({ sql, words }: Statement): string | undefined {
  if (words[0] !== "insert" && words[0] !== "copy") return undefined;
  const [tree] = parseStatements(sql) ?? [];
  const [relation] = nodesOf(tree, "relation");
  return typeof relation?.relname === "string" ? relation.relname : undefined;
}
