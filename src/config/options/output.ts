// What is written, where, and in what form.

import { failOnNames } from "../../reporters/fail-on.ts";
import { reporters } from "../../reporters/registry.ts";
import { type Options, stamping } from "./option.ts";

export const output = {
  reporter: {
    form: "reports",
    value: "<name[=file]>",
    help: "form of the report, and a file to write it to",
    default: "text",
    choices: reporters.map(({ name }) => name),
    commands: ["check", "merge", "prove", "log", "plan", "audit"],
    differs: {
      check: { help: "form of the report, and a file to write it to; text, json and html for many databases" },
      merge: { choices: ["text", "json", "html"] },
      prove: { choices: ["text", "json"] },
      log: { choices: ["text", "json"] },
      plan: { choices: ["text", "json"] },
    },
    inFile: "[text, json=drift.json]",
  },
  output: {
    form: "file",
    value: "<file>",
    help: "write the report that names no file to this file",
    default: "stdout",
    commands: ["check", "merge", "audit", "gate"],
    differs: { gate: { help: "write the lines or the checklist to this file" } },
    mistakenFor: ["out"],
  },
  object: {
    form: "text",
    value: "<id>",
    help: "only this object and what belongs to it: an id, a name, the end of a name, or a glob",
    commands: ["log"],
  },
  limit: {
    form: "count",
    value: "<n>",
    help: "read this many versions of the file",
    default: "100",
    commands: ["log"],
  },
  summary: {
    form: "flag",
    help: "print the verdict and the counts without each drift",
    commands: ["check", "merge", "audit"],
  },
  "print-queries": {
    form: "flag",
    help: "print each query that a check with these options sends to a live server, and its purpose; connect to nothing",
    commands: ["check"],
  },
  quiet: {
    form: "flag",
    help: "print no report; the exit code and files tell",
    commands: ["check", "merge", "audit"],
  },
  watch: {
    form: "flag",
    help: "check again whenever a file of the model changes",
    commands: ["check"],
  },
  color: {
    form: "choice",
    value: "<when>",
    help: "color the report on stdout",
    default: "auto, which is on a terminal and as NO_COLOR and FORCE_COLOR say",
    choices: ["auto", "always", "never"],
    commands: ["check", "merge", "audit"],
  },
  "fail-on": {
    form: "choices",
    value: "<list>",
    help: "exit with 1 only for these, by commas",
    default: "all",
    choices: failOnNames,
    commands: ["check"],
    inFile: "[missing, changed]",
  },
  github: {
    form: "flag",
    help: "also write annotations to stderr and a summary to $GITHUB_STEP_SUMMARY; --no-github does not",
    default: "if GITHUB_ACTIONS is true",
    commands: ["check", "audit"],
    inFile: "false",
  },
  out: {
    form: "file",
    value: "<file>",
    help: "file to write",
    commands: ["snapshot", "ddl", "baseline", "rules suggest", "plan"],
    differs: {
      plan: {
        help: "write new files here instead of printing them: a file for sql, else what the tool's locator names, as db/migrations",
      },
      snapshot: { help: "snapshot to write, .yaml or .json" },
      ddl: { help: "write the SQL to this new file instead of stdout" },
      baseline: { help: "baseline to write, such as drift-baseline.yaml" },
      "rules suggest": { help: "write the rules to this new file instead of stdout" },
    },
    required: ["snapshot", "baseline"],
    mistakenFor: ["output"],
  },
  attestation: {
    form: "file",
    value: "<file>",
    help: "write what was verified and recorded to this file",
    default: "driftcheck-attestation.yaml",
    commands: stamping,
    mistakenFor: ["out", "output"],
  },
  "dry-run": {
    form: "flag",
    help: "print the SQL; write nothing",
    commands: ["stamp", "init"],
    differs: { init: { help: "print the files; write nothing" } },
  },
} as const satisfies Options;
