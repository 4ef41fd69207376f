// The statements that a project's Python gives, as one script that knows where in the project's file each of them came from.

import type { Script } from "../scripts/files.ts";

export interface PlacedStatement {
  readonly sql: string;
  /** In the file; 0 where that is not known. */
  readonly line: number;
}

export function scriptOfStatements(name: string, statements: readonly PlacedStatement[]): Script {
  // A statement of the project's own may end in a comment.
  const texts = statements.map(({ sql }) => `${sql}\n;\n`);
  const lines = statements.flatMap(({ line }, at) => (texts[at] ?? "").split("\n").map(() => line));
  return { name, text: texts.join("\n"), lines };
}
