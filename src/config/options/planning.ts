// What is planned, and how.

import type { Options } from "./option.ts";

export const planning = {
  only: {
    form: "globs",
    value: "<glob>",
    help: "plan only the drift of the objects that this glob matches, as public.users.*",
    default: "all that is reported",
    commands: ["plan", "gate"],
    differs: {
      gate: {
        value: "<name>",
        help: "run only this step: audit, drift, an environment, or a command's name",
        default: "all of them",
      },
    },
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
  unproven: {
    form: "flag",
    help: "also write what no copy can prove, as PGlite lacks its extension; each statement says so",
    commands: ["plan"],
  },
  rename: {
    form: "renames",
    value: "<live=name>",
    help: "take the live object for the declared one of this name, and rename it, as public.users.mail=email",
    commands: ["plan"],
  },
  format: {
    form: "choice",
    value: "<tool>",
    help: "write migrations of this tool",
    default: "sql",
    choices: [
      "sql",
      "alembic",
      "django",
      "drizzle",
      "prisma",
      "goose",
      "dbmate",
      "golang-migrate",
      "flyway",
      "sqitch",
      "rails",
    ],
    commands: ["plan"],
  },
  name: {
    form: "text",
    value: "<name>",
    help: "what the migration is called in the names of its files",
    default: "to_declared",
    commands: ["plan"],
  },
  app: {
    form: "text",
    value: "<label>",
    help: "Django app that takes the migration",
    default: "the app whose tables drift",
    commands: ["plan"],
  },
} as const satisfies Options;
