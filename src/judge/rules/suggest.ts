// The narrowest rules for what drifts today: one object, one attribute, the two values. None of them loads before a person
// has said why the team lives with it.

import type { Drift } from "../../catalog/drift.ts";
import { kindOf } from "../../catalog/object-id.ts";
import { unwrittenReason } from "../../input/reviewed.ts";
import { printable, visibleJson } from "../../redact.ts";

export interface Home {
  /** The project's rule file, where it has one. */
  readonly addTo?: string;
  /** Whether the shipped presets were in force. */
  readonly preset: boolean;
}

export function suggestRules(drift: readonly Drift[], { addTo, preset }: Home): string {
  const use =
    addTo === undefined
      ? "Then save this as ignore-rules.yaml."
      : `Then move them into ${printable(addTo)}; check reads one file.`;
  const notice = `# The narrowest rules for the drift that \`driftcheck rules suggest\` found. A rule stops matching once its drift changes.
# Remove those that the team does not accept, and write in each \`reason\` why it accepts the others. A file with a
# reason of ${unwrittenReason} is refused. You may add \`owner\`, \`issue\` and \`expires\` (like 2027-03-31). ${use}
`;
  const taken = new Set<string>();
  const rules = drift.map((each) => ruleFor(each, taken));
  const head = preset && addTo === undefined ? "extends: default\n" : "";
  return `${notice}${head}${rules.length === 0 ? "rules: []\n" : `rules:\n${rules.join("\n")}`}`;
}

function ruleFor(drift: Drift, taken: Set<string>): string {
  const { id, type, attribute, declared, live, contents } = drift;
  const match = { kind: kindOf(id), type, ...(attribute !== undefined && { attribute }), id };
  // In a glob a star that is part of a name stands for other names too.
  const bound = id.includes("*") ? "    max: 1\n" : "";
  return `  - id: ${ruleId(drift, taken)}
    reason: ${unwrittenReason}
    match: ${visibleJson(match)}
    expect: ${visibleJson({ declared, live, ...(contents !== undefined && { contents }) })}
${bound}`;
}

function ruleId({ type, id, attribute }: Drift, taken: Set<string>): string {
  const words = `${attribute === undefined ? `${type} ` : ""}${id} ${attribute ?? ""}`.replace(
    /([a-z])([A-Z])/g,
    "$1-$2",
  );
  const slug = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  let ruleName = slug;
  for (let next = 2; taken.has(ruleName); next += 1) ruleName = `${slug}-${next}`;
  taken.add(ruleName);
  return ruleName;
}
