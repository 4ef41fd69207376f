// What is written of the gate.

import type { Options } from "./option.ts";

export const gating = {
  release: {
    form: "flag",
    help: "print a checklist in Markdown, with deferred findings and their owners",
    commands: ["gate"],
  },
} as const satisfies Options;
