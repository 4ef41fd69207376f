// Where code asks which database it is on: what runs only on another one than PostgreSQL is no fault of the application's.

import { type Call, type Code, dotted } from "../code.ts";
import { partsOf } from "../parts.ts";
import { clientGuards } from "./clients.ts";
import type { Guard } from "./guard.ts";
import { type Names, nameKey, scopeIsFor, settingsAreFor } from "./named.ts";
import { type Asks, asksOf } from "./question.ts";
import { guardsInMatch, guardsInSwitch, isSwitch } from "./switches.ts";

export function guardsIn(code: Code): readonly Guard[] {
  const names = new Set(scopeNames(code));
  return [...guardsOf(code, code.node.end, names), ...clientGuards(code)];
}

function* scopeNames(code: Code): Generator<string> {
  if (code.kind === "scope") yield nameKey(code.name);
  for (const part of partsOf(code)) yield* scopeNames(part);
}

function* guardsOf(code: Code, scopeEnd: number, names: Names): Generator<Guard> {
  const end = code.kind === "scope" && code.sort === "function" ? code.node.end : scopeEnd;
  yield* ofOne(code, end, names);
  for (const part of partsOf(code)) yield* guardsOf(part, end, names);
}

function* ofOne(code: Code, scopeEnd: number, names: Names): Generator<Guard> {
  const { start, end, type } = code.node;
  if (code.kind === "scope") {
    const onlyFor = scopeIsFor(code, names);
    if (onlyFor !== undefined) yield { start, end, onlyFor };
  }
  if (code.kind === "branch" && isSwitch(code)) yield* guardsInSwitch(code);
  else if (code.kind === "branch") yield* ofArms(code.condition, code.arms, end, scopeEnd);
  if (code.kind === "either" && type === "match_expression") yield* guardsInMatch(code.node);
  else if (code.kind === "either")
    yield* ofArms(
      code.condition,
      code.options.map((option) => [option]),
      undefined,
      scopeEnd,
    );
  if (code.kind === "fields") yield* ofFields(code);
  if (code.kind === "call") yield* ofSkip(code, scopeEnd);
}

/** `$this->skipIf($platform !== "mysql", "…")`, as Doctrine's migrations have it. */
function* ofSkip({ callee, values: [condition], node }: Call, scopeEnd: number): Generator<Guard> {
  if (condition === undefined || !/(?:^|\.)(?:skipIf|abortIf|markTestSkippedIf)$/.test(dotted(callee))) return;
  const onlyFor = asksOf(condition.node.text)?.otherwise;
  if (onlyFor !== undefined) yield { start: node.end, end: scopeEnd, onlyFor };
}

function* ofArms(
  condition: Code | undefined,
  arms: readonly (readonly Code[])[],
  after: number | undefined,
  scopeEnd: number,
): Generator<Guard> {
  let before: Asks | undefined;
  for (const [at, arm] of arms.entries()) {
    const question = at === 0 ? condition : conditionIn(arm);
    const asks = question === undefined ? undefined : asksOf(question.node.text);
    // What is left where it is not PostgreSQL, or where it is.
    const onlyFor = asks?.on ?? (question === undefined ? before?.otherwise : undefined);
    if (onlyFor !== undefined) for (const { node } of arm) yield { start: node.start, end: node.end, onlyFor };
    // `if dialect != "mysql": return`.
    if (at === 0 && after !== undefined && asks?.otherwise !== undefined && arms.length <= 2 && leaves(arm))
      yield { start: after, end: scopeEnd, onlyFor: asks.otherwise };
    before = asks ?? before;
  }
}

/** Some grammars have an `elif` as a node with its condition in it. */
function conditionIn([first]: readonly Code[]): Code | undefined {
  const codes = first?.kind === "other" ? [first, ...first.children] : [first];
  return codes.find((code) => code?.node.field === "condition");
}

/** `{ mysql: "…", postgres: "…" }`. */
function* ofFields(code: Extract<Code, { kind: "fields" }>): Generator<Guard> {
  const { fields, node } = code;
  const onlyFor = settingsAreFor(code);
  if (onlyFor !== undefined) yield { start: node.start, end: node.end, onlyFor };
  if (!fields.some(({ name }) => /^(?:postgres\w*|pgsql|pg)$/i.test(name))) return;
  for (const { name, value } of fields)
    if (/^(?:mysql|mariadb|sqlite\d?|mssql|oracle)$/i.test(name))
      yield { start: value.node.start, end: value.node.end, onlyFor: name.toLowerCase() };
}

/** Does it end the function? */
function leaves(arm: readonly Code[]): boolean {
  return arm.some(
    (code) =>
      code.kind === "thrown" ||
      /^return/.test(code.node.type) ||
      (code.kind === "call" && /^(?:sys\.)?exit$/.test(dotted(code.callee))) ||
      (code.kind === "other" && !/function|lambda/.test(code.node.type) && leaves(code.children)),
  );
}
