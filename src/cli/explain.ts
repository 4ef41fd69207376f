// driftcheck explain: both values of a drift, what they come down to, and what each rule about its like says of it.

import type { Command } from "commander";
import type { Attributes } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import type { OptionsOf } from "../config/options/table.ts";
import type { NormalForms } from "../judge/equivalence.ts";
import type { ExplainedDrift } from "../judge/rules/explain.ts";
import { printable } from "../redact.ts";
import type { Finish, Streams } from "./command.ts";
import { comparisonOf } from "./comparison.ts";
import { addOptions } from "./options.ts";

export function addExplain(program: Command, streams: Streams, _finish: Finish): void {
  const command = program
    .command("explain")
    .summary("explain why a difference was ignored or not")
    .description("Explains why a difference was ignored, or why no rule ignored it.")
    .argument("<id>", "object as the report names it, or a part or glob that matches only one");
  addOptions(command, "explain").action(async (id: string, options: OptionsOf<"explain">) => {
    const { explainObject } = await import("../explain.ts");
    const explained = await explainObject(id, await comparisonOf(options));
    streams.out(`${printable(explained.id)}\n`);
    if (explained.drift.length === 0) streams.out("  Identical on both sides. There is nothing to explain.\n");
    for (const each of explained.drift) streams.out(`\n${lines(each).join("\n")}\n`);
  });
}

function lines({ drift, fired, declined, accepted }: ExplainedDrift): string[] {
  const values = [...side("declared", drift.declared), ...side("live", drift.live)];
  const remarks = [drift.because, drift.unproven].flatMap((each) =>
    each === undefined ? [] : [`  ${printable(each)}`],
  );
  if (fired !== undefined) {
    const { rule, proof } = fired;
    const own = rule.preset ? rule.summary : (rule.reason ?? rule.summary);
    const verdict = [
      `  Ignored as noise by rule ${rule.id}: ${printable(own)}`,
      `  Because ${printable(proof.because)}`,
    ];
    return [heading(drift), ...values, ...forms(proof.normalForms, "  "), ...remarks, ...verdict];
  }
  const considered = declined.length === 0 ? "No rule is about differences of this sort." : "Rules considered:";
  const verdict = `  ${accepted ? "Drift that the baseline accepts." : "Reported as drift."} ${considered}`;
  const refusals = declined.flatMap(({ rule, refusal }) => [
    `    ${rule.id}: ${printable(refusal.declined)}`,
    ...forms(refusal.normalForms, "      "),
  ]);
  return [heading(drift), ...values, ...remarks, verdict, ...refusals];
}

function heading({ type, id, liveId, attribute }: Drift): string {
  const live = liveId === undefined ? "" : ` (live: ${liveId})`;
  return printable(`${type} ${attribute ?? id}${live}`);
}

function side(name: "declared" | "live", value: Drift["declared"]): string[] {
  const label = `  ${name.padEnd(9)} `;
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [`${label}${show(value)}`];
  const attributes = Object.entries(value as Attributes);
  if (attributes.length === 0) return [`${label}exists, no attributes set`];
  return attributes.map(([attribute, each], at) =>
    at === 0
      ? `${label}${printable(attribute)}: ${show(each)}`
      : `${" ".repeat(label.length)}${printable(attribute)}: ${show(each)}`,
  );
}

function show(value: Drift["declared"]): string {
  if (value === null) return "none";
  if (Array.isArray(value)) return `(${value.map((each) => printable(String(each))).join(", ")})`;
  return typeof value === "boolean" ? (value ? "yes" : "no") : printable(String(value));
}

function forms(normal: NormalForms | undefined, indent: string): string[] {
  if (normal === undefined) return [];
  return [
    `${indent}read as  declared ${printable(normal.declared)}`,
    `${indent}         live ${printable(normal.live)}`,
  ];
}
