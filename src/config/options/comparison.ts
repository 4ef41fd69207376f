// How closely the two sides are looked at.

import { comparing, type Options } from "./option.ts";

export const comparison = {
  strict: {
    form: "flag",
    help: "also report column order; fail on stale rules and on baseline entries already fixed",
    commands: comparing,
    inFile: "true",
  },
  privileges: {
    form: "flag",
    help: "also compare owners and privileges",
    commands: [...comparing, "snapshot"],
    differs: { snapshot: { help: "also write owners and privileges, for checks that compare them" } },
    inFile: "true",
  },
  "cross-read": {
    form: "flag",
    help: "read each database a second time through pg-structure; fail if the two readings disagree",
    commands: comparing,
    inFile: "true",
  },
  base: {
    form: "base",
    value: "<locator>",
    help: "show which side moved since this: an attestation, a snapshot, or git:<revision> for the declared file there",
    default: "the attestation here, else a version of the declared file in git",
    commands: ["check"],
    inFile: "driftcheck-attestation.yaml",
  },
  "no-base": {
    form: "off",
    help: "do not look for a base; show no side that moved",
    commands: ["check"],
  },
  data: {
    form: "flag",
    help: "also check live data: sequences behind their columns, invalid indexes, constraints not validated",
    commands: ["check"],
    inFile: "true",
  },
  sample: {
    form: "count",
    value: "<n>",
    help: "try this many mutations",
    default: "all",
    commands: ["prove"],
  },
  seed: {
    form: "number",
    value: "<n>",
    help: "choose the mutations of --sample; the same seed chooses the same ones",
    default: "1",
    commands: ["prove"],
  },
} as const satisfies Options;
