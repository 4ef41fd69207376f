// What a command of the command line is given, and what it answers with.

import { type Command, Option } from "commander";
import { UsageError } from "../errors.ts";

export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** What a command tells the process that called it. */
export const exitCode = { clean: 0, drift: 1, couldNotTell: 2 } as const;

export type Finish = (code: number) => void;

/** An empty locator is what a script gives whose variable is unset. */
export function refuseEmpty(option: string, locator: string): void {
  if (locator.trim() === "")
    throw new UsageError(`--${option} is empty: say which database, file or folder; is a variable unset?`);
}

/** What people write who know another command's option of that meaning. */
export function addInstead(command: Command, written: string, instead: string): Command {
  const refuse = (): never => {
    throw new UsageError(`${command.name()} has no --${written}; its option is --${instead}`);
  };
  return command.addOption(new Option(`--${written} [value]`).hideHelp().argParser(refuse).preset(""));
}
