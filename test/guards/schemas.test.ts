// The published JSON Schemas of the files that people write know what the code knows, no more and no less.
// UPDATE_SCHEMAS=1 writes anew what comes from registries and tables.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { environmentKeys, scopeKeys } from "../../src/config/environment.ts";
import { auditKeys, commandKeys, gateKeys } from "../../src/config/gate.ts";
import { fileKeys } from "../../src/config/layers.ts";
import { loadEnvironment } from "../../src/config/load.ts";
import { equivalences } from "../../src/judge/equivalences/registry.ts";
import { loadRules, loadShipped } from "../../src/judge/rules/load.ts";
import { defaultPreset, everySafePreset, presetNames } from "../../src/judge/rules/presets.ts";
import { kinds } from "../../src/kinds/registry.ts";
import { environmentSchema } from "./environment-schema.ts";
import { pages, read as readPage } from "./pages.ts";

const root = join(import.meta.dirname, "../..");
const shownOnPages = pages.map(readPage).join("\n");
const folder = mkdtempSync(join(tmpdir(), "driftcheck-schemas-"));
afterAll(() => rmSync(folder, { recursive: true }));

// What a JSON Schema of ours is made of, as far as it is asked for here.
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  enum?: string[];
}

const files = {
  rules: join(root, "src/judge/rules/ignore-rules.schema.json"),
  environments: join(root, "src/config/driftcheck.schema.json"),
};
const read = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Schema;
const [ofRules, ofEnvironments] = [read(files.rules), read(files.environments)];

const defined = (schema: Schema, name: string): Schema => schema.$defs?.[name] ?? {};
const keysOf = (schema: Schema | undefined) => Object.keys(schema?.properties ?? {}).sort();
const sorted = (names: readonly string[]) => [...names].sort();

const compile = (schema: Schema): ValidateFunction =>
  new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(schema);

let written = 0;
function fileOf(content: string): string {
  written += 1;
  const file = join(folder, `${written}.yaml`);
  writeFileSync(file, content);
  return file;
}

/** What the loader itself says it knows, when it is given what it can't. */
async function knownFields(content: string): Promise<string[]> {
  const error = await loadRules(fileOf(content)).then(
    () => undefined,
    (reason: unknown) => String(reason),
  );
  return sorted(/known are (.*)$/.exec(error ?? "")?.[1]?.split(", ") ?? []);
}

