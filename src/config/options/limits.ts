// How long something may take. In seconds.

import { comparing, type Options } from "./option.ts";

export const limits = {
  timeout: {
    form: "seconds",
    value: "<seconds>",
    help: "limit for reading a live database, connecting included",
    default: "300",
    commands: [...comparing, "prove", "snapshot", "ddl", "audit"],
    inFile: "600",
  },
  "restore-timeout": {
    form: "seconds",
    value: "<seconds>",
    help: "limit for restoring a script into the embedded PostgreSQL",
    default: "300",
    commands: [...comparing, "prove", "snapshot", "ddl", "audit"],
    inFile: "600",
  },
  "lock-timeout": {
    form: "seconds",
    value: "<seconds>",
    help: "limit for a query's wait for a lock on a live database",
    default: "10",
    differs: {
      plan: {
        help: "limit for the wait for a lock, of a query and of a statement that is planned",
        default: "10 and 5",
      },
    },
    commands: [...comparing, "snapshot"],
    inFile: "2",
  },
  "statement-timeout": {
    form: "seconds",
    value: "<seconds>",
    help: "limit for each query on a live database, except those of --data",
    default: "120",
    commands: [...comparing, "snapshot"],
    inFile: "30",
  },
  "data-timeout": {
    form: "seconds",
    value: "<seconds>",
    help: "limit for each query of --data",
    default: "60",
    commands: ["check", "plan"],
    inFile: "600",
  },
} as const satisfies Options;
