// Runs mutations on the copy of the live schema, reads it, and leaves the copy as it was.

import { isDeepStrictEqual } from "node:util";
import type { Catalog } from "../catalog/catalog.ts";
import { canEdit, edited } from "./catalog-edit.ts";
import { renamedId } from "./generate.ts";
import type { Mutation } from "./mutation.ts";
import type { Sides } from "./sides.ts";

/** Which of a mutation's statements was run, by its place; `edit` where the catalog was changed as it was read. */
export type Way = number | "edit";

export interface Mutated {
  readonly catalog: Catalog;
  /** How each was done; no entry for what PostgreSQL refused. */
  readonly ways: ReadonlyMap<Mutation, Way>;
}

export interface Attempt {
  readonly mutation: Mutation;
  /** The first of its ways that is tried. */
  readonly from: Way;
}

/** The ways of a mutation, from the first that is wanted. */
export function waysOf(mutation: Mutation, from: Way = 0): Way[] {
  const ways: Way[] = [...mutation.sql.keys(), ...(canEdit(mutation) ? (["edit"] as const) : [])];
  return ways.slice(ways.indexOf(from));
}

/** The live catalog with these mutations, each in the first of its ways that PostgreSQL accepts. */
export async function mutated(sides: Sides, unmutated: Catalog, attempts: readonly Attempt[]): Promise<Mutated> {
  const ways = new Map<Mutation, Way>();
  const needsServer = attempts.some(({ from }) => from !== "edit");
  if (needsServer) await begin(sides);
  try {
    for (const { mutation, from } of attempts) {
      for (const way of waysOf(mutation, from)) {
        if (way !== "edit" && !(await run(sides, mutation.sql[way] ?? ""))) continue;
        ways.set(mutation, way);
        break;
      }
    }
  } catch (error) {
    await sides.client.query("ROLLBACK");
    throw error;
  }
  if (ways.size === 0) {
    if (needsServer) await sides.client.query("ROLLBACK");
    return { catalog: unmutated, ways };
  }
  const edits = [...ways].flatMap(([mutation, way]) => (way === "edit" ? [mutation] : []));
  const read = needsServer ? await readable(sides) : unmutated;
  return read === undefined ? { catalog: unmutated, ways: new Map() } : { catalog: edited(read, edits), ways };
}

/** Undefined where the mutations left what PostgreSQL itself can't print: then it is as if it had refused them. */
async function readable(sides: Sides): Promise<Catalog | undefined> {
  try {
    return await sides.read();
  } catch {
    // Should the database itself be gone, this fails too.
    await sides.client.query("SELECT");
    return undefined;
  }
}

async function begin({ client }: Sides): Promise<void> {
  await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL search_path = '';
    SET LOCAL client_min_messages = error; SET LOCAL check_function_bodies = off`);
}

/** Did PostgreSQL accept it? Nothing of it stays where it did not. */
async function run({ client }: Sides, sql: string): Promise<boolean> {
  try {
    await client.query(`SAVEPOINT mutation; ${sql}; RELEASE SAVEPOINT mutation`);
    return true;
  } catch {
    await client.query("ROLLBACK TO SAVEPOINT mutation; RELEASE SAVEPOINT mutation");
    return false;
  }
}

/** Has the mutation had an effect on what is read? */
export function isDone(mutation: Mutation, before: Catalog, after: Catalog): boolean {
  const { subject, type, attribute } = mutation;
  const [was, is] = [before.objects.get(subject), after.objects.get(subject)];
  if (type === "unexpected") return is !== undefined && was === undefined;
  if (type === "missing" || attribute === "name") return is === undefined || after.objects.has(renamedId(mutation));
  if (is === undefined) return was !== undefined;
  if (attribute?.endsWith("Order")) return true;
  return !isDeepStrictEqual(was?.attributes[attribute ?? ""], is.attributes[attribute ?? ""]);
}
