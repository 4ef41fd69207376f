// Which findings are allowed, and which entries of the allowlist allow nothing any more.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { isExpired } from "../../input/reviewed.ts";
import type { Allowed, AuditFinding, StaleEntry } from "../report.ts";
import type { AllowedEntry } from "./entry.ts";

export interface Applied {
  readonly findings: readonly AuditFinding[];
  readonly staleEntries: readonly StaleEntry[];
}

export interface Surroundings {
  /** Where the paths of tests begin. */
  readonly root: string;
  /** As `2027-01-31`. */
  readonly today: string;
  /** Was the file among what was audited? Of any other nothing is known. */
  readonly covers?: (file: string) => boolean;
}

export function applyAllowlist(
  findings: readonly AuditFinding[],
  entries: readonly AllowedEntry[],
  { root, today, covers = () => true }: Surroundings,
): Applied {
  const inForce = new Map(entries.filter((entry) => !isExpired(entry, today)).map((entry) => [keyOf(entry), entry]));
  const found = new Set(findings.map(keyOf));
  const allowed = findings.map((finding) => {
    const entry = inForce.get(keyOf(finding));
    return entry === undefined ? finding : { ...finding, allowed: allowedBy(entry) };
  });
  const staleEntries = entries
    .filter(({ file }) => covers(file))
    .flatMap((entry) => {
      const reason = !found.has(keyOf(entry))
        ? "it matches no finding, so it is fixed or changed"
        : isExpired(entry, today)
          ? `it expired on ${entry.expires}`
          : withoutTest(entry, root);
      return reason === undefined ? [] : [{ file: entry.file, fingerprint: entry.fingerprint, reason }];
    });
  return { findings: allowed, staleEntries };
}

const keyOf = (entry: { readonly fingerprint: string; readonly file: string; readonly class: string }) =>
  [entry.fingerprint, entry.file, entry.class].join("\0");

function allowedBy({ reason, owner, issue, expires, test }: AllowedEntry): Allowed {
  return {
    reason,
    ...(owner !== undefined && { owner }),
    ...(issue !== undefined && { issue }),
    ...(expires !== undefined && { expires }),
    ...(test !== undefined && { test }),
  };
}

/** `tests/test_a.py::test_b` names a test within a file. */
function withoutTest({ test }: AllowedEntry, root: string): string | undefined {
  if (test === undefined || existsSync(join(root, test.split("::")[0] ?? test))) return undefined;
  return `its test ${test} does not exist`;
}
