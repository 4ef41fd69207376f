// PostgreSQL's own parser (libpg-query), the one home of it. Loaded when first needed: most checks that find nothing never do.

import type { Node, SqlErrorDetails } from "libpg-query";

type Parser = typeof import("libpg-query");
let parser: Parser | undefined;

/** Must have been awaited before anything else here is called. */
export async function loadParser(): Promise<void> {
  if (parser !== undefined) return;
  const module = await import("libpg-query");
  await module.loadModule();
  parser = module;
}

/** Any node or list of a parse tree. Its fields are PostgreSQL's own (`parsenodes.h`), with their own names. */
export type Tree = { readonly [field: string]: unknown };

function loaded(): Parser {
  if (parser === undefined) throw new Error("loadParser was not awaited");
  return parser;
}

/** The statements of a text, or undefined where PostgreSQL's grammar refuses it. */
export function parseStatements(sql: string): readonly Node[] | undefined {
  try {
    return (loaded().parseSync(sql).stmts ?? []).flatMap(({ stmt }) => (stmt === undefined ? [] : [stmt]));
  } catch {
    return undefined;
  }
}

/** Where PostgreSQL's grammar stops, and its own words. */
export interface ParseRefusal {
  readonly message: string;
  /** In characters (code points) from 0; none where it ran out of depth before it could tell. */
  readonly at?: number;
}

export interface ParsedStatement {
  readonly tree: Node;
  /** In bytes of the text as UTF-8. */
  readonly start: number;
  readonly end: number;
}

/** The statements of a text and where each stands, or why PostgreSQL's grammar refuses it. */
export function parseOrRefuse(sql: string): readonly ParsedStatement[] | ParseRefusal {
  try {
    const end = Buffer.byteLength(sql);
    return (loaded().parseSync(sql).stmts ?? []).flatMap(({ stmt, stmt_location: start = 0, stmt_len: length }) =>
      stmt === undefined ? [] : [{ tree: stmt, start, end: length ? start + length : end }],
    );
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // Of what is nested too deeply, either the grammar or JavaScript tells that.
    const { sqlDetails: details } = error as { readonly sqlDetails?: SqlErrorDetails };
    if (details === undefined || details.message.startsWith("memory exhausted"))
      return { message: "it is nested too deeply" };
    return { message: details.message, at: details.cursorPosition };
  }
}

/**
 * The parse tree of a PL/pgSQL body, or undefined where PL/pgSQL refuses it: a trigger function's, unless another signature is given.
 */
export function parseFunction(
  body: string,
  signature: { readonly arguments: string; readonly returns: string | undefined } = {
    arguments: "",
    returns: "trigger",
  },
): unknown {
  // A tag that the body doesn't hold, as it may quote with dollars itself.
  let tag = "$body$";
  while (body.includes(tag)) tag = `$x${tag.slice(1)}`;
  try {
    const { arguments: given, returns } = signature;
    const head = returns === undefined ? `PROCEDURE f(${given})` : `FUNCTION f(${given}) RETURNS ${returns}`;
    return loaded().parsePlPgSQLSync(`CREATE ${head} LANGUAGE plpgsql AS ${tag}${body}${tag}`);
  } catch {
    return undefined;
  }
}

/** The parse tree of the PL/pgSQL in a DO, or in CREATE FUNCTION or PROCEDURE; undefined where PL/pgSQL refuses it. */
export function parseBlock(statement: string): unknown {
  try {
    return loaded().parsePlPgSQLSync(statement);
  } catch {
    return undefined;
  }
}

export interface Token {
  /** In bytes of the text as UTF-8. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** PostgreSQL's name of this sort of token: `SCONST`, `PARAM`, `SQL_COMMENT`. */
  readonly tokenName: string;
  /** `NO_KEYWORD`, `RESERVED_KEYWORD` and so on. */
  readonly keywordName: string;
  /** 0 where it is no keyword, 1 for one that may be any name; more, the less it may be one. */
  readonly keywordKind: number;
}

/** The tokens of a text, as PostgreSQL's lexer sees them; undefined where it refuses the text. */
export function tokens(sql: string): readonly Token[] | undefined {
  try {
    return loaded().scanSync(sql).tokens;
  } catch {
    return undefined;
  }
}

/** Each node below this one that has this type, from the outside in. */
export function* nodesOf(tree: unknown, type: string): Generator<Tree> {
  if (Array.isArray(tree)) {
    for (const item of tree) yield* nodesOf(item, type);
  } else if (isTree(tree)) {
    for (const [field, value] of Object.entries(tree)) {
      if (field === type && isTree(value)) yield value;
      yield* nodesOf(value, type);
    }
  }
}

/** What the nodes of a name, or of a list of names, say. */
export const strings = (tree: unknown): string[] => [...nodesOf(tree, "String")].map(({ sval }) => String(sval));

export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
