// What is planned, and how.

import type { Options } from "./option.ts";

export const planning = {
  only: {
    form: "globs",
    value: "<glob>",
    help: "plan only the drift of the objects that this glob matches, as public.users.*",
    default: "all that is reported",
    commands: ["plan"],
  },
  reverse: {
    form: "flag",
    help: "print the way back instead: from the declared schema to the live one",
    commands: ["plan"],
  },
  allow: {
    form: "choices",
    value: "<list>",
    help: "write these as statements and not as comments",
    choices: ["data-loss"],
    commands: ["plan"],
  },
  rename: {
    form: "renames",
    value: "<live=name>",
    help: "take the live object for the declared one of this name, and rename it, as public.users.mail=email",
    commands: ["plan"],
  },
} as const satisfies Options;
