// The body of a function as parse trees, in SQL or PL/pgSQL: what it does is only read where PostgreSQL's own parsers read all of it.

import { nameOfToken } from "./names.ts";
import { isTree, nodesOf, parseFunction, parseStatements, type Tree, tokens } from "./parse.ts";

/** One statement, or one expression as the statement that selects it. */
export interface Part {
  readonly tree: unknown;
  /** Its rows may be the function's. */
  readonly isReturned: boolean;
  /** And as they are: PL/pgSQL casts none of them. */
  readonly isUncast: boolean;
  /** Its rows go into a record, by the names of their columns, or nowhere. */
  readonly isKept: boolean;
  /** The field of a record that it is assigned to, as in `NEW.field := …`. */
  readonly assigned?: string;
}

export interface Routine {
  readonly language: string;
  readonly body: string;
  /** As PostgreSQL prints them. */
  readonly arguments: string;
  readonly returns: string | undefined;
}

/** Undefined for other languages, for what the parsers refuse, and where statements are put together at run time. */
export function partsOf(routine: Routine): readonly Part[] | undefined {
  if (routine.language === "sql") return partsOfSql(routine);
  return routine.language === "plpgsql" ? partsOfBlock(routine) : undefined;
}

function partsOfSql({ body, arguments: given }: Routine): readonly Part[] | undefined {
  const tree = /^(?:BEGIN ATOMIC|RETURN)\s/.test(body)
    ? parseStatements(`CREATE FUNCTION f(${given}) LANGUAGE sql ${body}`)
    : parseStatements(body);
  return tree?.map((each) => ({ tree: each, isReturned: true, isUncast: false, isKept: false }));
}

function partsOfBlock(routine: Routine): readonly Part[] | undefined {
  const tree = parseFunction(routine.body, routine);
  if (tree === undefined) return undefined;
  const returned = new Set([...nodesOf(tree, "PLpgSQL_stmt_return_query")].map(({ query }) => textOf(query)));
  const kept = new Set(keptIn(tree));
  const returnsRows = !nodesOf(tree, "PLpgSQL_stmt_return_next").next().done;
  const parts: Part[] = [];
  for (const node of runAsText(tree)) {
    const statements = constantText(node);
    if (statements === undefined) return undefined;
    parts.push(...statements.map((each) => ({ tree: each, isReturned: true, isUncast: true, isKept: false })));
  }
  for (const { query, parseMode } of nodesOf(tree, "PLpgSQL_expr")) {
    const part = partOf(String(query), Number(parseMode ?? 0));
    if (part === undefined) return undefined;
    const isReturned = returnsRows || returned.has(String(query));
    parts.push({ ...part, isReturned, isUncast: isReturned, isKept: kept.has(String(query)) });
  }
  return parts;
}

const textOf = (expression: unknown) =>
  isTree(expression) && isTree(expression.PLpgSQL_expr) ? String(expression.PLpgSQL_expr.query) : undefined;

/** The queries whose rows are kept as records. */
function keptIn(tree: unknown): (string | undefined)[] {
  const isRow = (target: unknown) => isTree(target) && target.PLpgSQL_row !== undefined;
  const into = [...nodesOf(tree, "PLpgSQL_stmt_execsql")].filter(
    ({ target }) => target !== undefined && !isRow(target),
  );
  const loops = [...nodesOf(tree, "PLpgSQL_stmt_fors")].filter(({ var: target }) => !isRow(target));
  return [...into.map(({ sqlstmt }) => textOf(sqlstmt)), ...loops.map(({ query }) => textOf(query))];
}

/** What `EXECUTE` and its like run. */
function runAsText(tree: unknown): unknown[] {
  const executed = [...nodesOf(tree, "PLpgSQL_stmt_dynexecute"), ...nodesOf(tree, "PLpgSQL_stmt_dynfors")];
  const others = [...nodesOf(tree, "PLpgSQL_stmt_return_query"), ...nodesOf(tree, "PLpgSQL_stmt_open")];
  return [...executed.map(({ query }) => query), ...others.flatMap(({ dynquery }) => dynquery ?? [])];
}

/** The statements in one string constant. */
function constantText(expression: unknown): readonly unknown[] | undefined {
  const [select] = parseStatements(`SELECT ${textOf(expression) ?? ""}`) ?? [];
  const [target] = nodesOf(select, "ResTarget");
  const constant = isTree(target?.val) && isTree(target.val.A_Const) ? target.val.A_Const.sval : undefined;
  return isTree(constant) ? parseStatements(String(constant.sval ?? "")) : undefined;
}

// RawParseMode of PostgreSQL's parser.h: a statement, a type's name, an expression, and assignments.
const expression = 2;

/** One text of a body: a statement, an expression or an assignment, as its mode says. */
export function partOf(query: string, mode: number): Pick<Part, "tree" | "assigned"> | undefined {
  if (mode < expression) return asPart(parseStatements(query));
  if (mode === expression) return asPart(parseStatements(`SELECT ${query}`));
  const words = tokens(query) ?? [];
  const at = words.findIndex(({ text }) => text === ":=" || text === "=");
  const [operator, field] = [words[at], words[2]];
  if (operator === undefined) return undefined;
  const part = asPart(parseStatements(`SELECT ${Buffer.from(query).subarray(operator.end).toString()}`));
  return part && { ...part, ...(at >= 3 && field !== undefined && { assigned: nameOfToken(field.text) }) };
}

const asPart = (tree: readonly Tree[] | readonly unknown[] | undefined) => tree && { tree };
