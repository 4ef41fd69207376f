// A boolean used as a number, or a number as a boolean: MySQL and SQLite have no boolean.

import type { RefusalClass } from "../class.ts";

const pairs = [
  /^operator does not exist: (?:boolean \S+ (?:smallint|integer|bigint|numeric)|(?:smallint|integer|bigint|numeric) \S+ boolean)/,
  /is of type boolean but expression is of type (?:smallint|integer|bigint|numeric)/,
  /is of type (?:smallint|integer|bigint|numeric|double precision) but expression is of type boolean/,
  /^argument of \S+(?: \S+)* must be type boolean, not type (?:smallint|integer|bigint|numeric)/,
  /types (?:boolean and (?:smallint|integer|bigint|numeric)|(?:smallint|integer|bigint|numeric) and boolean) cannot be matched/,
  /^function (?:sum|avg|min|max)\(boolean\) does not exist/,
  /^cannot cast type boolean to (?:smallint|bigint|numeric)/,
];

export const booleanAsInteger: RefusalClass = {
  name: "boolean-as-integer",
  severity: "blocker",
  summary: "booleans as numbers",
  claims: ({ code, message }) => {
    if (!["42883", "42804", "42846"].includes(code) || !pairs.some((pair) => pair.test(message))) return undefined;
    return {
      advice: "Write true or false instead of 1 or 0, and x::integer where the boolean is counted or summed.",
      source: "https://www.postgresql.org/docs/current/datatype-boolean.html",
    };
  },
  example: "SELECT id FROM account WHERE active = 1",
  nearMiss: "SELECT id FROM account WHERE active = true AND level = 1",
};
