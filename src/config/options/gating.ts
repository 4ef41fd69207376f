// Which steps of the gate run, and what is written of them.

import type { Options } from "./option.ts";

export const gating = {
  only: {
    form: "text",
    value: "<names>",
    help: "run these steps only, by commas: audit, drift, an environment, or a command's name",
    default: "all",
    commands: ["gate"],
  },
  release: {
    form: "flag",
    help: "print a checklist in Markdown, with deferred findings and their owners",
    commands: ["gate"],
  },
} as const satisfies Options;
