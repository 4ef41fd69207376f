// A verify script of Sqitch's: a query for each thing that a statement makes, which fails where it is not there. Sqitch runs it
// after later changes too, so that what a later statement takes away is not asked for.

import { alwaysQuoted } from "../../catalog/object-id.ts";
import { literal } from "../../sql/literal.ts";
import { isTree, nodesOf, parseStatements, type Tree } from "../../sql/parse.ts";
import type { PlannedStatement } from "../plan.ts";
import type { Step } from "./units.ts";

interface Check {
  /** Of what it asks for: the table and the name of a part of it, or the name alone. */
  readonly name: string;
  readonly sql: string;
}

/** The parser must be loaded. */
export function checksOf(step: Step | undefined, plan: readonly PlannedStatement[]): string[] {
  const gone = new Set(plan.flatMap(({ sql }) => [...goneBy(parseStatements(sql))]));
  const run = (step?.statements ?? []).filter(({ commented }) => !commented);
  return run
    .flatMap(({ sql }) => [...checksIn(parseStatements(sql))])
    .filter(({ name }) => !gone.has(name))
    .map(({ sql }) => sql);
}

const part = (table: string, name: unknown) => `${table} ${name}`;
const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);

function nameOf(relation: unknown): string | undefined {
  if (!isTree(relation) || typeof relation.relname !== "string") return undefined;
  return dotted([relation.schemaname, relation.relname]);
}

const dotted = (path: readonly unknown[]) =>
  path.flatMap((each) => (typeof each === "string" && each !== "" ? [alwaysQuoted(each)] : [])).join(".");

/** What statements drop or call otherwise. */
function* goneBy(trees: unknown): Generator<string> {
  for (const { objects } of nodesOf(trees, "DropStmt"))
    for (const { items } of nodesOf(objects, "List"))
      yield dotted([...nodesOf(items, "String")].map(({ sval }) => sval));
  for (const { relation, cmds } of nodesOf(trees, "AlterTableStmt"))
    for (const { subtype, name } of nodesOf(cmds, "AlterTableCmd"))
      if (subtype === "AT_DropColumn" || subtype === "AT_DropConstraint") yield part(nameOf(relation) ?? "", name);
  for (const { relation, subname } of nodesOf(trees, "RenameStmt")) {
    yield nameOf(relation) ?? "";
    yield part(nameOf(relation) ?? "", subname);
  }
}

function* checksIn(trees: unknown): Generator<Check> {
  for (const { relation } of nodesOf(trees, "CreateStmt")) {
    const table = nameOf(relation);
    if (table !== undefined) yield { name: table, sql: `SELECT FROM ${table} WHERE false;` };
  }
  for (const { relation, idxname } of nodesOf(trees, "IndexStmt")) {
    const name = dotted([isTree(relation) ? relation.schemaname : undefined, idxname]);
    const isThere = `indexrelid = ${literal(name)}::pg_catalog.regclass AND indisvalid`;
    if (textOf(idxname)) yield { name, sql: exists("index", isThere) };
  }
  for (const { relation, cmds, objtype } of nodesOf(trees, "AlterTableStmt")) {
    const table = nameOf(relation);
    if (table === undefined || objtype !== "OBJECT_TABLE") continue;
    for (const command of nodesOf(cmds, "AlterTableCmd")) yield* ofCommand(table, command);
  }
}

function* ofCommand(table: string, { subtype, def, name }: Tree): Generator<Check> {
  const of = `${literal(table)}::pg_catalog.regclass`;
  const named = textOf(name);
  const column = textOf([...nodesOf(def, "ColumnDef")][0]?.colname);
  const constraint = textOf([...nodesOf(def, "Constraint")][0]?.conname);
  if (subtype === "AT_AddColumn" && column !== undefined)
    yield { name: part(table, column), sql: `SELECT ${alwaysQuoted(column)} FROM ${table} WHERE false;` };
  const added = subtype === "AT_AddConstraint" ? constraint : subtype === "AT_ValidateConstraint" ? named : undefined;
  const isValid = subtype === "AT_ValidateConstraint" ? " AND convalidated" : "";
  if (added !== undefined) {
    const isThere = `conrelid = ${of} AND conname = ${literal(added)}${isValid}`;
    yield { name: part(table, added), sql: exists("constraint", isThere) };
  }
  if (subtype === "AT_SetNotNull" && named !== undefined) {
    const isThere = `attrelid = ${of} AND attname = ${literal(named)} AND attnotnull`;
    yield { name: part(table, `${named} not null`), sql: exists("attribute", isThere) };
  }
}

/** A division by zero where there is none, as Sqitch's manual has it. */
const exists = (catalog: string, condition: string) =>
  `SELECT 1 / pg_catalog.count(*) FROM pg_catalog.pg_${catalog} WHERE ${condition};`;
