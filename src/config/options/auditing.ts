// What driftcheck audit reads, against which schema, and what the team accepts of it.

import type { Options } from "./option.ts";

export const auditing = {
  schema: {
    form: "locator",
    value: "<locator>",
    help: "schema to prepare the statements against, as --declared and --live of check take it; its data are not read",
    default: "none: PostgreSQL's parser alone judges",
    commands: ["audit"],
    mistakenFor: ["declared", "live"],
  },
  "search-path": {
    form: "text",
    value: "<schemas>",
    help: "schemas in which the application looks for tables, by commas",
    default: "public, or the only schema with tables",
    commands: ["audit"],
  },
  sinks: {
    form: "text",
    value: "<names>",
    help: "functions of the project that take SQL, by commas, such as run_query,Db.fetchAll",
    commands: ["audit"],
  },
  allowlist: {
    form: "file",
    value: "<file>",
    help: "findings that the team accepts for now",
    default: "audit-allowlist.yaml",
    commands: ["audit"],
    mistakenFor: ["baseline"],
  },
  check: {
    form: "flag",
    help: "report new blockers only",
    commands: ["audit"],
  },
  accept: {
    form: "flag",
    help: "add today's blockers to the allowlist, for a person to write the reasons",
    commands: ["audit"],
  },
} as const satisfies Options;
