// The SQL in an application's source. Source is read, never executed.

import { join } from "node:path";
import { DriftcheckError } from "../../errors.ts";
import { loadParser } from "../../sql/parse.ts";
import { faults } from "./classes/find.ts";
import { type FileReading, statementIn } from "./file-reading.ts";
import { failureOf } from "./files/failure.ts";
import { filesUnder } from "./files/find.ts";
import { Memory } from "./files/memory.ts";
import { isMinified, textOfFile } from "./files/text.ts";
import { parserOf } from "./grammars.ts";
import { languageOf, needsGrammar, readCodeFile, readSql } from "./read-file.ts";
import { Sinks } from "./sinks/match.ts";
import { libraries } from "./sinks/registry.ts";
import type { SkippedFile, SourceFinding, SourceOptions, SourceReading, SourceStatement } from "./statement.ts";

/**
 * @param paths files and folders in the root; none stand for the root
 * @throws UsageError where a path is not there, or the grammars are not installed
 */
export async function readSource(paths: readonly string[], options: SourceOptions): Promise<SourceReading> {
  const { root, sinks = [], memory: folder } = options;
  const { files, skipped: notFound } = await filesUnder(root, paths, (name) => languageOf(name) !== undefined);
  const memory = new Memory(folder, root, JSON.stringify([sinks, options.typeOf !== undefined]));
  await Promise.all([memory.load(), loadParser()]);
  const readings: (readonly [string, FileReading])[] = [];
  const findings: SourceFinding[] = [];
  const skipped: SkippedFile[] = [...notFound];
  let [read, lines] = [0, 0];
  for (const file of files) {
    const reading = await readFile(file, options, memory);
    if (reading.skipped !== undefined) skipped.push({ file, reason: reading.skipped });
    if (reading.lines > 0 || reading.skipped === undefined) read += 1;
    lines += reading.lines;
    readings.push([file, reading]);
    const found = options.typeOf === undefined ? [] : faults(reading.uses, options.typeOf);
    findings.push(...[...reading.findings, ...found].sort(byLine).map((finding) => ({ file, ...finding })));
  }
  await memory.keep();
  const isServed = readings.some(([, { speaksToServer }]) => speaksToServer === true);
  const statements = readings.flatMap(([file, reading]): SourceStatement[] =>
    reading.statements.map((statement) => statementIn(file, statement, isServed)),
  );
  return { statements, findings, skipped: skipped.sort(byFile), files: read, lines };
}

async function readFile(file: string, options: SourceOptions, memory: Memory): Promise<FileReading> {
  const got = await textOfFile(join(options.root, file));
  if ("reason" in got) return notRead(got.reason);
  const { text } = got;
  if (isMinified(file, text)) return notRead("is minified");
  const key = memory.keyOf(file, text);
  const reading = memory.get(key) ?? { ...(await readText(file, text, options)), ...spoken(file, text) };
  memory.set(key, reading);
  return reading;
}

/** Drivers of PostgreSQL, and libraries that speak to several databases. */
const servers =
  /psycopg|asyncpg|pg8000|aiopg|django\.db|sqlalchemy|peewee|jackc\/pgx|lib\/pq|npgsql|org\.postgresql|["'`]pg["'`]|postgres(?:ql)?:\/\/|pgsql:/i;

const spoken = (file: string, text: string): Pick<FileReading, "speaksToServer"> =>
  languageOf(file) !== "sql" && servers.test(text) ? { speaksToServer: true } : {};

async function readText(file: string, text: string, options: SourceOptions): Promise<FileReading> {
  const { typeOf, sinks: ownSinks = [] } = options;
  const language = languageOf(file);
  if (language === undefined) return notRead("is of no language that is read");
  if (language === "sql") return readSql(text);
  const sinks = new Sinks(libraries[language.id] ?? [], ownSinks, text);
  if (!needsGrammar(text, typeOf !== undefined) && !sinks.isNamedIn(text))
    return { statements: [], findings: [], uses: [], lines: text.split("\n").length - 1 };
  const parser = await parserOf(language.grammar);
  try {
    return readCodeFile(text, language, parser, sinks, typeOf !== undefined);
  } catch (error) {
    if (error instanceof DriftcheckError) throw error;
    // A grammar that fails on one file costs that file alone, and it is named.
    return notRead(`its ${language.id} cannot be read: ${failureOf(error)}`);
  }
}

const notRead = (reason: string): FileReading => ({
  statements: [],
  findings: [],
  uses: [],
  lines: 0,
  skipped: reason,
});

const byLine = (one: { readonly line: number }, other: { readonly line: number }) => one.line - other.line;

const byFile = (one: SkippedFile, other: SkippedFile) => (one.file < other.file ? -1 : one.file > other.file ? 1 : 0);
