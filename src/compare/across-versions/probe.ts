// How PostgreSQL is made to read a piece of SQL and print it again: what is run, and what asks for the text.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { kindOf, sqlName } from "../../catalog/object-id.ts";
import type { Syntax } from "../../kinds/kind.ts";
import { isTree, parseStatements } from "../../sql/parse.ts";

export interface Probe {
  readonly run: string;
  /** Gives one row with the text. */
  readonly ask: string;
}

/** Undefined where there is no way to have a piece of this syntax read by itself. */
export function probeOf(object: CatalogObject, syntax: Syntax, sql: string): Probe | undefined {
  const home = object.parent === undefined || kindOf(object.parent) === "domain" ? undefined : sqlName(object.parent);
  switch (syntax) {
    case "expression":
      return ofExpression(object, home, sql);
    case "query":
      return ofStatement(sql);
    case "index key":
      return home === undefined
        ? undefined
        : ofIndex(home, `USING ${String(object.attributes.method ?? "btree")} (${sql})`);
    case "constraint":
      return home === undefined ? undefined : ofConstraint(`TABLE ${home}`, sql);
    case "body":
      return ofBody(object, sql);
    default:
      return undefined;
  }
}

function ofExpression({ parent }: CatalogObject, home: string | undefined, sql: string): Probe {
  if (parent !== undefined && home === undefined) return ofConstraint(`DOMAIN ${sqlName(parent)}`, `CHECK (${sql})`);
  return ofView(`SELECT (${sql}) AS it${home === undefined ? "" : ` FROM ${home}`}`);
}

const ofView = (query: string): Probe => ({
  run: `CREATE VIEW pg_temp.probe AS ${query}`,
  ask: "SELECT pg_get_viewdef('pg_temp.probe'::regclass) AS text",
});

const ofConstraint = (on: string, definition: string): Probe => ({
  run: `ALTER ${on} ADD CONSTRAINT "driftcheck probe" ${definition}`,
  ask: "SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = 'driftcheck probe'",
});

const ofIndex = (table: string, keys: string): Probe => ({
  run: `CREATE INDEX "driftcheck probe" ON ${table} ${keys}`,
  ask: "SELECT pg_get_indexdef(oid) AS text FROM pg_class WHERE relname = 'driftcheck probe'",
});

// Triggers and rules are printed as the statements that make them, and the context has none.
const madeBy: Readonly<Record<string, string>> = {
  CreateTrigStmt: "SELECT pg_get_triggerdef(oid) AS text FROM pg_trigger WHERE NOT tgisinternal",
  RuleStmt: "SELECT pg_get_ruledef(oid) AS text FROM pg_rewrite WHERE rulename <> '_RETURN' AND oid >= 16384",
};

function ofStatement(sql: string): Probe | undefined {
  const [statement] = parseStatements(sql) ?? [];
  const type = isTree(statement) ? (Object.keys(statement)[0] ?? "") : "";
  if (type === "SelectStmt") return ofView(sql);
  const ask = madeBy[type];
  return ask === undefined ? undefined : { run: sql, ask };
}

/** A body in quotes is text on every server; only one of the SQL standard's form is printed. */
export const isPrinted = (body: string) => /^(?:RETURN|BEGIN ATOMIC)\b/.test(body);

function ofBody({ attributes }: CatalogObject, sql: string): Probe | undefined {
  if (attributes.language !== "sql" || !isPrinted(sql)) return undefined;
  const returns = attributes.returns === undefined ? "" : `RETURNS ${String(attributes.returns)}`;
  const what = attributes.type === "PROCEDURE" ? "PROCEDURE" : "FUNCTION";
  return {
    run: `CREATE ${what} public."driftcheck probe"(${String(attributes.arguments ?? "")}) ${returns} LANGUAGE sql ${sql}`,
    ask: "SELECT pg_get_function_sqlbody(oid) AS text FROM pg_proc WHERE proname = 'driftcheck probe'",
  };
}
