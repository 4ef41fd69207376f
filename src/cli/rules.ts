// driftcheck rules: what is in force, why, and what each rule matches; driftcheck rules suggest: rules for what drifts today.

import type { Command } from "commander";
import type { OptionsOf } from "../config/options/table.ts";
import type { Rule } from "../judge/rules/rule.ts";
import { printable } from "../redact.ts";
import type { Finish, Streams } from "./command.ts";
import { type ComparisonOptions, checkOptionsOf } from "./comparison.ts";
import { withEnvironment } from "./environment.ts";
import { addOptions } from "./options.ts";
import { ruleFile } from "./rule-file.ts";

export function addRules(program: Command, streams: Streams, _finish: Finish): void {
  const command = program
    .command("rules")
    .summary("list the ignore rules, or suggest new ones")
    .description("Lists the rules in force and the reason of each; with --declared, also how often each matches.");
  addOptions(command, "rules").action((options: OptionsOf<"rules">) => list(options, streams));
  const suggest = command
    .command("suggest")
    .description("Writes the narrowest rules that ignore today's differences. Fill in the reasons yourself.");
  addOptions(suggest, "rules suggest").action((_: unknown, command: Command) =>
    // What both commands know, commander gives to the outer one.
    write(command.optsWithGlobals(), streams),
  );
}

async function write(given: OptionsOf<"rules suggest">, streams: Streams): Promise<void> {
  const options = await withEnvironment(given);
  const [{ check }, { suggestRules }] = await Promise.all([import("../check.ts"), import("../judge/rules/suggest.ts")]);
  const own = options.rules === false ? undefined : ruleFile(options.rules);
  const text = suggestRules((await check(await checkOptionsOf(options))).drift, {
    ...(own !== undefined && { addTo: own }),
    preset: options.rules !== false,
  });
  if (options.out === undefined) streams.out(text);
  else await (await import("../files.ts")).writeNew(options.out, text);
}

async function list(given: OptionsOf<"rules">, { out }: Streams): Promise<void> {
  // No default one is taken: to list the rules, nothing has to be compared.
  const options = given.env === undefined ? given : await withEnvironment(given);
  const { loadPreset, loadRules } = await import("../judge/rules/load.ts");
  const file = options.rules === false ? undefined : ruleFile(options.rules);
  const rules = options.rules === false ? [] : await (file === undefined ? loadPreset() : loadRules(file));
  const matches = options.declared === undefined ? undefined : await matchesOf(options, rules);
  for (const rule of rules) {
    const why = rule.reason ?? rule.evidence ?? "";
    const lines = [...new Set([rule.summary, why]), ...(matches === undefined ? [] : [matches(rule)])];
    out(`${[`${rule.id}${aside(rule)}`, ...lines.map((line) => `  ${printable(line)}`)].join("\n")}\n`);
  }
}

/** Of a shipped rule its presets; of a project's own what a reviewer of debt asks: whose it is, where it is settled, until when. */
function aside({ owner, issue, expires, max, presets, disabledIn }: Rule): string {
  const facts = [
    ...(disabledIn === undefined ? [] : [`disabled in ${disabledIn}`]),
    ...(presets === undefined ? [] : [`preset ${presets.join(", ")}`]),
    ...(owner === undefined ? [] : [`owner ${owner}`]),
    ...(issue === undefined ? [] : [`issue ${issue}`]),
    ...(expires === undefined ? [] : [`until ${expires}`]),
    ...(max === undefined ? [] : [`at most ${max}`]),
  ];
  return facts.length === 0 ? "" : ` (${printable(facts.join(", "))})`;
}

async function matchesOf(options: ComparisonOptions, rules: readonly Rule[]): Promise<(rule: Rule) => string> {
  const [{ check }, { matchesByRule }] = await Promise.all([import("../check.ts"), import("../judge/rules/apply.ts")]);
  const { ignored, staleRules } = await check({ ...(await checkOptionsOf(options)), rules });
  const counts = matchesByRule(ignored);
  const stale = new Map(staleRules.map(({ rule, reason }) => [rule, reason]));
  return ({ id, lenient, disabledIn }) => {
    if (disabledIn !== undefined) return "disabled";
    if (options.strict && lenient) return "not in force under --strict";
    return stale.get(id) ?? `matched ${counts.get(id) ?? 0}`;
  };
}
