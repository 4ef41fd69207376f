// Applications as people write them, in MySQL's ways, whose database pgloader moved: everything that was planted is found, and
// nothing else is. expected.yaml beside each says what was planted, and what only looks like it.

import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { audit } from "../../src/audit/audit.ts";
import type { AuditReport } from "../../src/audit/report.ts";
import { compared, expectedOf, marina } from "./expected.ts";
import { validateAudit } from "./report.ts";

const applications = [
  ["python", 60],
  ["php", 20],
  ["typescript", 20],
] as const;

const reports = new Map<string, AuditReport>();

beforeAll(async () => {
  for (const [name] of applications)
    reports.set(name, await audit({ paths: ["."], root: join(marina, name), schema: join(marina, "schema.sql") }));
});

const reportOf = (name: string): AuditReport => {
  const report = reports.get(name);
  if (report === undefined) throw new Error(`${name} was not audited`);
  return report;
};

describe.each(applications)("%s", (name, least) => {
  const expected = expectedOf(name);

  test("has enough of both", () => {
    expect(expected.findings.length).toBeGreaterThanOrEqual(least);
    expect(expected["near-misses"].length).toBeGreaterThanOrEqual(least);
  });

  test("what was planted is found, and nothing else", () => {
    const { missed, unexpected, blind } = compared(reportOf(name), expected);
    expect({ missed, unexpected, blind }).toEqual({ missed: [], unexpected: [], blind: [] });
  });

  test("near misses are read, too", () => {
    const { counts } = reportOf(name);
    expect(counts.statements).toBeGreaterThanOrEqual(0.9 * (expected.findings.length + expected["near-misses"].length));
  });

  test("the report is what its schema says", () => {
    const json: unknown = JSON.parse(JSON.stringify(reportOf(name)));
    expect(validateAudit(json) ? [] : validateAudit.errors).toEqual([]);
  });
});
