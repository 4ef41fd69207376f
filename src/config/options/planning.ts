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
  "lock-timeout": {
    form: "text",
    value: "<time>",
    help: "how long a statement of the plan may wait for a lock, as 5s or 500ms",
    default: "5s",
    commands: ["plan"],
  },
} as const satisfies Options;
