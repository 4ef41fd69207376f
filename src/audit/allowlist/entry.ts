// audit-allowlist.yaml: findings that the team lives with for now, each with its reason. What a person has not written is refused.

import { existsSync } from "node:fs";
import { Check, isFields, show } from "../../input/fields.ts";
import { refuseUnwritten, reviewedOf } from "../../input/reviewed.ts";
import { readMapping } from "../../input/yaml.ts";
import type { Allowed } from "../report.ts";

export interface AllowedEntry extends Allowed {
  readonly fingerprint: string;
  readonly file: string;
  readonly class: string;
  /** For people: the fingerprint is of it. */
  readonly statement: string;
}

export const defaultAllowlist = "audit-allowlist.yaml";

const fields = ["file", "class", "statement", "reason", "owner", "issue", "expires", "test", "fingerprint"];

/** @throws RuleError in one line, where the file can't be read, or a reason is still to be written */
export async function loadAllowlist(file: string): Promise<AllowedEntry[]> {
  return (await readEntries(file)).map((item, at) => entryOf(item, new Check(file, `entry ${at + 1}`)));
}

/** The fingerprints of a file that `--accept` adds to, whatever its reasons say. @throws RuleError where it can't be read */
export async function fingerprintsIn(file: string): Promise<ReadonlySet<unknown>> {
  if (!existsSync(file)) return new Set();
  return new Set((await readEntries(file)).map((item) => (isFields(item) ? item.fingerprint : undefined)));
}

async function readEntries(file: string): Promise<readonly unknown[]> {
  const content = await readMapping(file, file, { what: "allowlist", mainField: "allowed" });
  const check = new Check(file, "the allowlist");
  check.onlyFields(content, ["version", "allowed"]);
  if (content.version !== 1) check.fail("version", `must be 1, not ${show(content.version)}`);
  if (!Array.isArray(content.allowed)) return check.fail("allowed", "must be a list");
  return content.allowed;
}

function entryOf(item: unknown, check: Check): AllowedEntry {
  if (!isFields(item)) return check.fail("allowed", "must be a list of mappings");
  check.onlyFields(item, fields);
  const reason = check.text(item, "reason");
  refuseUnwritten(reason, "this finding", check);
  const test = check.optionalText(item, "test");
  return {
    fingerprint: check.text(item, "fingerprint"),
    file: check.text(item, "file"),
    class: check.text(item, "class"),
    statement: check.text(item, "statement"),
    reason,
    ...reviewedOf(item, check),
    ...(test !== undefined && { test }),
  };
}
