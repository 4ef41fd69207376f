// What code of a script can do when it runs, from PostgreSQL's parse trees of it. Where they don't tell, it can do anything.

import { isTree, nodesOf, parseBlock, parseStatements, type Tree } from "../../sql/parse.ts";
import { partOf } from "../../sql/routine.ts";
import { asksAtOnce, asksOf } from "./asks.ts";
import { templateOf } from "./template.ts";

export interface Deeds {
  /** Makes or alters what is compared, or what later statements mean. */
  readonly acts: boolean;
  /** May depend on rows of the script's own tables. */
  readonly reads: boolean;
  /** Runs text of which nobody can say here what it does. */
  readonly isOpen: boolean;
  /** By which names it asks something: functions, relations, what the grammar has names for. */
  readonly asks: readonly string[];
}

const nothing: Deeds = { acts: false, reads: false, isOpen: false, asks: [] };
const anything: Deeds = { acts: true, reads: true, isOpen: true, asks: [] };

function both(one: Deeds, other: Deeds): Deeds {
  return {
    acts: one.acts || other.acts,
    reads: one.reads || other.reads,
    isOpen: one.isOpen || other.isOpen,
    asks: [...one.asks, ...other.asks],
  };
}

const summed = (deeds: readonly Deeds[]): Deeds => deeds.reduce(both, nothing);

const changesRows = new Set(["InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"]);

/** They run code that is told elsewhere: text, a prepared statement, another server's. */
const runsOther = new Set(["DoStmt", "ExecuteStmt", "PrepareStmt", "ExplainStmt", "CopyStmt", "LoadStmt"]);

/** @param trees undefined where PostgreSQL's grammar refuses them */
export function deedsOfStatements(trees: readonly unknown[] | undefined): Deeds {
  return trees === undefined ? anything : summed(trees.map(deedsOfStatement));
}

function deedsOfStatement(tree: unknown): Deeds {
  const [type = ""] = isTree(tree) ? Object.keys(tree) : [];
  if (runsOther.has(type)) return anything;
  if (type === "SelectStmt" || changesRows.has(type)) {
    const makesTable = !nodesOf(tree, "intoClause").next().done;
    const reads = changesRows.has(type) || readsRows(tree);
    return { acts: makesTable, reads, isOpen: false, asks: asksOf(tree) };
  }
  // A procedure is told by its own body; a notification is for who listens.
  if (type === "CallStmt") return { ...nothing, asks: asksOf(tree) };
  if (type === "NotifyStmt") return nothing;
  const reads = type === "CreateTableAsStmt" || type === "RefreshMatViewStmt";
  return { acts: true, reads, isOpen: false, asks: asksAtOnce(tree) };
}

/** Of tables that are not PostgreSQL's own. */
function readsRows(tree: unknown): boolean {
  const named = new Set([...nodesOf(tree, "CommonTableExpr")].map(({ ctename }) => ctename));
  const inside = [...changesRows].some((type) => !nodesOf(tree, type).next().done);
  return inside || [...nodesOf(tree, "RangeVar")].some((table) => !isOfCatalog(table) && !named.has(table.relname));
}

const ofCatalog = new Set<unknown>(["pg_catalog", "information_schema"]);

const isOfCatalog = ({ schemaname, relname }: Tree) =>
  ofCatalog.has(schemaname) || (schemaname === undefined && String(relname).startsWith("pg_"));

/** Of a DO, or of CREATE FUNCTION or PROCEDURE when that is called. @param tree of the statement */
export function deedsOfRoutine(sql: string, tree: Tree): Deeds {
  const options = [...nodesOf(tree.options ?? tree.args, "DefElem")];
  const language = textIn(options.find(({ defname }) => defname === "language")?.arg);
  if (tree.sql_body !== undefined) return { ...nothing, reads: readsRows(tree.sql_body), asks: asksOf(tree.sql_body) };
  const body = textIn(options.find(({ defname }) => defname === "as")?.arg) ?? "";
  if (language === "sql") return deedsOfStatements(parseStatements(body));
  // One of PostgreSQL's own functions, under another name.
  if (language === "internal") return { ...nothing, asks: [body] };
  const isBlock = language === "plpgsql" || (language === undefined && tree.funcname === undefined);
  return isBlock ? deedsOfBlock(parseBlock(sql)) : anything;
}

function textIn(node: unknown): string | undefined {
  const [text] = nodesOf([node], "String");
  return typeof text?.sval === "string" ? text.sval : undefined;
}

const readsResult = ["PLpgSQL_stmt_getdiag", "PLpgSQL_stmt_dynfors"];
const endsTransaction = ["PLpgSQL_stmt_commit", "PLpgSQL_stmt_rollback"];

function deedsOfBlock(tree: unknown): Deeds {
  if (tree === undefined) return anything;
  const has = (types: readonly string[]) => types.some((type) => !nodesOf(tree, type).next().done);
  const executed = [...nodesOf(tree, "PLpgSQL_stmt_dynexecute"), ...nodesOf(tree, "PLpgSQL_stmt_dynfors")];
  const others = [...nodesOf(tree, "PLpgSQL_stmt_return_query"), ...nodesOf(tree, "PLpgSQL_stmt_open")];
  const texts = [...executed.map(({ query }) => query), ...others.flatMap(({ dynquery }) => dynquery ?? [])];
  const parts = [...nodesOf(tree, "PLpgSQL_expr")].map(({ query, parseMode }) => {
    const part = partOf(String(query), Number(parseMode ?? 0));
    return part === undefined ? anything : deedsOfStatements(listed(part.tree));
  });
  return summed([
    ...parts,
    ...texts.map(deedsOfText),
    {
      ...nothing,
      acts: has(endsTransaction),
      reads: has(readsResult) || executed.some(({ into }) => into === true),
    },
  ]);
}

const listed = (tree: unknown): readonly unknown[] => (Array.isArray(tree) ? tree : [tree]);

/** Of what EXECUTE runs: a text that is all there, or one in which only names and values are left open. */
function deedsOfText(expression: unknown): Deeds {
  const [{ query } = { query: "" }] = nodesOf([expression], "PLpgSQL_expr");
  const template = templateOf(String(query));
  const trees = template === undefined ? undefined : parseStatements(template.text);
  if (template === undefined || trees === undefined) return anything;
  const deeds = deedsOfStatements(trees);
  // What is run by a name that is not known may be anything; what is only made by one is made of the script's own.
  const runs = trees.some((tree) => {
    const [type = ""] = isTree(tree) ? Object.keys(tree) : [];
    return type === "SelectStmt" || changesRows.has(type) || type === "CallStmt" || type === "CreateTableAsStmt";
  });
  return template.isWhole || !runs ? deeds : anything;
}
