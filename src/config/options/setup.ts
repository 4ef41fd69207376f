// How driftcheck init sets a project up.

import type { Options } from "./option.ts";

export const setup = {
  yes: {
    form: "flag",
    help: "ask nothing; take the first answer of each question",
    commands: ["init"],
  },
  snapshot: {
    form: "file",
    value: "<file>",
    help: "also write the declared schema to this new snapshot, and declare that; checks then need no Python",
    commands: ["init"],
  },
} as const satisfies Options;
