// `switch (true) { case $platform instanceof MySQLPlatform: … }`, `case adapter when "mysql"`, PHP's `match`.

import type { Branch, Code } from "../code.ts";
import type { Syntax } from "../syntax.ts";
import type { Guard } from "./guard.ts";
import { type Asks, asksOf } from "./question.ts";

/** One way through it: the labels before it, and where it stands. */
interface Arm {
  readonly labels: readonly string[];
  readonly start: number;
  readonly end: number;
}

export const isSwitch = ({ node, condition }: Branch): boolean =>
  condition === undefined && /switch|match|^case$/.test(node.type);

export function* guardsInSwitch({ node, arms }: Branch): Generator<Guard> {
  let labels: readonly string[] = [];
  const all: Arm[] = [];
  for (const arm of arms) {
    const [own, body] = labelled(arm);
    labels = [...labels, ...own];
    const [first, last] = [body[0], body.at(-1)];
    // One without a body falls through to the next.
    if (first === undefined || last === undefined) continue;
    all.push({ labels, start: first.node.start, end: last.node.end });
    labels = [];
  }
  yield* guarded(node, all);
}

/** `match (true) { $p instanceof MySQLPlatform => "…", default => "…" }`. */
export function* guardsInMatch(node: Syntax): Generator<Guard> {
  const all = (node.at("body")?.children ?? []).flatMap((each): Arm[] => {
    const value = each.at("return_expression");
    const conditions = each.at("conditional_expressions")?.children ?? [];
    return value === undefined
      ? []
      : [{ labels: conditions.map(({ text }) => text), start: value.start, end: value.end }];
  });
  yield* guarded(node, all);
}

function* guarded(node: Syntax, arms: readonly Arm[]): Generator<Guard> {
  const subject = (node.at("condition") ?? node.at("value") ?? node.at("subject"))?.text.replace(/^\(|\)$/g, "") ?? "";
  const asked = arms.map(({ labels }) => labels.map((label) => asksIn(subject, label)));
  const hasOurs = asked.flat().some((asks) => asks?.otherwise !== undefined);
  for (const [index, { start, end, labels }] of arms.entries()) {
    const each = asked[index] ?? [];
    if (labels.length === 0 && hasOurs) yield { start, end, onlyFor: "another database" };
    const [first] = each;
    if (first?.on !== undefined && each.every((asks) => asks?.on !== undefined))
      yield { start, end, onlyFor: first.on };
  }
}

const asksIn = (subject: string, label: string): Asks | undefined =>
  asksOf(/^true$/i.test(subject) ? label : `${subject} == ${label}`);

const labelTypes = /^(?:switch_label|case_switch_label|case_pattern|constant_pattern|pattern)$/;

/** The labels at the beginning of an arm, and the rest of it. */
function labelled(arm: readonly Code[]): readonly [readonly string[], readonly Code[]] {
  const at = arm.findIndex(
    ({ node }) => node.field !== "value" && node.field !== "pattern" && !labelTypes.test(node.type),
  );
  const labels = (at === -1 ? arm : arm.slice(0, at)).map(({ node }) =>
    node.text.replace(/^case\s+|\s*(?:->|:)?\s*$/g, ""),
  );
  // Java has its default as a label.
  return [labels.filter((label) => label !== "default" && label !== "_"), at === -1 ? [] : arm.slice(at)];
}
