// Which tables a plan is about, by the ids of its drifts.

import { type ObjectName, parseObjectId } from "../../catalog/object-id.ts";
import type { Plan } from "../plan.ts";

/** Their names, without the schema. */
export function tablesOf({ statements }: Plan): ReadonlySet<string> {
  const named = statements.flatMap(({ drift }) => drift).flatMap((drift) => nameIn(drift) ?? []);
  return new Set(named.flatMap(({ path }) => path[1] ?? []));
}

/** Behind an id may stand an attribute, which is of plain words. */
function nameIn(drift: string): ObjectName | undefined {
  for (let text = drift; text !== ""; text = text.slice(0, Math.max(0, text.lastIndexOf(" ")))) {
    try {
      return parseObjectId(text);
    } catch {
      // It ends in an attribute.
    }
  }
  return undefined;
}
