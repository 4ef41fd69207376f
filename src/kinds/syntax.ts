// How a piece of SQL is made a whole statement, so that PostgreSQL can parse it.

import type { Syntax } from "./kind.ts";

export type Wrapper = readonly [before: string, after: string];

export const wrappers: Readonly<Partial<Record<Syntax, Wrapper>>> = {
  expression: ["SELECT ", ""],
  "index key": ["CREATE INDEX ON t (", ")"],
  constraint: ["ALTER TABLE t ADD ", ""],
  query: ["", ""],
};
