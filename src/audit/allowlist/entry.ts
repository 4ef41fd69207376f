// audit-allowlist.yaml: findings that the team lives with for now, each with its reason. What a person has not written is refused.

import { existsSync } from "node:fs";
import { Check, type Fields, isFields, show } from "../../input/fields.ts";
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

/** What `audit --accept` writes, and what nothing loads. */
export const unwrittenReason = "TODO";

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
  if (/^\s*todo\b/i.test(reason))
    check.fail("reason", `is still ${unwrittenReason}. Write why the team accepts this finding.`);
  const expires = check.optionalText(item, "expires");
  if (expires !== undefined && !isDay(expires))
    check.fail("expires", `must be a date like 2027-01-31, not ${show(expires)}`);
  const texts = {
    owner: check.optionalText(item, "owner"),
    issue: issueOf(item, check),
    expires,
    test: check.optionalText(item, "test"),
  };
  return {
    fingerprint: check.text(item, "fingerprint"),
    file: check.text(item, "file"),
    class: check.text(item, "class"),
    statement: check.text(item, "statement"),
    reason,
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)),
  };
}

const issueOf = (item: Fields, check: Check) =>
  typeof item.issue === "number" ? String(item.issue) : check.optionalText(item, "issue");

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  // JavaScript takes 2027-02-31 for the third of March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && text.length === 10;
}
