// A migration tool makes the tables of its record at its first run. A live side that it never ran on has none.

import type { Unread } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { dotted, kindOf } from "../catalog/object-id.ts";
import { printable } from "../redact.ts";
import type { InProgress, Step, ToolTables } from "./step.ts";

export const ownTables: Step = {
  name: "own tables",
  why: "A model read from migrations includes the tables of the migration tool, which the tool makes at its first run.",
  neverHides: "A table that isn't the tool's by its columns, or one on a live side that the tool has run on.",
  run: (comparison, { unseenBy }) => (unseenBy === undefined ? comparison : withoutOwnTables(comparison, unseenBy)),
};

function withoutOwnTables(comparison: InProgress, { tool, isOwn }: ToolTables): InProgress {
  const { declared, drift } = comparison;
  const isLacking = ({ type, id }: Drift) => type === "missing" && kindOf(id) === "table" && isOwn(id, declared);
  const lacking = drift.filter(isLacking).map(({ id }): Unread => {
    const reason = `${printable(dotted(id))} is a table of ${tool} that the live side lacks`;
    return { what: "table", count: 1, reason };
  });
  if (lacking.length === 0) return comparison;
  return {
    ...comparison,
    drift: drift.filter((each) => !isLacking(each)),
    declared: { ...declared, notCompared: [...declared.notCompared, ...lacking] },
  };
}
