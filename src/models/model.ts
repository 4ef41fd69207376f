// The contract of a declared model that is no SQL: another program, or a file of its own form, gives the DDL.

import type { Recognition } from "../scripts/project-files.ts";
import type { Emitted, ToolOptions } from "./emitted.ts";

export interface Model {
  /** The locator's prefix, before its colon. */
  readonly name: string;
  /** How a user writes it down, for `--help` and README. */
  readonly locator: string;
  /** How its projects are known. Runs nothing. */
  readonly recognition: Recognition;
  /** @throws SourceError in one line when the project's own program fails: what it said last, and what to do */
  readonly ddl: (path: string, options: ToolOptions) => Promise<Emitted>;
}
