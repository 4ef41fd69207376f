// Variables of the process's environment in the values of driftcheck.yaml: ${NAME}, ${NAME:-default}, and $${ for a plain ${.
// A variable's value is in no message: it may be any secret.

import { isFields } from "../input/fields.ts";
import type { Place } from "./place.ts";

/** What becomes of a value whose variable is unset: an error, or nothing, where nobody asked for the value. */
export type Unset = "error" | "nothing";

const reference = /\$?\$\{(?:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\})?/g;

export const hasVariable = (value: unknown): boolean => typeof value === "string" && value.includes("${");

/**
 * A value with each variable in it read. What comes of a variable is not read again.
 * @returns undefined where a variable is unset and that is no error
 * @throws RuleError naming the place and the variable
 */
export function expand(value: unknown, place: Place, unset: Unset): unknown {
  if (typeof value === "string") return hasVariable(value) ? expandText(value, place, unset) : value;
  if (Array.isArray(value)) return allOrNothing(value.map((each) => expand(each, place, unset)));
  if (!isFields(value)) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, expand(each, place.under(name), unset)] as const);
  return allOrNothing(entries.map(([, each]) => each)) && Object.fromEntries(entries);
}

const allOrNothing = (values: unknown[]) => (values.includes(undefined) ? undefined : values);

function expandText(text: string, place: Place, unset: Unset): string | undefined {
  let isUnset = false;
  const expanded = text.replace(reference, (found, name: string | undefined, otherwise: string | undefined) => {
    if (found.startsWith("$$")) return found.slice(1);
    if (name === undefined)
      // biome-ignore lint/suspicious/noTemplateCurlyInString: what a person writes.
      return place.fail("write a variable as ${NAME} or ${NAME:-default}. For a plain ${ write $${.");
    // An empty value is what a script gives whose variable is unset.
    const value = process.env[name] || otherwise;
    if (value !== undefined) return value;
    if (unset === "error") place.fail(`the environment variable ${name} is not set. Set it.`);
    isUnset = true;
    return "";
  });
  return isUnset ? undefined : expanded;
}
