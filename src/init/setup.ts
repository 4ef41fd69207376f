// What init is asked, and what it answers with.

import type { Ask } from "./question.ts";

export interface InitOptions {
  /** The project's folder, which is the one that the process works in: locators are relative to it. */
  readonly root: string;
  readonly declared?: string;
  readonly live?: string;
  readonly python?: string;
  /** New files to write today's drift, and the declared schema, to. */
  readonly baseline?: string;
  readonly snapshot?: string;
  /** Absent where nobody is there who could answer. */
  readonly ask?: Ask;
}

export interface NewFile {
  /** From the project's folder. */
  readonly file: string;
  readonly text: string;
}

export interface Setup {
  /** What was found, a line each. */
  readonly notes: readonly string[];
  readonly files: readonly NewFile[];
  /** Files that are there already, and stay. */
  readonly existing: readonly string[];
  /** What a person must do, in this order, a sentence each. */
  readonly toDo: readonly string[];
}
