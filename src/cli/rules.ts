// driftcheck rules: what is in force, and why.

import type { Command } from "commander";
import { printable } from "../redact.ts";
import { ruleFile } from "./check.ts";
import type { Finish, Streams } from "./command.ts";

export function addRules(program: Command, streams: Streams, _finish: Finish): void {
  program
    .command("rules")
    .description("list the rules in force and why each of them is there")
    .option("--rules <file>", "the project's rules; by default ./ignore-rules.yaml, else the shipped preset")
    .action(async ({ rules }: { rules?: string }) => {
      const file = await ruleFile(rules);
      const { loadPreset, loadRules } = await import("../rules/load.ts");
      for (const rule of await (file === undefined ? loadPreset() : loadRules(file))) {
        const why = rule.reason ?? rule.evidence ?? "";
        const until = rule.expires === undefined ? "" : ` (until ${rule.expires})`;
        streams.out(`${rule.id}${until}\n  ${printable(rule.summary)}\n  ${printable(why)}\n`);
      }
    });
}
