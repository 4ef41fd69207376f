// audit --accept: writes down what is found today. Nothing loads an entry before a person has said why the team accepts it.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { writeWhole } from "../../files.ts";
import { unwrittenReason } from "../../input/reviewed.ts";
import { appended } from "../../input/yaml.ts";
import type { AuditFinding } from "../report.ts";
import { fingerprintsIn } from "./entry.ts";

const notice = `# SQL that PostgreSQL refuses and that the team accepts for now, for review. Made by \`driftcheck audit --accept\`.
# Write in each \`reason\` why: a file with a reason of ${unwrittenReason} is refused. You may add \`owner\`, \`issue\`, \`expires\`
# (like 2027-03-31) and \`test\` (the regression test to come). Delete an entry once its statement is fixed.
version: 1
allowed:
`;

/** Adds the blockers that the file does not allow yet. @returns how many. @throws RuleError, UsageError */
export async function acceptFindings(file: string, findings: readonly AuditFinding[]): Promise<number> {
  const known = await fingerprintsIn(file);
  const fresh = new Map(
    findings
      .filter(({ severity, fingerprint }) => severity === "blocker" && !known.has(fingerprint))
      .map((finding) => [finding.fingerprint, finding]),
  );
  const entries = [...fresh.values()].map(({ file: at, class: of, statement, fingerprint }) => ({
    file: at,
    class: of,
    statement,
    reason: unwrittenReason,
    fingerprint,
  }));
  if (entries.length === 0) return 0;
  const text = existsSync(file) ? await readFile(file, "utf8") : notice;
  await writeWhole(file, await appended(text, "allowed", entries));
  return entries.length;
}
