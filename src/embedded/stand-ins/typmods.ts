// Modifiers of a stand-in's type, such as (Point,4326): PostgreSQL keeps one number for each, and prints the text that stands
// for it. Statements are changed by their parse trees, before they run; nothing else in them is.

import type { Client } from "pg";
import { isTree, nodesOf, parseStatements, type Tree, tokens } from "../../sql/parse.ts";
import { closing } from "./options.ts";

/** What a type prints for these modifiers, as (Point,4326); undefined for what the type would refuse. */
export type Modifiers = (given: readonly string[]) => string | undefined;

export const asWritten: Modifiers = (given) => `(${given.join(",")})`;

/** Above what stands for itself where a modifier was not seen here, and below what bittypmodin takes at most. */
const first = 80_000_000;

export class TypeModifiers {
  readonly #types = new Map<string, Modifiers>();
  readonly #numbers = new Map<string, number>();

  /** The type's name without its schema. */
  add(type: string, modifiers: Modifiers): void {
    this.#types.set(type, modifiers);
  }

  /** Whether the statement may have one. */
  concern(sql: string): boolean {
    if (this.#types.size === 0) return false;
    const text = sql.toLowerCase();
    return [...this.#types.keys()].some((type) => text.includes(type));
  }

  /** The statement as it can run: each such type's modifiers are its number. The parser must be loaded. */
  adapted(sql: string): string {
    const found = typeNames(parseStatements(sql)).flatMap((type) => this.#numberOf(type));
    return found.length === 0 ? sql : replaced(sql, found);
  }

  /** Each text with its number. */
  get all(): readonly (readonly [text: string, number: number])[] {
    return [...this.#numbers];
  }

  #numberOf(type: Tree): { readonly location: number; readonly number: number }[] {
    const name = [...nodesOf(type.names, "String")].at(-1)?.sval;
    const modifiers = this.#types.get(String(name));
    if (modifiers === undefined || !Array.isArray(type.typmods)) return [];
    const text = modifiers(type.typmods.map(written));
    if (text === undefined) return [];
    const number = this.#numbers.get(text) ?? first + this.#numbers.size;
    this.#numbers.set(text, number);
    return [{ location: Number(type.location ?? 0), number }];
  }
}

/** In some places the parse tree has a type without the name of its node. */
function typeNames(tree: unknown): Tree[] {
  return ["TypeName", "typeName", "returnType", "argType"].flatMap((field) => [...nodesOf(tree, field)]);
}

/** A modifier as it was given: a name, a number or a string. */
function written(node: unknown): string {
  const [name] = nodesOf(isTree(node) ? node.ColumnRef : undefined, "String");
  if (name !== undefined) return String(name.sval);
  const constant = isTree(node) && isTree(node.A_Const) ? node.A_Const : {};
  if (isTree(constant.ival)) return String(constant.ival.ival ?? 0);
  const [value] = [constant.sval, constant.fval].filter(isTree);
  return String(value?.sval ?? value?.fval ?? "");
}

function replaced(sql: string, found: readonly { readonly location: number; readonly number: number }[]): string {
  const bytes = Buffer.from(sql);
  const all = tokens(sql) ?? [];
  const pieces: Uint8Array[] = [];
  let copied = 0;
  for (const { location, number } of found.toSorted((a, b) => a.location - b.location)) {
    const open = all.findIndex(({ start, text }) => start >= location && text === "(");
    const start = all[open]?.end;
    const end = open < 0 ? undefined : closing(all, open)?.start;
    if (start === undefined || end === undefined || start < copied) continue;
    pieces.push(bytes.subarray(copied, start), Buffer.from(String(number)));
    copied = end;
  }
  return Buffer.concat([...pieces, bytes.subarray(copied)]).toString();
}

/**
 * Has PostgreSQL print them. What a statement gave in a way that was not seen here (in code that it runs) is a number by itself,
 * and printed as such.
 */
export async function printModifiers(client: Client, all: TypeModifiers["all"]): Promise<void> {
  const labels = JSON.stringify(all.map(([text, number]) => ({ text, number })));
  await client.query(
    `INSERT INTO pg_catalog.pg_enum (oid, enumtypid, enumsortorder, enumlabel)
     SELECT number, number, 1, text FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS x (text text, number integer)
     WHERE number NOT IN (SELECT oid FROM pg_catalog.pg_enum)`,
    [labels],
  );
  await client.query(`
    INSERT INTO pg_catalog.pg_enum (oid, enumtypid, enumsortorder, enumlabel)
    SELECT DISTINCT m.modifier, m.modifier, 1, '(' || m.modifier || ')'
    FROM (SELECT atttypid, atttypmod FROM pg_catalog.pg_attribute
      UNION SELECT typbasetype, typtypmod FROM pg_catalog.pg_type WHERE typtype = 'd') AS m (type, modifier)
    JOIN pg_catalog.pg_type t ON t.oid = m.type JOIN pg_catalog.pg_proc p ON p.oid = t.typmodout
    WHERE p.prosrc = 'enum_out' AND m.modifier >= 0 AND m.modifier NOT IN (SELECT oid FROM pg_catalog.pg_enum)`);
}
