// What `npm pack` makes: it holds what runs and no more, its types and its examples hold in an empty folder, and the first check
// on a machine makes no data directory.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hasTurn } from "../support/sample.ts";
import { exampleOfReadme, examplesOfFunctions, libraryPage, namesShown, withExamples } from "./examples.ts";
import { compile, install, type Packed, pack, printedBy, wrongTypes } from "./installed.ts";

let packed: Packed;
let folder: string;

const schema = `CREATE TABLE orders (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, total numeric(10,2) NOT NULL);
CREATE INDEX ix_orders_total ON orders (total);
`;
const project: Readonly<Record<string, string>> = {
  "package.json": '{ "type": "module" }',
  "schema.sql": schema,
  "dump.sql": schema.replace("numeric(10,2) NOT NULL", "numeric(12,2)").replace("id integer", "id bigint"),
  "ignore-rules.yaml": `extends: default
rules:
  - id: coupons
    reason: the shop no longer has coupons
    match: { kind: table, id: public.coupons }
`,
  "queries/totals.sql": "SELECT totals FROM orders;\n",
  "audit-allowlist.yaml": "version: 1\nallowed: []\n",
  "migrations/00001_orders.sql": `-- +goose Up\n${schema}`,
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      ...{ target: "es2022", module: "nodenext", moduleResolution: "nodenext", types: ["node"], outDir: "run" },
      ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, rootDir: "examples" },
    },
    include: ["examples"],
  }),
};

beforeAll(async () => {
  packed = await pack();
  folder = await mkdtemp(join(tmpdir(), "driftcheck-installed-"));
  await install(packed, folder);
  for (const each of ["migrations", "queries", "examples"]) await mkdir(join(folder, each));
  for (const [name, text] of Object.entries(project)) await writeFile(join(folder, name), text);
});
afterAll(async () => {
  for (const each of [folder, join(packed.tarball, "..")]) await rm(each, { recursive: true, force: true });
});

test("holds the bundles, the public types and what they read, and nothing else", () => {
  const expected: readonly RegExp[] = [
    /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|ignore-rules\.yaml)$/,
    // The GitHub action, which runs from the installed package.
    /^(action\.yml|ci\/comment\.mjs)$/,
    /^test\/fixtures\/(shop|bookings)\/\w+\.sql$/,
    /^dist\/[\w-]+\.js$/,
    /^dist\/code\.sha256$/,
    /^dist\/html-report\.cjs$/,
    /^dist\/(ignore-rules|losses|[\w-]+\.schema|ignore-rules\.schema)\.json$/,
    /^dist\/models\/\w+\.py$/,
    /^dist\/pglite-[\d.]+-[0-9a-f]{12}\.data\.br$/,
    /^dist\/types\/[\w/-]+\.d\.ts$/,
  ];
  const paths = packed.files.map(({ path }) => path);
  expect(paths.filter((path) => !expected.some((each) => each.test(path)))).toEqual([]);
  expect(expected.filter((each) => !paths.some((path) => each.test(path)))).toEqual([]);
  // 5.8 MB in 1,680 files, when it held the sources and two builds.
  expect(packed.files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(4_200_000);
});

test("is a package as registries and bundlers want it", async () => {
  const { buffer, byteOffset, byteLength } = await readFile(packed.tarball);
  const tarball = buffer.slice(byteOffset, byteOffset + byteLength);
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg ?? {}))).toEqual([]);
});

test("has types that resolve wherever it can be imported", async () => {
  expect(await wrongTypes(packed)).toBe("");
});

test("has an example for each function", () => {
  const examples = examplesOfFunctions();
  expect(examples.length).toBeGreaterThan(10);
  expect(examples.filter(({ name, code }) => !code.includes(name))).toEqual([]);
});

/** What each example prints. */
const printed = {
  README: expect.stringMatching(/^drift /),
  audit: 'queries/totals.sql:1 column "totals" does not exist',
  bootstrap: expect.stringMatching(/ 2 statements [\s\S]* goose at 1 [\s\S]*\nstamped$/),
  check: "changed column:public.orders.total notNull\nchanged column:public.orders.total type",
  compare: "4 differences",
  ddl: expect.stringMatching(
    /^-- A schema as driftcheck wrote it[\s\S]*\nCREATE TABLE public\.orders \([\s\S]*ix_orders_total/,
  ),
  explainObject: 'column:public.orders.total ["drift","drift"]',
  judge: "drift 2 2",
  loadAllowlist: "1 new blockers",
  loadBaseline: "0",
  loadPreset: "drift",
  loadRules: "coupons matched nothing",
  plan: expect.stringMatching(
    /^proven \["ALTER TABLE public\.orders ADD CONSTRAINT .* NOT VALID; -- ACCESS EXCLUSIVE",/,
  ),
  planSql: expect.stringMatching(/^-- driftcheck plan\n[\s\S]*\n-- proven: 2 of 2 statements; 1 drift gone, 0 new\./),
  readCatalog: expect.stringMatching(/^PostgreSQL \d+\.\d+, tables: 1$/),
  readSnapshot: "8",
  render: expect.stringMatching(
    /~ column:public\.\w+\.total {2}type {2}schema\.sql:1\n {6}declared {2}numeric\(10,2\)\n {6}live {6}numeric\(12,2\)[\s\S]*\ndrift$/,
  ),
  stamp: '{"kind":"already","what":"goose at 1 in public.goose_db_version"}',
  verify: "same same",
  writeBaseline: "clean 2",
  writeSnapshot: "",
};

test("has a page of all examples; UPDATE_DOCS=1 writes them anew", async () => {
  const page = await readFile(libraryPage, "utf8");
  expect([...namesShown(page)].sort()).toEqual(
    examplesOfFunctions()
      .map(({ name }) => name)
      .sort(),
  );
  if (process.env.UPDATE_DOCS) await writeFile(libraryPage, withExamples(page));
  else expect(page).toBe(withExamples(page));
});

test.runIf(hasTurn("the examples"))(
  "runs every example where nothing else is installed, keeps catalogs, and makes no data directory",
  async () => {
    const examples = [...examplesOfFunctions(), exampleOfReadme()].filter(({ code }) => code !== "");
    for (const { name, code } of examples) await writeFile(join(folder, "examples", `${name}.ts`), code);
    expect(await compile(folder)).toBe("");
    // There is no server here: README's live side is the dump.
    const readme = join(folder, "run/README.js");
    await writeFile(readme, (await readFile(readme, "utf8")).replace("postgres://localhost/shop", "dump.sql"));
    expect(
      await printedBy(
        folder,
        examples.map(({ name }) => name),
      ),
    ).toEqual(printed);
    const kept = await readdir(join(folder, "cache"));
    expect(kept.filter((name) => name.startsWith("catalog-")).length).toBeGreaterThan(1);
    expect(kept.filter((name) => !name.startsWith("catalog-"))).toEqual([]);
  },
);
