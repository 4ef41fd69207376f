// Where a script declares an object: its file, and the line of the statement or of the column in it. Only what makes or renames
// something, and names something that is asked for, is parsed.

import { stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { SourceLocation } from "../../catalog/drift.ts";
import { type ObjectId, parseObjectId, unquoted } from "../../catalog/object-id.ts";
import { tokensOf } from "../../scripts/psql-tokens.ts";
import type { Statement } from "../../scripts/statement.ts";
import { loadParser, parseStatements } from "../../sql/parse.ts";
import type { Locate } from "./places.ts";
import { Places } from "./places.ts";
import { declaredIn, renamedBy, searchPathOf } from "./statements.ts";

export interface LocatedScript {
  readonly name: string;
  readonly statements: readonly Statement[];
  /** Of a text that was made from a file: the file's line for each of its own. By default they are the same. */
  readonly lines?: readonly number[];
}

/** @param extra what is known otherwise, and better than a script could tell */
export function locateInScripts(scripts: readonly LocatedScript[]): Locate {
  return async (ids) => {
    await loadParser();
    const places = new Places();
    const isAsked = mentions(ids, scripts);
    for (const script of scripts) {
      const file = await ownFile(script.name);
      if (file !== undefined) addScript(places, script, file, isAsked);
    }
    return places.of(ids);
  };
}

function addScript(places: Places, script: LocatedScript, file: string, isAsked: (statement: Statement) => boolean) {
  let schema = "public";
  const sourceOf = (line: number): SourceLocation => ({ file, line: script.lines?.[line - 1] ?? line });
  for (const statement of script.statements) {
    if (!making.has(statement.words[0] ?? "") || !isAsked(statement)) continue;
    for (const tree of parseStatements(statement.sql) ?? []) {
      schema = searchPathOf(tree) ?? schema;
      const renamed = renamedBy(tree, schema);
      if (renamed !== undefined) places.rename(renamed.from, renamed.to);
      for (const { at, ...declared } of declaredIn(tree, schema)) {
        const source = sourceOf(statement.line + linesBefore(statement.sql, at));
        if (source.line > 0) places.add({ ...declared, source });
      }
    }
  }
}

/** `SET search_path` says where names are. */
const making = new Set(["create", "alter", "set"]);

/** @param at in bytes */
function linesBefore(sql: string, at = 0): number {
  return Buffer.from(sql).subarray(0, at).toString().split("\n").length - 1;
}

/**
 * Whether a statement may be about one of these: what belongs to a table is made by a statement that names the table. Any may,
 * where something is renamed.
 */
function mentions(ids: ReadonlySet<ObjectId>, scripts: readonly LocatedScript[]): (statement: Statement) => boolean {
  const alters = scripts.flatMap(({ statements }) => statements.filter(({ words }) => words[0] === "alter"));
  const isAny = alters.some(({ sql }) => hasWord(sql, renaming));
  const names = new Set(
    [...ids].map((id) => {
      const [first, second] = parseObjectId(id).path;
      return second ?? first;
    }),
  );
  return ({ sql, words }) => {
    if (words[0] === "set") return true;
    if (words[0] === "alter" && !hasWord(sql, adding)) return false;
    return isAny || hasName(sql, names);
  };
}

const renaming = new Set(["rename", "schema"]);
const adding = new Set([...renaming, "add"]);

function hasWord(sql: string, words: ReadonlySet<string>): boolean {
  for (const { sort, text } of tokensOf(sql)) if (sort === "word" && words.has(text)) return true;
  return false;
}

function hasName(sql: string, names: ReadonlySet<string | undefined>): boolean {
  for (const { sort, text } of tokensOf(sql)) {
    if (sort === "word" ? names.has(text) : text.startsWith('"') && names.has(unquoted(text))) return true;
  }
  return false;
}

/** A file as it is told: relative to the working directory, and nothing outside of it. */
export function fileShown(path: string): string | undefined {
  const shown = relative(process.cwd(), resolve(path));
  return shown === "" || isAbsolute(shown) || shown.split(sep)[0] === ".." ? undefined : shown.split(sep).join("/");
}

/** A script may also be named after the program that printed it. */
async function ownFile(name: string): Promise<string | undefined> {
  const isFile = (await stat(name).catch(() => undefined))?.isFile() === true;
  return isFile ? fileShown(name) : undefined;
}
