// The schema as a database of our own, in which PostgreSQL prepares statements and runs none. A statement over which it crashes or
// stalls costs that statement: the database is made again.

import type { Unread } from "../../catalog/catalog.ts";
import { alwaysQuoted } from "../../catalog/object-id.ts";
import { openCopy } from "../../copy.ts";
import { plan, prepare, type Refusal } from "../../embedded/prepare.ts";
import { SourceError } from "../../errors.ts";
import { redact } from "../../redact.ts";
import type { OpenDatabase } from "../../sources/source.ts";
import { type Facts, readFacts } from "../statement/facts.ts";
import { searchPathIn } from "./search-path.ts";

export interface SchemaOptions {
  readonly locator: string;
  /** As the application sets it: `app, public`. */
  readonly searchPath?: string | undefined;
  readonly python?: string | undefined;
  /** Limit for reading a live database, in seconds. */
  readonly timeout?: number | undefined;
  /** Limit for restoring the schema, in seconds. */
  readonly restoreTimeout?: number | undefined;
  /** Limit for one statement, in seconds. */
  readonly patience?: number;
}

const defaultPatience = 20; // seconds; a statement takes milliseconds

/** Each costs a restore. */
const mostLost = 10;

/** Nobody knows what PostgreSQL makes of it. */
export interface Lost {
  readonly lost: string;
}

export class SchemaDatabase {
  readonly facts: Facts;
  /** As it was set, in SQL. */
  readonly searchPath: string;
  readonly notCompared: readonly Unread[];
  readonly #options: SchemaOptions;
  #open: OpenDatabase | undefined;
  #lost = 0;

  private constructor(options: SchemaOptions, open: OpenDatabase, facts: Facts, searchPath: string) {
    this.#options = options;
    this.#open = open;
    this.facts = facts;
    this.searchPath = searchPath;
    this.notCompared = open.notCompared;
  }

  /** @throws SourceError, UsageError where the schema can't be restored, or is empty */
  static async open(options: SchemaOptions): Promise<SchemaDatabase> {
    const open = await openCopy(options.locator, options);
    try {
      await open.client.query("ROLLBACK; RESET ALL");
      const asked = options.searchPath === undefined ? undefined : inSql(options.searchPath);
      const searchPath = asked ?? (await searchPathIn(open, options.locator)) ?? (await defaultPath(open.client));
      await open.client.query("SELECT set_config('search_path', $1, false)", [searchPath]);
      const facts = await readFacts(open.client);
      if (facts.relations.length === 0)
        throw new SourceError(`${redact(options.locator)} contains no tables or views. Pass another --schema.`);
      return new SchemaDatabase(options, open, facts, searchPath);
    } catch (error) {
      await open.close();
      throw error;
    }
  }

  prepare(sql: string, types?: readonly number[]): Promise<Refusal | Lost | undefined> {
    return this.#ask((client) => prepare(client, sql, types));
  }

  /** @param explain a statement that has another one planned */
  plan(explain: string): Promise<Refusal | Lost | undefined> {
    return this.#ask((client) => plan(client, explain));
  }

  async #ask(
    asking: (client: OpenDatabase["client"]) => Promise<Refusal | undefined>,
  ): Promise<Refusal | Lost | undefined> {
    if (this.#lost >= mostLost) return { lost: `PGlite stopped over ${mostLost} statements before this one` };
    const { client } = await this.#database();
    const patience = this.#options.patience ?? defaultPatience;
    try {
      return await within(patience, asking(client));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.#lost += 1;
      await this.close();
      return { lost: `PGlite stopped over it (${error.message})` };
    }
  }

  /** Is the function that PostgreSQL misses there with other arguments, or is it about something else than a function? */
  hasFunction(message: string): boolean {
    const [, name] = /^(?:function|procedure) (?:[\w"]+\.)?"?([^"(]+)"?\(/.exec(message) ?? [];
    return name === undefined || this.facts.functions.has(name);
  }

  async #database(): Promise<OpenDatabase> {
    if (this.#open !== undefined) return this.#open;
    this.#open = await openCopy(this.#options.locator, this.#options);
    await this.#open.client.query("ROLLBACK; RESET ALL");
    await this.#open.client.query("SELECT set_config('search_path', $1, false)", [this.searchPath]);
    return this.#open;
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.close().catch(() => undefined);
  }
}

/** `app, public` with each name quoted, so that none is read as anything else. */
function inSql(path: string): string {
  const names = path.split(",").map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
  return names
    .filter((name) => name !== "")
    .map(alwaysQuoted)
    .join(", ");
}

/** pgloader puts everything into a schema that it names after the database: PostgreSQL's own default would find no table. */
async function defaultPath(client: OpenDatabase["client"]): Promise<string> {
  const { rows } = await client.query<{ schema: string; path: string }>(`
    SELECT DISTINCT n.nspname AS schema, current_setting('search_path') AS path
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v') AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`);
  const [first, ...others] = rows;
  if (first === undefined) return "public";
  return others.length === 0 && first.schema !== "public" ? `${alwaysQuoted(first.schema)}, public` : first.path;
}

async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`still running after ${seconds} seconds`)), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // It may fail later, when nobody waits for it.
    work.catch(() => undefined);
  }
}
