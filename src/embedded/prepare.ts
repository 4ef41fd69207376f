// Asks an embedded PostgreSQL what it makes of a statement: it parses and analyses it, and runs nothing.

import type { Client, Connection, Submittable } from "pg";
import { isSqlState } from "../error-code.ts";

/** PostgreSQL's own words. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  /** In characters (code points) of the statement, from 0. */
  readonly at?: number;
}

/**
 * @param types the parameters' types as OIDs; 0, or none, where PostgreSQL finds out
 * @returns undefined where it would run it
 * @throws Stopped, where the database ended over it
 */
export function prepare(client: Client, sql: string, types: readonly number[] = []): Promise<Refusal | undefined> {
  return new Promise((resolve, reject) => {
    client.query(
      new Preparation(sql, types, (error) => {
        if (error === undefined) resolve(undefined);
        else if (isRefusal(error)) resolve(refusalOf(error));
        else reject(error);
      }),
    );
  });
}

/** The same of what it finds out when it plans. @param sql an EXPLAIN that plans and runs nothing */
export async function plan(client: Client, sql: string): Promise<Refusal | undefined> {
  try {
    await client.query(sql);
    return undefined;
  } catch (error) {
    if (error instanceof Error && isRefusal(error)) return refusalOf(error);
    throw error;
  }
}

/** As pg's DatabaseError has it: every field is a text. */
type ServerError = Error & { readonly [field in "code" | "detail" | "hint" | "position"]?: string };

const isRefusal = (error: ServerError) => isSqlState(error.code ?? "");

function refusalOf({ code = "", message, detail, hint, position }: ServerError): Refusal {
  return {
    code,
    message,
    ...(detail !== undefined && { detail }),
    ...(hint !== undefined && { hint }),
    ...(position !== undefined && { at: Number(position) - 1 }),
  };
}

/** What pg calls of a query of another's making; see its own Query. */
class Preparation implements Submittable {
  readonly #text: string;
  readonly #types: readonly number[];
  readonly #end: (error?: ServerError) => void;

  constructor(text: string, types: readonly number[], end: (error?: ServerError) => void) {
    this.#text = text;
    this.#types = types;
    this.#end = end;
  }

  submit(connection: Connection): void {
    connection.stream.cork();
    // Without a name it takes the place of the one before it. pg's types have names for OIDs, its code sends numbers.
    connection.parse({ name: "", text: this.#text, types: this.#types as unknown as string[] }, true);
    connection.sync();
    connection.stream.uncork();
  }

  handleError(error: ServerError): void {
    this.#end(error);
  }

  handleReadyForQuery(): void {
    this.#end();
  }
}
