// Which differences are ignored or accepted.

import { comparing, type Options, ratcheting, stamping } from "./option.ts";

export const ignoring = {
  rules: {
    form: "rules",
    value: "<file>",
    help: "read ignore rules from this file",
    default: "ignore-rules.yaml here or beside driftcheck.yaml, else the shipped presets",
    commands: [...comparing, "prove"],
    inFile: "false",
  },
  "no-rules": {
    form: "off",
    help: "ignore nothing",
    commands: [...comparing, "prove"],
  },
  baseline: {
    form: "file",
    value: "<file>",
    help: "accept the differences that driftcheck baseline wrote to this file",
    commands: [...ratcheting, "init"],
    differs: { init: { help: "also accept today's differences in this new file" } },
    inFile: "drift-baseline.yaml",
  },
  force: {
    form: "flag",
    help: "stamp despite drift; the attestation records it",
    commands: stamping,
  },
} as const satisfies Options;
