// Which rules are in force: those of a file, the shipped presets, or none.

import { existsSync } from "node:fs";
import type { CheckOptions } from "../check.ts";

export const projectRules = "ignore-rules.yaml";

/**
 * A project's own rules are read at once, so that a mistake in them never waits for the first drift; the preset when it is needed.
 * @param option the file of --rules, false for --no-rules, undefined or true for neither
 */
export async function rulesFor(option: string | boolean | undefined): Promise<CheckOptions["rules"]> {
  if (option === false) return [];
  const file = ruleFile(option);
  if (file === undefined) return async () => (await import("../judge/rules/load.ts")).loadPreset();
  return (await import("../judge/rules/load.ts")).loadRules(file);
}

/** The rule file that is meant; undefined for the shipped presets. */
export function ruleFile(option: string | boolean | undefined): string | undefined {
  if (typeof option === "string") return option;
  return existsSync(projectRules) ? projectRules : undefined;
}
