// When a trigger, rule or event trigger fires, where that is not as usual.

import type { Attributes } from "../catalog/catalog.ts";
import { optionalText } from "../kinds/row.ts";

/** `DISABLE`, `ENABLE REPLICA`, `ENABLE ALWAYS`, or `ENABLE`: what stands before the trigger's name, or behind it. */
export function firing(own: Attributes): string {
  const told = optionalText(own, "enabled");
  if (told === null) return "ENABLE";
  return told === "DISABLED" ? "DISABLE" : `ENABLE ${told}`;
}
