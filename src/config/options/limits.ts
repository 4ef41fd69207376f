// How long something may take. In seconds.

import { comparing, type Options } from "./option.ts";

export const limits = {
  timeout: {
    form: "seconds",
    value: "<seconds>",
    help: "limit for reading a live database, connecting included",
    default: "300",
    commands: [...comparing, "prove", "snapshot", "audit"],
    inFile: "600",
  },
  "restore-timeout": {
    form: "seconds",
    value: "<seconds>",
    help: "limit for restoring a script into the embedded PostgreSQL",
    default: "300",
    commands: [...comparing, "prove", "snapshot", "audit"],
    inFile: "600",
  },
  "data-timeout": {
    form: "seconds",
    value: "<seconds>",
    help: "limit for each query of --data",
    default: "60",
    commands: ["check"],
    inFile: "600",
  },
} as const satisfies Options;
