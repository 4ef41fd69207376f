// Several statements in one message and one transaction, each by itself in the protocol, so that it is known which one runs.

import type { Client, Connection, Submittable } from "pg";
import { Stopped } from "./stopped.ts";

/** Parse, Bind and Execute. */
const messagesEach = 3;

/** The first in its message could commit what must run outside of a transaction; nothing may follow that. */
const opening = "SELECT";

/** Their rows are read and thrown away. @throws the error of the first that fails, after which nothing of them is left; Stopped */
export function runTogether(client: Client, statements: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(
      new Together([opening, ...statements], (error) => {
        if (error === undefined) resolve();
        else reject(error instanceof Stopped ? error.during(lastBegun(error, statements.length)) : error);
      }),
    );
  });
}

/** What is deferred runs after the last of them. */
function lastBegun({ begun }: Stopped, count: number): number {
  const at = Math.ceil(begun / messagesEach) - 2;
  return Math.min(Math.max(at, 0), count - 1);
}

/** What pg calls of a query of another's making; see its own Query. */
class Together implements Submittable {
  readonly #statements: readonly string[];
  readonly #end: (error?: Error) => void;

  constructor(statements: readonly string[], end: (error?: Error) => void) {
    this.#statements = statements;
    this.#end = end;
  }

  submit(connection: Connection): void {
    connection.stream.cork();
    for (const text of this.#statements) {
      connection.parse({ name: "", text, types: [] }, true);
      connection.bind({}, true);
      connection.execute(null, true);
    }
    connection.sync();
    connection.stream.uncork();
  }

  handleError(error: Error): void {
    this.#end(error);
  }

  handleReadyForQuery(): void {
    this.#end();
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
  handleCommandComplete(): void {}
  handleCopyInResponse(): void {}
  handleCopyData(): void {}
}
