// What holds from a script to the files that it reads: psql has one session for all of them.

import { SourceError } from "../errors.ts";
import { printable } from "../redact.ts";
import type { Includes } from "./includes.ts";
import { databaseNamed, isOfCluster, newSession } from "./psql-connect.ts";
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
}

export class Session {
  readonly reading: Reading & { readonly passesOver?: true };
  readonly variables: Variables = new Map();
  readonly found: Statement[] = [];
  /** `standard_conforming_strings` is off. */
  backslashes = false;
  /** psql is in another folder than it was started in. */
  hasMoved = false;
  #database: string | undefined;

  constructor(reading: Session["reading"]) {
    this.reading = reading;
  }

  replaceLast(statement: Statement): void {
    this.found.splice(-1, 1, statement);
  }

  /** @param argument of `\connect` */
  connect(argument: string, where: string, line: number): void {
    const database = databaseNamed(argument);
    const isOther = database !== undefined && database !== this.#database;
    if (isOther && (this.#database !== undefined || !this.found.every(({ words }) => isOfCluster(words)))) {
      const command = `\\connect${printable(argument.trimEnd())}`;
      throw new SourceError(`${where}: Two databases in one script (${command}). Split it.`);
    }
    this.#database = database ?? this.#database;
    this.found.push(...newSession(this.found, line));
  }
}
