// The command line of plan: what goes where, what is refused, and files that say for which live schema they were made.

import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, expect, test } from "vitest";
import { options } from "../../src/config/options/table.ts";
import { planFormats } from "../../src/plan/formats/registry.ts";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";
import { hasTurn } from "../support/sample.ts";

const files = useFolder();
const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../src/plan/plan.schema.json"), "utf8"));
const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(schema);

let sides: readonly string[] = [];

beforeAll(async () => {
  const table = "CREATE TABLE public.users (id integer PRIMARY KEY, email text";
  const declared = await files().write(
    "declared.sql",
    `${table} NOT NULL);\nCREATE INDEX users_email ON public.users (email);\n`,
  );
  const live = await files().write("live.sql", `${table}, old text);\n`);
  sides = ["--declared", declared, "--live", live];
});

const plan = (...args: readonly string[]) => driftcheck(["plan", ...sides, ...args], { cwd: files().path });

test("every format can be asked for", () => {
  expect(options.format.choices).toEqual(planFormats.map(({ name }) => name));
});

test.runIf(hasTurn("JSON"))(
  "JSON as its schema says, and new files that are named and know their live schema",
  async () => {
    await files().write("goose/00001_first.sql", "-- +goose Up\nSELECT 1;\n-- +goose Down\n");
    const reports = ["--reporter", "json=plan.json", "--reporter", "text"];
    const { stdout, stderr, code } = await plan(
      "--format",
      "goose",
      "--out",
      "goose",
      "--name",
      "make_it_so",
      ...reports,
    );
    expect([code, stderr]).toEqual([1, ""]);
    const json = JSON.parse(await files().read("plan.json"));
    expect([validate(json), validate.errors]).toEqual([true, null]);
    expect(json).toMatchObject({ version: 1, outcome: "proven" });
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toEqual([
      ...json.files,
      expect.stringMatching(
        /^proven: .*1 statement is a comment, as data may be lost: with it, 1 more drift gone\. The way back does not undo it$/,
      ),
    ]);
    expect((await readdir(files().at("goose"))).map((name) => `goose/${name}`).slice(1)).toEqual(json.files);
    const written: string[] = await Promise.all(json.files.map((name: string) => files().read(name)));
    expect(written[0]).toContain("-- +goose Up");
    expect(written.join("\n")).toMatch(/^-- ALTER TABLE public\.users DROP COLUMN old;$/m);
    expect(await plan("--verify", json.files[0])).toMatchObject({ code: 0, stderr: "" });
    const moved = await files().write("moved.sql", "CREATE TABLE public.users (id integer PRIMARY KEY, email text);\n");
    const elsewhere = ["plan", "--declared", sides[1] ?? "", "--live", moved, "--verify", json.files[0]];
    expectRefusal(await driftcheck(elsewhere, { cwd: files().path }), "The live schema changed since goose/00002");
  },
);

test("nothing to plan is 0, and its JSON has a schema too", async () => {
  const same = await driftcheck(["plan", "--declared", sides[1] ?? "", "--live", sides[1] ?? "", "--reporter", "json"]);
  const json = JSON.parse(same.stdout);
  expect([same.code, validate(json), json.outcome]).toEqual([0, true, "nothing"]);
});

test("what makes no sense is said before anything is read", async () => {
  const none = ["plan", "--declared", "none.sql", "--live", "none.sql"];
  expectRefusal(await driftcheck([...none, "--format", "goose"]), "Name the migrations folder with --out");
  expectRefusal(await driftcheck([...none, "--name", "../x"]), "--name");
  expectRefusal(await driftcheck([...none, "--lock-timeout", "5s'; DROP"]), "--lock-timeout");
  expectRefusal(await driftcheck([...none, "--format", "gose"]), "goose");
  expectRefusal(await plan("--verify", "declared.sql"), "was not written by driftcheck plan");
});
