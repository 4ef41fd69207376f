// One declared schema and many databases.

import type { Options } from "./option.ts";

export const fleet = {
  "all-envs": {
    form: "flag",
    help: "check every environment of driftcheck.yaml",
    commands: ["check"],
  },
  targets: {
    form: "file",
    value: "<file>",
    help: "check every database that this file lists under targets:",
    default: "the targets: of driftcheck.yaml, if no live database is named",
    commands: ["check"],
    inFile: "targets.yaml",
  },
  jobs: {
    form: "count",
    value: "<n>",
    help: "read this many targets at once, one connection each",
    default: "8",
    commands: ["check"],
    inFile: "4",
  },
  retries: {
    form: "number",
    value: "<n>",
    help: "try a target again this often if the failure may pass, within its --timeout",
    default: "2",
    commands: ["check"],
    inFile: "0",
  },
  shard: {
    form: "shard",
    value: "<i/n>",
    help: "check only every n-th target from the i-th on; driftcheck merge puts the JSON reports together",
    commands: ["check"],
  },
  since: {
    form: "file",
    value: "<file>",
    help: "do not read again what has not changed since this JSON report; one query for each target tells",
    commands: ["check"],
  },
  journal: {
    form: "file",
    value: "<file>",
    help: "write each finished target to this file; after a kill the same command goes on from there",
    commands: ["check"],
  },
} as const satisfies Options;
