// Names of the schema that are like one that PostgreSQL does not find.

import type { Facts } from "../../statement/facts.ts";

export function isColumnAnywhere(facts: Facts | undefined, name: string): boolean {
  return facts?.relations.some(({ columns }) => columns.has(name)) === true;
}

/** Those that differ by capitals alone. */
export function inOtherCase(names: Iterable<string>, name: string): string | undefined {
  const folded = name.toLowerCase();
  for (const each of names) if (each !== name && each.toLowerCase() === folded) return each;
  return undefined;
}

/** What PostgreSQL's message has in double quotes first, without its table or schema. */
export function nameIn(message: string): string {
  const [, quoted] = /"([^"]+)"/.exec(message) ?? [];
  const [, plain] = /^column (\S+) does not exist/.exec(message) ?? [];
  return (quoted ?? plain ?? "").split(".").at(-1) ?? "";
}
