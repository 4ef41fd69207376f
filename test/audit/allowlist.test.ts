// audit-allowlist.yaml: what it allows, what it no longer does, and what no command loads.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { acceptFindings } from "../../src/audit/allowlist/accept.ts";
import { applyAllowlist } from "../../src/audit/allowlist/apply.ts";
import { type AllowedEntry, loadAllowlist } from "../../src/audit/allowlist/entry.ts";
import type { AuditFinding } from "../../src/audit/report.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "driftcheck-allowlist-"));
});
afterAll(() => rm(root, { recursive: true }));

const finding = (fingerprint: string, more: Partial<AuditFinding> = {}): AuditFinding => ({
  file: "a.py",
  line: 3,
  severity: "blocker",
  class: "syntax",
  statement: "REPLACE INTO a VALUES (1)",
  message: 'syntax error at or near "REPLACE"',
  fingerprint,
  ...more,
});

const entry = (fingerprint: string, more: Partial<AllowedEntry> = {}): AllowedEntry => ({
  fingerprint,
  file: "a.py",
  class: "syntax",
  statement: "REPLACE INTO a VALUES (1)",
  reason: "moves with the importer",
  ...more,
});

const apply = (findings: readonly AuditFinding[], entries: readonly AllowedEntry[]) =>
  applyAllowlist(findings, entries, { root, today: "2026-11-29" });

test("an entry allows its statement, and no other", () => {
  const { findings, staleEntries } = apply([finding("1"), finding("2")], [entry("1", { owner: "ann", issue: "7" })]);
  expect(findings.map(({ allowed }) => allowed)).toEqual([
    { reason: "moves with the importer", owner: "ann", issue: "7" },
    undefined,
  ]);
  expect(staleEntries).toEqual([]);
});

test("an entry of another class allows nothing: the statement has a new fault", () => {
  const { findings, staleEntries } = apply([finding("1", { class: "group-by" })], [entry("1")]);
  expect(findings[0]?.allowed).toBeUndefined();
  expect(staleEntries).toMatchObject([{ reason: expect.stringContaining("matches no finding") }]);
});

test("an entry that expired allows nothing", () => {
  const { findings, staleEntries } = apply([finding("1")], [entry("1", { expires: "2026-11-29" })]);
  expect(findings[0]?.allowed).toBeUndefined();
  expect(staleEntries).toMatchObject([{ reason: "it expired on 2026-11-29" }]);
  expect(apply([finding("1")], [entry("1", { expires: "2026-11-30" })]).findings[0]?.allowed).toBeDefined();
});

test("a test that does not exist is told, and allows all the same", async () => {
  await writeFile(join(root, "test_a.py"), "");
  const there = apply([finding("1")], [entry("1", { test: "test_a.py::test_replace" })]);
  expect(there.staleEntries).toEqual([]);
  const { findings, staleEntries } = apply([finding("1")], [entry("1", { test: "test_b.py" })]);
  expect(findings[0]?.allowed).toMatchObject({ test: "test_b.py" });
  expect(staleEntries).toMatchObject([{ reason: "its test test_b.py does not exist" }]);
});

test("--accept writes what nothing loads until a person has written the reason", async () => {
  const file = join(root, "audit-allowlist.yaml");
  expect(await acceptFindings(file, [finding("1"), finding("2", { severity: "advisory" })])).toBe(1);
  await expect(loadAllowlist(file)).rejects.toThrow(`${file}: entry 1: field reason: is still TODO. Write why`);
  const written = (await readFile(file, "utf8")).replace("reason: TODO", "reason: moves with the importer # by ann");
  await writeFile(file, written);
  expect(await loadAllowlist(file)).toEqual([entry("1")]);
  // What is there stays, with its comments, and is not added again.
  expect(await acceptFindings(file, [finding("1"), finding("3")])).toBe(1);
  const after = await readFile(file, "utf8");
  expect(after).toContain("# by ann");
  expect(after.match(/fingerprint/g)).toHaveLength(2);
  expect(await acceptFindings(file, [finding("1"), finding("3")])).toBe(0);
});

test.each([
  ["version: 2\nallowed: []", "must be 1"],
  ["version: 1\nallowed: []\nextra: 1", "is unknown"],
  ["version: 1\nallowed:\n  - { file: a.py, class: syntax, statement: x, reason: y }", "field fingerprint: is missing"],
  [
    "version: 1\nallowed:\n  - { file: a.py, class: syntax, statement: x, reason: y, fingerprint: z, expires: soon }",
    "must be a date like 2027-01-31",
  ],
])("%s is refused", async (text, problem) => {
  const file = join(root, "wrong.yaml");
  await writeFile(file, text);
  await expect(loadAllowlist(file)).rejects.toThrow(problem);
});
