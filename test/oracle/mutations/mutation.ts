// What a mutation is: one statement, or a few, that change one thing about an object that a query finds.

import type { Target } from "./targets.ts";

/** A row of the target's query: names in it are quoted and qualified by PostgreSQL itself. */
export type Found = Readonly<Record<string, string>>;

/** Everything that is left to chance, drawn from one number: the same number draws the same. */
export interface Draw {
  oneOf<T>(choices: readonly T[]): T;
  /** A quoted name that nothing has yet; some need their quotes. */
  newName(): string;
}

export interface Mutation {
  readonly kind: string;
  readonly name: string;
  /** What it is done to; nothing for what is made from nothing. */
  readonly on?: Target;
  readonly sql: (found: Found, draw: Draw) => string;
  /** The first major version that can do it. */
  readonly since?: number;
  /** What it leaves behind when it is refused is looked at, too: it is no transaction. */
  readonly half?: true;
}

export type Done = Omit<Mutation, "kind">;

export function mutationsOf(kind: string, mutations: readonly Done[]): Mutation[] {
  return mutations.map((mutation) => ({ kind, ...mutation }));
}

/** What can be done to nearly every kind: `word` is what PostgreSQL calls it in ALTER and COMMENT. */
export const renamed = (word: string, on: Target): Done => ({
  name: "rename",
  on,
  sql: ({ it }, { newName }) => `ALTER ${word} ${it} RENAME TO ${newName()}`,
});

export const moved = (word: string, on: Target): Done => ({
  name: "move",
  on,
  sql: ({ it }, { oneOf }) => `ALTER ${word} ${it} SET SCHEMA ${oneOf(["attic", "public", "app"])}`,
});

export const commented = (word: string, on: Target): Done => ({
  name: "comment",
  on,
  sql: ({ it }, { newName, oneOf }) =>
    `COMMENT ON ${word} ${it} IS ${oneOf(["NULL", `$$${newName()}$$`, `$$${newName()}$$`])}`,
});

export const dropped = (word: string, on: Target, how = ""): Done => ({
  name: "drop",
  on,
  sql: ({ it }) => `DROP ${word} ${it} ${how}`,
});
