// Where code asks which database it is on: what runs only on another one than PostgreSQL is no fault of the application's.

import { partsOf } from "./classes/find.ts";
import { type Code, dotted } from "./code.ts";

/** A stretch of the file, by its offsets. */
export interface Guard {
  readonly start: number;
  readonly end: number;
  readonly onlyFor: string;
}

const asked =
  /dialect|vendor|engine|adapter|driver|backend|db_?type|database_?type|connector|platform|client\b|protocol|scheme|bind\b|\burl|\buri\b|dsn\b|connection/i;
const other = /["'`:](mysql|mariadb|sqlite|pymysql|mssql|oracle)\w*["'`]?/i;
const postgres = /["'`:](?:postgres\w*|pgsql|pg|psycopg\w*)\b/i;
/** `is_mysql`, `self.isSQLite()`, `mysql` by itself. */
const flag = /^[\w.$>()-]*?(?:\b|_|is)(mysql|mariadb|sqlite|mssql|oracle)(?:_db|db)?(?:\(\))?$/i;
const postgresFlag = /^[\w.$>()-]*?(?:\b|_|is)(?:postgres\w*|pgsql|pg)(?:\(\))?$/i;

export function guardsIn(code: Code): readonly Guard[] {
  return [...guardsOf(code, code.node.end)];
}

/** The innermost that begins before it, and ends after. */
export const guardAt = (guards: readonly Guard[], at: number): string | undefined =>
  guards.findLast(({ start, end }) => start <= at && at < end)?.onlyFor;

function* guardsOf(code: Code, scopeEnd: number): Generator<Guard> {
  const end = code.kind === "scope" && code.sort === "function" ? code.node.end : scopeEnd;
  if (code.kind === "branch") yield* ofArms(code.condition, code.arms, code.node.end, end);
  if (code.kind === "either")
    yield* ofArms(
      code.condition,
      code.options.map((option) => [option]),
      undefined,
      end,
    );
  if (code.kind === "fields") yield* ofFields(code);
  for (const part of partsOf(code)) yield* guardsOf(part, end);
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
function* ofFields({ fields }: Extract<Code, { kind: "fields" }>): Generator<Guard> {
  if (!fields.some(({ name }) => /^(?:postgres\w*|pgsql|pg)$/i.test(name))) return;
  for (const { name, value } of fields)
    if (/^(?:mysql|mariadb|sqlite\d?|mssql|oracle)$/i.test(name))
      yield { start: value.node.start, end: value.node.end, onlyFor: name.toLowerCase() };
}

interface Asks {
  /** The database of which the code runs where the condition holds. */
  readonly on?: string;
  /** And where it does not. */
  readonly otherwise?: string;
}

const longest = 400; // characters of a condition

function asksOf(condition: string): Asks | undefined {
  if (condition.length > longest) return undefined;
  const alternatives = condition.split(/\bor\b|\|\|/);
  const all = alternatives.map(ofAll);
  const [first] = all;
  // Each alternative must ask for a database, or another may be PostgreSQL.
  if (first === undefined || all.some((each) => each === undefined)) return undefined;
  if (all.every((each) => each?.on !== undefined)) return first;
  return all.length === 1 ? first : undefined;
}

/** `mysql and enabled`: where it does not hold, nothing is known. */
function ofAll(text: string): Asks | undefined {
  const parts = text.split(/\band\b|&&/);
  if (parts.length === 1) return askOf(text);
  const on = parts.map((part) => askOf(part)?.on).find((each) => each !== undefined);
  return on === undefined ? undefined : { on };
}

function askOf(text: string): Asks | undefined {
  const plain = text.trim().replace(/^\(+|\)+:?$/g, "");
  const isNegated = /!==?|<>|\bnot\b|^\s*!|\bunless\b/.test(plain);
  const bare = plain.replace(/^(?:not\s+|!\s*)/, "");
  const isAsked = asked.test(plain);
  const isPostgres = (isAsked && postgres.test(plain)) || postgresFlag.test(bare);
  const name = (isAsked ? other.exec(plain)?.[1] : undefined) ?? flag.exec(bare)?.[1];
  if (isPostgres === (name !== undefined)) return undefined;
  if (isPostgres) return isNegated ? { on: "another database" } : { otherwise: "another database" };
  const database = name?.toLowerCase() ?? "";
  return isNegated ? { otherwise: database } : { on: database };
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
