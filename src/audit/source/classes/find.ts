// What the classes find in one file. Which columns have which type is asked later, so that what was read can be kept.

import { type Code, dotted } from "../code.ts";
import type { FileReading, Use } from "../file-reading.ts";
import { partsOf } from "../parts.ts";
import type { Source } from "../source-text.ts";
import { parameterColumns } from "../sql/parameter-columns.ts";
import type { SourceFinding } from "../statement.ts";
import type { FoundStatement } from "../statements.ts";
import type { CodeClass } from "./class.ts";
import { codeClasses } from "./registry.ts";

type Found = Pick<FileReading, "findings" | "uses">;

export function findIn(code: Code, statements: readonly FoundStatement[], source: Source, language: string): Found {
  const findings: Omit<SourceFinding, "file">[] = [];
  const uses: Use[] = [];
  const parts = everyPart(code);
  for (const each of codeClasses) {
    if (each.of === "statement")
      for (const statement of statements)
        if (each.isSuspect(statement)) findings.push(finding(each, statement.line, statement.composed.sql));
    if (each.of === "code")
      for (const part of parts)
        if (each.isSuspect(part, language))
          findings.push(finding(each, source.lineAt(part.node.start), part.node.text));
  }
  for (const { value, tables, column } of [...statements.flatMap(valuesOf), ...valuesIn(parts)])
    for (const each of codeClasses)
      if (each.of === "value" && each.isSuspect(value, language))
        uses.push({
          class: each.id,
          tables,
          column,
          line: source.lineAt(value.node.start),
          written: short(value.node.text),
        });
  return { findings: onePerLine(findings), uses };
}

const finding = ({ id, severity, message, advice }: CodeClass, line: number, written: string) => ({
  class: id,
  severity,
  line,
  written: short(written),
  message,
  advice,
});

const short = (text: string) => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
};

interface Given {
  readonly value: Code;
  readonly tables: readonly string[];
  readonly column: string;
}

function valuesOf({ composed, given }: FoundStatement): readonly Given[] {
  if (given.every((value) => value === undefined)) return [];
  return parameterColumns(composed.sql).flatMap(({ parameter, table, column }) => {
    const value = given[parameter - 1];
    return value === undefined ? [] : [{ value, tables: [table], column }];
  });
}

/** What models are given: `User(active=1)`, `User.query.filter_by(id=…)`, `user.seen = …`, `User.active == 1`. */
function* valuesIn(parts: readonly Code[]): Generator<Given> {
  for (const part of parts) {
    if (part.kind === "call") {
      const [model = ""] = dotted(part.callee).split(".");
      if (/^[A-Z]/.test(model))
        for (const { name, value } of part.fields) yield { value, tables: tablesOf(model), column: name };
    }
    if (part.kind === "assign" && part.target.kind === "name" && part.target.of?.kind === "name")
      yield { value: part.value, tables: tablesOf(part.target.of.name), column: part.target.name };
    if (part.kind === "other" && /comparison|binary/.test(part.node.type)) {
      const [left, right] = part.children.filter(({ node }) => node.field?.startsWith("operator") !== true);
      if (left?.kind === "name" && left.of !== undefined && right !== undefined && /^[A-Z]/.test(dotted(left)))
        yield { value: right, tables: tablesOf(dotted(left.of)), column: left.name };
    }
  }
}

/** As ORMs name the table of a model by default. */
function tablesOf(model: string): readonly string[] {
  const name = model.replace(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase();
  return [name, `${name}s`, `${name}es`, name.replace(/y$/, "ies")];
}

/** It, and all that is in it. */
function everyPart(code: Code): readonly Code[] {
  const all: Code[] = [code];
  for (let at = 0; at < all.length; at += 1) {
    const part = all[at];
    if (part !== undefined) all.push(...partsOf(part));
  }
  return all;
}

function onePerLine<F extends { readonly class: string; readonly line: number }>(all: readonly F[]): readonly F[] {
  return [...new Map(all.map((each) => [`${each.class} ${each.line}`, each])).values()];
}

/** The uses that are faults by the types of their columns. */
export function faults(uses: readonly Use[], typeOf: (table: string, column: string) => string | undefined) {
  return onePerLine(
    uses.flatMap((use) => {
      const found = codeClasses.find(({ id }) => id === use.class);
      if (found?.of !== "value") return [];
      const type = use.tables.map((table) => typeOf(table, use.column)).find((known) => known !== undefined);
      if (type === undefined || !found.types.test(type)) return [];
      const message = `${use.column} is ${type}. ${found.message}`;
      return [{ ...finding(found, use.line, use.written), message }];
    }),
  );
}