describe("ignore-rules.schema.json", () => {
  const rule = "id: a, reason: r, match: { kind: table }";
  const cases: readonly [string, Schema | undefined, string][] = [
    ["the file", ofRules, "rules: []\nnone: 1"],
    ["a rule", defined(ofRules, "rule"), `rules: [{ ${rule}, none: 1 }]`],
    ["match", defined(ofRules, "match"), "rules: [{ id: a, reason: r, match: { none: 1 } }]"],
    ["expect", defined(ofRules, "rule").properties?.expect, `rules: [{ ${rule}, expect: { none: 1 } }]`],
    ["an example", defined(ofRules, "example"), `rules: [{ ${rule}, examples: [{ none: 1 }] }]`],
  ];
  test.each(cases)("has the fields of %s", async (_, schema, content) => {
    const known = await knownFields(content);
    expect(known.length).toBeGreaterThan(1);
    expect(keysOf(schema)).toEqual(known);
  });

  test("has every word of the registries", async () => {
    const match = defined(ofRules, "match").properties ?? {};
    const attributes = kinds.flatMap((kind) => Object.keys(kind.attributes));
    const words: readonly [Schema | undefined, readonly string[]][] = [
      [match.kind, kinds.map(({ name }) => name)],
      [match.type, ["missing", "unexpected", "changed"]],
      [match.attribute, ["name", ...new Set(attributes)].sort()],
      [match.equivalence, equivalences.map(({ name }) => name)],
      [defined(ofRules, "extended"), [defaultPreset, ...presetNames]],
      [defined(ofRules, "disabled"), (await loadShipped()).map(({ id }) => id)],
      [defined(ofRules, "rule").properties?.presets?.items, [everySafePreset, ...presetNames]],
    ];
    if (process.env.UPDATE_SCHEMAS) {
      for (const [schema, known] of words) if (schema !== undefined) schema.enum = [...known];
      writeFileSync(files.rules, `${JSON.stringify(ofRules, null, 2)}\n`);
    }
    for (const [schema, known] of words) expect(schema?.enum).toEqual(known);
  });

  test("takes every rule file of the repository, and each rule that our pages show", async () => {
    const validate = compile(ofRules);
    const takes = (text: string) => (validate(parse(text)) ? [] : (validate.errors ?? []));
    expect(takes(readFileSync(join(root, "ignore-rules.yaml"), "utf8"))).toEqual([]);
    expect((await loadShipped()).length).toBeGreaterThan(0);
    const inFixtures = readdirSync(join(root, "test/fixtures"), { recursive: true, encoding: "utf8" });
    for (const name of inFixtures.filter((each) => /(?:^|\/)ignore-rules\.yaml$/.test(each)))
      expect([name, takes(readFileSync(join(root, "test/fixtures", name), "utf8"))]).toEqual([name, []]);
    const shown = [...shownOnPages.matchAll(/```yaml\n([^`]*^rules:[^`]*)```/gm)];
    expect(shown.length).toBeGreaterThan(0);
    for (const [, text = ""] of shown) {
      expect([text, takes(text)]).toEqual([text, []]);
      await loadRules(fileOf(text));
    }
  });

  const bad = [
    "{}",
    "rules: {}",
    "extends: none",
    "extends: []",
    "extends: default\ndisable: []",
    "extends: default\ndisable: [restrict-on-delte]",
    "extends: default\ndisable: [comments-on-key-indexes, comments-on-key-indexes]",
    "rules: []\ndisable: [restrict-on-delete]",
    "rules: [1]",
    `rules: [{ ${rule}, color: red }]`,
    "rules: [{ id: Not_Kebab, reason: r, match: { kind: table } }]",
    "rules: [{ id: a, match: { kind: table } }]",
    'rules: [{ id: a, reason: "", match: { kind: table } }]',
    "rules: [{ id: a, reason: TODO later, match: { kind: table } }]",
    "rules: [{ id: a, reason: r }]",
    "rules: [{ id: a, reason: r, match: {} }]",
    "rules: [{ id: a, reason: r, match: { kind: tabel } }]",
    "rules: [{ id: a, reason: r, match: { type: gone } }]",
    "rules: [{ id: a, reason: r, match: { attribute: typ } }]",
    "rules: [{ id: a, reason: r, match: { equivalence: alike } }]",
    "rules: [{ id: a, reason: r, match: { id: [] } }]",
    "rules: [{ id: a, reason: r, match: { id: [1] } }]",
    `rules: [{ ${rule}, lenient: false }]`,
    `rules: [{ ${rule}, expires: tomorrow }]`,
    `rules: [{ ${rule}, expires: 2027-13-01 }]`,
    `rules: [{ ${rule}, max: 0 }]`,
    `rules: [{ ${rule}, max: 1.5 }]`,
    `rules: [{ ${rule}, owner: 1 }]`,
    `rules: [{ ${rule}, issue: [] }]`,
    `rules: [{ ${rule}, expect: { declared: 1 } }]`,
    `rules: [{ ${rule}, expect: { declared: [1], live: null } }]`,
    `rules: [{ ${rule}, examples: {} }]`,
    `rules: [{ ${rule}, examples: [{ declared: 1, live: 2, ignored: sure }] }]`,
  ];
  test.each(bad)("refuses what the loader refuses: %s", async (content) => {
    expect(compile(ofRules)(parse(content))).toBe(false);
    await expect(loadRules(fileOf(content))).rejects.toThrow(/\d+\.yaml/);
  });

  const good = [
    "rules: []",
    "extends: default",
    "extends: [django, cosmetic]\nrules: []",
    "disable: restrict-on-delete",
    "extends: default\ndisable: [restrict-on-delete, widened-integer]\nrules: []",
    `rules: [{ ${rule}, issue: 12, owner: me, expires: 2127-01-31, max: 2, lenient: true, summary: s, evidence: e }]`,
    "rules: [{ id: a, reason: r, match: { id: 'column:public.*.title', type: changed, attribute: name } }]",
    `rules: [{ ${rule}, expect: { declared: { type: text, keys: [a] }, live: null } }]`,
    `rules: [{ ${rule}, examples: [{ declared: [a], live: null, ignored: true }] }]`,
  ];
  test.each(good)("takes what the loader takes: %s", async (content) => {
    expect(compile(ofRules)(parse(content))).toBe(true);
    await loadRules(fileOf(content));
  });
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: what driftcheck.yaml has.
describe("driftcheck.schema.json", () => {
  test("is what the table of options says", () => {
    const wanted = `${JSON.stringify(environmentSchema(), null, 2)}\n`;
    if (process.env.UPDATE_SCHEMAS) writeFileSync(files.environments, wanted);
    expect(readFileSync(files.environments, "utf8")).toBe(wanted);
  });

  test("has the keys of the file, of an environment and of its scope", () => {
    expect(keysOf(ofEnvironments)).toEqual(sorted(fileKeys));
    expect(keysOf(defined(ofEnvironments, "environment"))).toEqual(sorted([...environmentKeys, "extends"]));
    expect(keysOf(defined(ofEnvironments, "options"))).toEqual(sorted(environmentKeys));
    const gate = ofEnvironments.properties?.gate;
    expect(keysOf(gate)).toEqual(sorted(gateKeys));
    expect(keysOf(gate?.properties?.audit)).toEqual(sorted(auditKeys));
    expect(keysOf(gate?.properties?.commands?.items)).toEqual(sorted(commandKeys));
    expect(keysOf(defined(ofEnvironments, "environment").properties?.scope)).toEqual(sorted(scopeKeys));
  });

  const staging = (options: string) => `environments: { staging: { ${options} } }`;
  const bad = [
    "{}",
    "environments: {}",
    "environments: []",
    "environments: { staging: [] }",
    "default: 1\nenvironments: { staging: {} }",
    "environment: { staging: {} }\nenvironments: { staging: {} }",
    staging("declaerd: schema.sql"),
    staging("declared: 1"),
    staging('declared: ""'),
    staging("live: { env: 'A B' }"),
    staging("live: { env: A, url: b }"),
    staging("live: {}"),
    staging("live: 'postgres://me:secret@host/db'"),
    staging("live: 'postgresql+psycopg2://me:secret@host/db'"),
    staging("live: 'postgres://host/db?password=secret'"),
    staging("rules: true"),
    staging("baseline: []"),
    staging("map-schema: app=public"),
    staging("map-schema: { app: 1 }"),
    staging("scope: {}"),
    staging("scope: { schema: [public] }"),
    staging("scope: { schemas: public }"),
    staging("scope: { schemas: [] }"),
    staging("scope: { schemas: ['!'] }"),
    staging("scope: { tables: [users] }"),
    staging("scope: { tables: ['!legacy_*'] }"),
    staging("strict: 'yes'"),
    staging("data-timeout: 0"),
    staging("data-timeout: 1.5"),
    staging("data-timeout: 9999999"),
    staging("python: 3"),
    staging("extends: 1"),
    staging("live: 'postgres://me:${PW:-secret}@host/db'"),
    staging("strict: '${'"),
    "extends: ''",
    "extends: [1]",
    "common: []",
    `common: { extends: staging }\n${staging("")}`,
  ];
  test.each(bad)("refuses what the loader refuses: %s", async (content) => {
    expect(compile(ofEnvironments)(parse(content))).toBe(false);
    await expect(loadEnvironment(fileOf(content), "staging")).rejects.toThrow(/\d+\.yaml/);
  });

  const good = [
    staging(""),
    `default: staging\n${staging("declared: schema.sql, live: { env: STAGING_URL }")}`,
    staging("declared: 'sqlalchemy:app.models:Base', live: 'postgres://me@host/db?sslmode=require', rules: false"),
    staging(
      "rules: a.yaml, baseline: b.yaml, map-schema: { app: public }, migrations: 'alembic:.', version-table: a.b",
    ),
    staging("scope: { schemas: [public, '!x_*'], tables: ['public.*', '!public.legacy_*', '**'] }"),
    staging("python: .venv/bin/python, strict: true, cross-read: false, privileges: true, allow-empty: true"),
    staging("data: true, data-timeout: 300"),
    staging("data: '${UNSET:-true}', data-timeout: '${UNSET:-300}'"),
    staging("live: 'postgres://me:${PATH}@host/db?user=a&password=${PATH}'"),
    `common: { strict: true }\nenvironments: { a: {}, staging: { extends: a } }`,
  ];
  test.each(good)("takes what the loader takes: %s", async (content) => {
    expect(compile(ofEnvironments)(parse(content))).toBe(true);
    await loadEnvironment(fileOf(content), "staging");
  });

  test("takes what our pages show", async () => {
    const shown = [...shownOnPages.matchAll(/```yaml\n([^`]*^environments:[^`]*)```/gm)];
    expect(shown.length).toBeGreaterThan(0);
    mkdirSync(join(folder, "shared"));
    writeFileSync(join(folder, "shared/driftcheck.yaml"), "common: { strict: true }");
    for (const [, text = ""] of shown) {
      const validate = compile(ofEnvironments);
      expect([text, validate(parse(text)) ? [] : validate.errors]).toEqual([text, []]);
      await loadEnvironment(fileOf(text), undefined);
    }
  });
});

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: what driftcheck.yaml has.

test.each(["report", "audit", "driftcheck", "ignore-rules"])(
  "%s.schema.json is what the package gives under its name",
  (name) => {
    const file = createRequire(join(root, "package.json")).resolve(`driftcheck/${name}.schema.json`);
    expect(existsSync(file)).toBe(true);
  },
);
