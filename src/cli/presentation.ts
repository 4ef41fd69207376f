// How the report on stdout looks: as wide as the terminal, in color where people read it.

import { UsageError } from "../errors.ts";
import type { Surroundings } from "../reporters/reporter.ts";
import type { Streams } from "./command.ts";

interface Asked {
  readonly color?: string;
  readonly summary?: boolean;
  readonly quiet?: boolean;
}

export function presentationOf({ color = "auto", summary, quiet }: Asked, { terminal }: Streams): Surroundings {
  if (summary && quiet) throw new UsageError("--summary and --quiet contradict each other. Remove one.");
  return {
    ...(terminal?.width !== undefined && { width: terminal.width }),
    ...(summary && { isBrief: true }),
    colour: color === "always" || (color === "auto" && isColored(terminal !== undefined)),
  };
}

/** Sources: https://no-color.org, https://force-color.org: each counts where it is set and not empty. */
function isColored(isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== "0";
  return isTerminal && TERM !== "dumb";
}
