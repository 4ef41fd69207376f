// A fleet's report, read back from its JSON. What is no such report, or was cut off, is refused.

import { readFile, stat } from "node:fs/promises";
import { inWords } from "../error-code.ts";
import { UsageError } from "../errors.ts";
import { type Fields, isFields } from "../input/fields.ts";
import { printable } from "../redact.ts";
import type { FleetReport, FleetTarget } from "../reporters/fleet/report.ts";
import { digestOf } from "./assemble.ts";
import { listNames } from "./record.ts";

const largest = 512 * 1024 * 1024; // bytes, the most that a text has in Node.js

/** @throws UsageError naming the file and what is wrong with it */
export async function readFleetReport(file: string): Promise<FleetReport> {
  const shown = printable(file);
  const refuse = (problem: string): never => {
    throw new UsageError(`${shown} ${problem}`);
  };
  const { size } = await stat(file).catch((error: unknown) => refuse(`cannot be read: ${inWords(error)}`));
  if (size > largest) refuse(`is larger than ${largest} bytes`);
  const text = await readFile(file, "utf8").catch((error: unknown) => refuse(`cannot be read: ${inWords(error)}`));
  const content = parsed(text);
  if (!isFields(content) || !Array.isArray(content.targets) || !Array.isArray(content.clusters))
    return refuse("is not a report on a fleet. Write one with check --targets … --reporter json=<file>.");
  if (content.version !== 1)
    refuse(`has version ${JSON.stringify(content.version)}; this driftcheck reads version 1. Make it again.`);
  if (!isWhole(content)) refuse("is not as driftcheck wrote it. Make it again.");
  return content as unknown as FleetReport;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isName = (value: unknown): boolean => typeof value === "string";

function isTarget(value: unknown): value is FleetTarget {
  return isFields(value) && isName(value.name) && isName(value.outcome) && Array.isArray(value.clusters);
}

/** Nothing in it was changed by hand, nothing is missing. */
function isWhole(content: Fields): boolean {
  const { targets, list, declared } = content;
  if (!isFields(list) || !Array.isArray(declared) || !Array.isArray(targets) || !targets.every(isTarget)) return false;
  const isList = (name: string) => {
    const all = content[name];
    return (
      Array.isArray(all) &&
      all.every((each) => isFields(each) && Array.isArray(each.targets) && each.targets.every(isName))
    );
  };
  if (!listNames.every(isList)) return false;
  const { digest, ...report } = content as unknown as FleetReport;
  return digest === digestOf(report);
}

/** What all shards of one run have in common. */
export function headOf({ version, driftcheck, declared, options, list, strict, failOn }: FleetReport) {
  return { version, driftcheck, declared, options, list, ...(strict && { strict }), ...(failOn && { failOn }) };
}
