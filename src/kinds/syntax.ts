// How a piece of SQL is made a whole statement, so that PostgreSQL can parse it.

import type { Syntax } from "./kind.ts";

export type Wrapper = readonly [before: string, after: string];

export const wrappers: Readonly<Partial<Record<Syntax, Wrapper>>> = {
  expression: ["SELECT ", ""],
  "index key": ["CREATE INDEX ON t (", ")"],
  constraint: ["ALTER TABLE t ADD ", ""],
  "partition key": ["CREATE TABLE t () PARTITION BY ", ""],
  "partition bound": ["CREATE TABLE t PARTITION OF p ", ""],
  arguments: ["CREATE FUNCTION f(", ")"],
  "published table": ["CREATE PUBLICATION p FOR TABLE ", ""],
  body: ["CREATE FUNCTION f() ", ""],
  query: ["", ""],
};
