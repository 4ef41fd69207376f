// Gives each command its options, as the table has them. Nothing else adds one.

import { type Command, Option } from "commander";
import type { CommandName, OptionEntry } from "../config/options/option.ts";
import { optionGroups } from "../config/options/table.ts";
import { UsageError } from "../errors.ts";
import { refuseEmpty } from "./command.ts";
import { parsers } from "./values.ts";

/** Adds what the table has for a command. */
export function addOptions(command: Command, of: CommandName): Command {
  const groups = Object.entries(optionGroups).map(
    ([heading, entries]) => [heading, Object.entries(entries).filter(([, entry]) => isTaken(entry, of))] as const,
  );
  const takesEnvironments = groups.some(([, entries]) => entries.some(([name]) => name === "env"));
  for (const [heading, entries] of groups)
    for (const [name, entry] of entries) {
      const add = (option: Option) => command.addOption(option.helpGroup(`${heading}:`));
      add(optionOf(name, entry, of));
      for (const written of entry.mistakenFor ?? []) add(instead(written, command, name));
      // So that a command line can switch off what an environment says, and nobody has to read of it; or where its help says so.
      const isSwitch = (takesEnvironments && entry.inFile !== undefined) || entry.help.includes(`--no-${name}`);
      if (entry.form === "flag" && isSwitch) add(new Option(`--no-${name}`).hideHelp());
    }
  // As other programs have it: a dash is where they write to if no file is named.
  return command.hook("preAction", () => {
    for (const name of ["output", "out"])
      if (command.getOptionValue(name) === "-") command.setOptionValue(name, undefined);
  });
}

const isTaken = ({ commands, form }: OptionEntry, by: CommandName) => commands.includes(by) && form !== "scope";

function optionOf(name: string, entry: OptionEntry, of: CommandName): Option {
  const { value, help, choices, preset, default: otherwise, form, required } = { ...entry, ...entry.differs?.[of] };
  const notes = [
    ...(choices === undefined ? [] : [`choices: ${choices.join(", ")}`]),
    ...(form === "mapping" || form === "reports" || (form === "names" && of === "check") ? ["repeatable"] : []),
    ...(otherwise === undefined ? [] : [`default: ${otherwise}`]),
  ];
  const text = [help, ...notes.map((note) => `(${note})`)].join(" ");
  const option = new Option(value === undefined ? `--${name}` : `--${name} ${value}`, text);
  const parse = parsers[form];
  if (value !== undefined)
    option.argParser((given, before) => {
      refuseEmpty(name, given);
      if (given === "-" && name === "out" && required?.includes(of))
        throw new UsageError(`--${name} -: ${of} writes to a file only. Name one.`);
      return parse === undefined
        ? given
        : parse({ value: given, option: `--${name}`, before: before as never, choices: choices ?? [] });
    });
  if (preset !== undefined) option.default(preset);
  return option.makeOptionMandatory(required?.includes(of) === true);
}

/** What people write who know another command's option of that meaning. */
function instead(written: string, command: Command, name: string): Option {
  return new Option(`--${written} [value]`)
    .hideHelp()
    .preset("")
    .argParser(() => {
      throw new UsageError(`${command.name()} has no --${written}: use --${name}`);
    });
}
