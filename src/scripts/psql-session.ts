// What holds from a script to the files that it reads: psql has one session for all of them.

import { SourceError } from "../errors.ts";
import { printable } from "../redact.ts";
import type { Includes } from "./includes.ts";
import { databaseNamed, isMaintenance, isOfCluster, makesNothing, newSession, ofRoles } from "./psql-connect.ts";
import type { Variables } from "./psql-variables.ts";
import type { Statement } from "./statement.ts";

/** How a script is run: by psql, or sent to the server by a client that knows none of psql's commands. */
type Dialect = "psql" | "server";

export interface Reading {
  /** By default psql. */
  readonly dialect?: Dialect | undefined;
  /** Where the files that it reads (`\i`) come from. */
  readonly includes?: Includes | undefined;
  /** Whoever runs the statements also runs what their results say (`\gexec`). */
  readonly runsResults?: boolean;
  /**
   * What the queries gave whose results set variables (`\gset`), in order: the first that is not among them is the last statement
   * that is found.
   */
  readonly answers?: readonly Answer[];
}

/** By column. */
export type Answer = ReadonlyMap<string, string | null>;

export class Session {
  readonly reading: Reading & { readonly passesOver?: true };
  readonly variables: Variables = new Map();
  readonly found: Statement[] = [];
  /** `standard_conforming_strings` is off. */
  backslashes = false;
  /** What follows depends on what the last statement gives. */
  isWaiting = false;
  #answered = 0;
  /** psql is in another folder than it was started in. */
  hasMoved = false;
  /** The database that the statements behind `from` are of, and the one before it. */
  #part: {
    readonly database?: string;
    readonly from: number;
    readonly before?: string;
    readonly refusal?: SourceError;
  } = {
    from: 0,
  };

  constructor(reading: Session["reading"]) {
    this.reading = reading;
  }

  /** Of the query that is next. */
  nextAnswer(): Answer | undefined {
    const answer = this.reading.answers?.[this.#answered];
    this.#answered += 1;
    this.isWaiting = answer === undefined;
    return answer;
  }

  replaceLast(statement: Statement): void {
    this.found.splice(-1, 1, statement);
  }

  /** @param argument of `\connect` */
  connect(argument: string, where: string, line: number): void {
    const database = databaseNamed(argument) ?? this.#part.database;
    if (database !== undefined && database !== this.#part.database) {
      const before = this.#leave();
      const isAside = before !== undefined && before !== database;
      const isFirst = before === undefined && this.found.every(({ words }) => isOfCluster(words));
      const refusal = twoDatabases(where, argument);
      if (before !== database && !isFirst && !(isAside && isMaintenance(database))) throw refusal;
      this.#part = { database, from: this.found.length, ...(isAside && { before, refusal }) };
    }
    this.found.push(...newSession(this.found, line));
  }

  /** What was found in the whole script. @throws SourceError where its last database is a second one */
  end(): Statement[] {
    const { before, refusal } = this.#part;
    if (refusal !== undefined && this.#leave() !== before) throw refusal;
    return this.found;
  }

  /**
   * pg_dumpall connects to each database, also to those that come with a cluster: one in which nothing is made is none.
   * @returns the database that the script is about so far
   */
  #leave(): string | undefined {
    const { database, from, before } = this.#part;
    if (database === undefined || !isMaintenance(database)) return database;
    const said = this.found.slice(from);
    if (!said.every(makesNothing)) return database;
    this.found.splice(from, said.length, ...said.filter(({ words }) => ofRoles(words)));
    return before;
  }
}

function twoDatabases(where: string, argument: string): SourceError {
  const command = `\\connect${printable(argument.trimEnd())}`;
  return new SourceError(
    `${where}: Two databases in one script (${command}). Dump the one that is compared by itself (pg_dump --schema-only), or cut the others out.`,
  );
}
