// What is known of an option: how it is written down, what it does, which commands take it.

import type { Scope } from "../../compare/in-scope.ts";
import type { ReportTo } from "../report-to.ts";

/** What a value is once it is read, by how it is written down. */
export interface Forms {
  flag: boolean;
  /** `--no-rules`: it says no to the option after its `no-`. */
  off: never;
  locator: string;
  file: string;
  /** A rule file, or false for no rules at all. */
  rules: string | boolean;
  /** A program's file, or its name in $PATH. */
  program: string;
  text: string;
  /** A name, or `name=file`; as often as there are reports to write. */
  reports: readonly ReportTo[];
  /** One of its choices. */
  choice: string;
  /** Some of its choices, by commas. */
  choices: readonly string[];
  /** A whole number from 1 on. */
  count: number;
  /** A whole number from 0 on. */
  number: number;
  seconds: number;
  mapping: ReadonlyMap<string, string>;
  scope: Scope;
}

export const comparing = ["check", "explain", "baseline", "stamp", "bootstrap", "rules", "rules suggest"] as const;
export const ratcheting = ["check", "explain", "stamp", "bootstrap", "rules suggest"] as const;
export const stamping = ["stamp", "bootstrap"] as const;

export type CommandName = (typeof comparing)[number] | "prove" | "snapshot" | "init" | "audit" | "gate";

export interface OptionEntry {
  readonly form: keyof Forms;
  /** What `--help` shows for its value: none for a flag, nor for what only driftcheck.yaml can say. */
  readonly value?: string;
  /** One line: a verb phrase, or what the value is. */
  readonly help: string;
  /** In words, where the code that uses it has a default. */
  readonly default?: string;
  /** The value itself, where the command line gives one if none was given. */
  readonly preset?: string;
  readonly choices?: readonly string[];
  readonly commands: readonly CommandName[];
  readonly required?: readonly CommandName[];
  /** Where a command differs from the others. */
  readonly differs?: Partial<Record<CommandName, Pick<Partial<OptionEntry>, "help" | "choices">>>;
  /** Where an environment of driftcheck.yaml may say it, by the same name: a value as it is written there, as an example. */
  readonly inFile?: string;
  /** Options of other commands for the same: whoever writes one of these is told this option's name. */
  readonly mistakenFor?: readonly string[];
}

export type Options = Readonly<Record<string, OptionEntry>>;
