// What a migration asks its database, answered by an embedded one in which those before it were run. Started when first asked.

import type { QueryArrayConfig } from "pg";
import { loadDriver } from "../../embedded/driver.ts";
import { connectEmbedded } from "../../embedded/embedded.ts";
import { extensionsOf } from "../../embedded/extensions.ts";
import { restore } from "../../embedded/restore.ts";
import { splitScript } from "../../scripts/psql-script.ts";
import type { Statement } from "../../scripts/statement.ts";

export interface Question {
  /** What was run since the last question. */
  readonly statements: readonly string[];
  readonly sql: string;
}

export type Answer =
  | { readonly fields: readonly string[]; readonly rows: readonly unknown[][] }
  | { readonly error: string };

const nameArray = 1003;
const textArray = 1009;
const bigint = 20;

export class DjangoDatabase {
  readonly #all: Statement[] = [];
  #open: Awaited<ReturnType<typeof connectEmbedded>> | undefined;

  async answer({ statements, sql }: Question): Promise<Answer> {
    const next = splitScript(statements.join("\n;\n"), "migrations");
    this.#all.push(...next);
    // PGlite takes its extensions when it starts, and then everything is run anew.
    if (this.#open === undefined || (await extensionsOf(next)).length > 0) await this.#restart();
    else await restore(this.#open.client, "migrations", next);
    return this.#ask(sql);
  }

  async close(): Promise<void> {
    await this.#open?.close();
    this.#open = undefined;
  }

  async #restart(): Promise<void> {
    await this.close();
    this.#open = await connectEmbedded(await extensionsOf(this.#all));
    await restore(this.#open.client, "migrations", this.#all);
  }

  async #ask(sql: string): Promise<Answer> {
    const { types } = await loadDriver();
    // As Python's drivers give them.
    const getTypeParser = (type: number, format?: "text" | "binary") =>
      type === bigint ? Number : types.getTypeParser(type === nameArray ? textArray : type, format ?? "text");
    const query = { text: sql, rowMode: "array", types: { getTypeParser } } as QueryArrayConfig;
    try {
      const result = await this.#open?.client.query(query);
      return { fields: result?.fields.map(({ name }) => name) ?? [], rows: result?.rows ?? [] };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }
}
