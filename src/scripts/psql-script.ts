// A script as psql reads it: its statements, or its comments.

import { type Comment, Scanner } from "./psql-scanner.ts";
import { type Reading, Session } from "./psql-session.ts";
import type { Statement } from "./statement.ts";

/** @throws SourceError on a psql command that would bring in other text or run it, where `reading` does not say how */
export function splitScript(script: string, name: string, reading: Reading = {}): Statement[] {
  const session = new Session(reading);
  new Scanner(script, name, session).read();
  return session.end();
}

/** The comments up to the ends of their lines, and no text that only looks so. @throws SourceError as `splitScript` does */
export function lineComments(script: string, name: string): readonly Comment[] {
  const scanner = new Scanner(script, name, new Session({ passesOver: true }));
  scanner.read();
  return scanner.comments;
}
