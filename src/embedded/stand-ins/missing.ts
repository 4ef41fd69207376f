// What PostgreSQL misses, from the error by which it refused a statement.

import type { ServerError } from "../../scripts/run.ts";

export type Missing =
  | {
      readonly what: "extension" | "schema" | "access method" | "language" | "foreign-data wrapper";
      readonly name: string;
    }
  | { readonly what: "type" | "relation"; readonly path: readonly string[] }
  | {
      readonly what: "routine";
      readonly path: readonly string[];
      readonly arguments: readonly string[];
      readonly isProcedure: boolean;
    }
  | { readonly what: "operator"; readonly path: readonly string[]; readonly left?: string; readonly right: string }
  | { readonly what: "column"; readonly name: string; readonly of?: string }
  | { readonly what: "operator class"; readonly path: readonly string[]; readonly method: string }
  | { readonly what: "default operator class"; readonly type: string; readonly method: string }
  | { readonly what: "text search object"; readonly sort: string; readonly path: readonly string[] };

type Reading = (parts: readonly (string | undefined)[]) => Missing;

/** PostgreSQL's own messages (with lc_messages as PGlite has it), by SQLSTATE. */
const readings: readonly (readonly [code: string, message: RegExp, read: Reading])[] = [
  ["0A000", /^extension "(.+)" is not available$/, ([name = ""]) => ({ what: "extension", name })],
  ["3F000", /^schema "(.+)" does not exist$/, ([name = ""]) => ({ what: "schema", name })],
  ["42704", /^type "?(.+?)"? does not exist$/, ([name = ""]) => ({ what: "type", path: pathOf(name) })],
  ["42P01", /^relation "(.+)" does not exist$/, ([name = ""]) => ({ what: "relation", path: pathOf(name) })],
  [
    "42703",
    /^column "?(?:(.+)\.)?(.+?)"?(?: of relation "(.+)")? does not exist$/,
    ([qualifier, name = "", relation]) => {
      const of = relation ?? qualifier;
      return { what: "column", name, ...(of !== undefined && { of }) };
    },
  ],
  ["42704", /^access method "(.+)" does not exist$/, ([name = ""]) => ({ what: "access method", name })],
  ["42704", /^language "(.+)" does not exist$/, ([name = ""]) => ({ what: "language", name })],
  ["42704", /^foreign-data wrapper "(.+)" does not exist$/, ([name = ""]) => ({ what: "foreign-data wrapper", name })],
  [
    "42704",
    /^text search (parser|template|dictionary|configuration) "(.+)" does not exist$/,
    ([sort = "", name = ""]) => ({ what: "text search object", sort, path: pathOf(name) }),
  ],
  [
    "42704",
    /^operator class "(.+)" does not exist for access method "(.+)"$/,
    ([name = "", method = ""]) => ({ what: "operator class", path: pathOf(name), method }),
  ],
  [
    "42704",
    /^data type (.+) has no default operator class for access method "(.+)"$/,
    ([type = "", method = ""]) => ({ what: "default operator class", type, method }),
  ],
  [
    "42883",
    /^operator does not exist: (?:(.+) )?((?:\S+\.)?[-+*/<>=~!@#%^&|`?]+) (.+)$/,
    ([left, name = "", right = ""]) => ({ what: "operator", path: pathOf(name), ...(left && { left }), right }),
  ],
  [
    "42883",
    /^(function|procedure) ([^()]+)\((.*)\) does not exist$/,
    ([sort, name = "", given = ""]) => ({
      what: "routine",
      path: pathOf(name),
      arguments: argumentsOf(given),
      isProcedure: sort === "procedure",
    }),
  ],
];

export function missingOf({ code, message }: ServerError): Missing | undefined {
  for (const [own, pattern, read] of readings) {
    const found = own === code ? pattern.exec(message) : null;
    if (found !== null) return read(found.slice(1));
  }
  return undefined;
}

/** Messages have names without quotes. One that holds a dot is taken for two, and then not found. */
const pathOf = (name: string): readonly string[] => name.split(".").map((part) => part.replaceAll('"', ""));

/** `numeric(3,2)` does not occur: types of arguments are without modifiers. */
const argumentsOf = (given: string): readonly string[] => (given === "" ? [] : given.split(", "));
