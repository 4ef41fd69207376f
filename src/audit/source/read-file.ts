// One file: its SQL, and what its code shows by itself.

import { extname } from "node:path";
import type { Parser } from "@vscode/tree-sitter-wasm";
import { parseStatements } from "../../sql/parse.ts";
import { findIn } from "./classes/find.ts";
import type { FileReading, FileStatement } from "./file-reading.ts";
import { follow } from "./follow/follow.ts";
import { isKnown } from "./follow/value.ts";
import { type Guard, guardAt } from "./guards/guard.ts";
import { guardsIn } from "./guards/guards.ts";
import type { Language } from "./languages/language.ts";
import { readCode } from "./languages/read-code.ts";
import { languages } from "./languages/registry.ts";
import type { Sinks } from "./sinks/match.ts";
import { Source } from "./source-text.ts";
import { compose } from "./sql/compose.ts";
import { hasTemplate } from "./sql/placeholders.ts";
import { sqlIn } from "./sql-file.ts";
import { type FoundStatement, statementsOf } from "./statements.ts";
import { parse } from "./syntax.ts";

const mostWritten = 4000;

export function languageOf(file: string): Language | "sql" | undefined {
  const extension = extname(file).toLowerCase();
  if (extension === ".sql") return "sql";
  return languages.find(({ extensions }) => extensions.includes(extension));
}

/** Words with which statements begin. A file without any of them, in whatever case, has no SQL to report. */
const words =
  /\b(?:select|insert|update|delete|create|alter|drop|truncate|replace|merge|pragma|show|call|set|lock|use|grant|revoke|vacuum|analyze|explain|optimize|begin|commit|declare|kill|copy)[\s"'`\\]|\bwith\s[^:]*?\bas\s*\(/i;
/** What the classes of findings look for, besides SQL. */
const otherDatabases = /["'`:](?:mysql|mariadb|sqlite|postgres|pgsql|pymysql)|\b(?:sqlite\d?|duckdb)\.\w/i;
const values = /request|req\.|params|_GET|_POST|utcnow|now\(|date|time|filter|=\s*[01]\b/i;

/** @param areTypesKnown the classes that ask for a column's type can report */
export function needsGrammar(text: string, areTypesKnown: boolean): boolean {
  return words.test(text) || otherDatabases.test(text) || (areTypesKnown && values.test(text));
}

/** `loadParser` must have been awaited. */
export function readSql(text: string): FileReading {
  const source = new Source(text);
  const statements = sqlIn(source).map(({ sql, line }): FileStatement => {
    const lines: (readonly [number, number])[] = [[0, line]];
    for (let at = sql.indexOf("\n"); at >= 0; at = sql.indexOf("\n", at + 1)) lines.push([at + 1, line + lines.length]);
    const endLine = lines.at(-1)?.[1] ?? line;
    const read = filledIn(sql, lines) ?? { sql, holes: [], lines };
    return { line, endLine, written: cut(sql), sure: true, language: "sql", ...read };
  });
  return { statements, findings: [], uses: [], lines: source.lines };
}

/** Where PostgreSQL refuses it and a program or a template fills something in. */
function filledIn(sql: string, lines: FileStatement["lines"]) {
  if (!hasTemplate(sql) || parseStatements(sql) !== undefined) return undefined;
  const composed = compose([{ text: sql, origin: 0, lines }], ["dollar"], false);
  return composed.holes.length === 0 ? undefined : { sql: composed.sql, holes: composed.holes, lines: composed.lines };
}

export function readCodeFile(
  text: string,
  language: Language,
  parser: Parser,
  sinks: Sinks,
  areTypesKnown: boolean,
): FileReading {
  const source = new Source(text);
  const isRelevant = (body: string) => needsGrammar(body, areTypesKnown) || sinks.isNamedIn(body);
  const parsed = parse(parser, source, isRelevant, language.readable);
  if (parsed === undefined)
    return {
      statements: [],
      findings: [],
      uses: [],
      lines: source.lines,
      skipped: `its ${language.id} cannot be read`,
    };
  const code = readCode(parsed.root, source, language);
  const found = statementsOf(follow(code, language, sinks), language, source);
  const guards = guardsIn(code);
  return {
    statements: found.map((statement) => ({ ...kept(statement, language), ...guarded(statement, guards) })),
    ...findIn(code, found, source, language.id),
    lines: source.lines,
    ...(parsed.unread !== undefined && {
      skipped: `read in part: its ${language.id} is not understood from line ${source.lineAt(parsed.unread)}`,
    }),
  };
}

function kept({ found, composed, sure, line, endLine }: FoundStatement, { id }: Language): FileStatement {
  const { sql, holes, lines } = composed;
  const written = cut(found.at.node.text);
  return {
    line,
    endLine,
    sql,
    written,
    sure,
    holes,
    language: id,
    lines,
    ...(found.sink !== undefined && { sink: found.sink }),
  };
}

function guarded({ found }: FoundStatement, guards: readonly Guard[]): Pick<FileStatement, "onlyFor" | "isBeside"> {
  const text = found.pieces.find(isKnown);
  const guard = (text && guardAt(guards, text.origin)) ?? guardAt(guards, found.at.node.start);
  if (guard === undefined) return {};
  return { onlyFor: guard.onlyFor, ...(guard.isBeside && { isBeside: true }) };
}

const cut = (text: string) => (text.length > mostWritten ? `${text.slice(0, mostWritten - 1)}…` : text);
