// JSON for machines that may be printed to the log of a CI service all the same.

import { visibleJson } from "../redact.ts";

/** The same values, in which no runner finds a command: `##[` of a name stands there as JSON may write it. */
export const inertJson = (value: unknown) => `${visibleJson(value, 2).replaceAll("##", "#\\u0023")}\n`;
