// The migration tool: its folder, its table, the revision that is stamped.

import { comparing, type Options, stamping } from "./option.ts";

export const migrations = {
  migrations: {
    form: "locator",
    value: "<locator>",
    help: "migrations folder, if --declared is not one; pending migrations are listed separately",
    commands: comparing,
    inFile: "alembic:alembic.ini",
  },
  "version-table": {
    form: "text",
    value: "<name>",
    help: "version table, written table or schema.table",
    default: "the migration tool's own",
    commands: comparing,
    inFile: "app.alembic_version",
  },
  tool: {
    form: "text",
    value: "<name>",
    help: "migration tool whose table is stamped",
    default: "the tool of --migrations or --declared",
    commands: stamping,
  },
  revision: {
    form: "text",
    value: "<id>",
    help: "record this revision and all that lead to it: an id, head or heads",
    preset: "head",
    commands: stamping,
  },
  purge: {
    form: "flag",
    help: "delete the recorded revisions first",
    commands: ["stamp"],
  },
  verify: {
    form: "file",
    value: "<file>",
    help: "compare the database with this attestation; write nothing",
    commands: ["stamp", "plan"],
    differs: {
      plan: { help: "tell whether the live schema still is the one for which this file was planned; plan nothing" },
    },
  },
} as const satisfies Options;
