// check --watch, as a person has it: another process, files that are written, a signal in the end.

import { rename, rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { startDriftcheck, useFolder } from "../support/cli.ts";
import { reportOf } from "../support/report.ts";
import { hasTurn } from "../support/sample.ts";

const folder = useFolder();
const polling = { timeout: 40_000, interval: 20 };

/** What it printed so far, and how to end it. */
function watching(args: readonly string[], cwd: string) {
  const { child, ended } = startDriftcheck([...args, "--watch"], { cwd });
  const printed = { out: "", err: "" };
  child.stdout?.on("data", (text) => {
    printed.out += text;
  });
  child.stderr?.on("data", (text) => {
    printed.err += text;
  });
  const end = async () => {
    child.kill("SIGINT");
    expect((await ended).code).toBe(130);
  };
  const seen = (stream: "out" | "err", text: RegExp) => expect.poll(() => printed[stream], polling).toMatch(text);
  return { seen, end };
}

test("what a change of the model changed is told, until a signal ends it", async () => {
  await folder().write("model.sql", "CREATE TABLE t (a int, b text);");
  await folder().write("live.sql", "CREATE TABLE t (a int);");
  const { seen, end } = watching(["--declared", "model.sql", "--live", "live.sql"], folder().path);
  await seen("out", /^1 drift: 1 missing\.\n[\s\S]*column:public\.t\.b/);
  await folder().write("model.sql", "CREATE TABLE t (a int, b txt);");
  await seen("err", /model\.sql:1: .*type "txt" does not exist/);
  await folder().write("model.sql", "CREATE TABLE t (a bigint);");
  await seen(
    "out",
    /\d\d {2}1 drift \(1 gone, 1 new\)\.\n {2}gone {2}missing column:public\.t\.b\n {2}new {3}changed column:public\.t\.a type: declared bigint, live integer\n/,
  );
  await folder().write("model.sql", "CREATE TABLE t (a int);");
  await seen("out", /No drift \(1 gone, 0 new\)\.\n/);
  await end();
});

test.runIf(hasTurn("made of"))(
  "whatever the check is made of is followed: what files extend and include, what is renamed, removed and made again",
  async () => {
    const at = (name: string) => `loop/${name}`;
    const write = (name: string, text: string) => folder().write(at(name), text);
    await write(
      "driftcheck.yaml",
      "extends: shared/base.yaml\nenvironments: { main: { live: live.sql } }\ndefault: main\n",
    );
    await write("shared/base.yaml", "environments: { main: { declared: ../schema.sql } }\n");
    await write("schema.sql", "\\i parts/a.sql\n");
    await write("parts/a.sql", "CREATE TABLE t (a bigint);");
    await write("live.sql", "CREATE TABLE t (a int);");
    const { seen, end } = watching(["--reporter", "text", "--reporter", "json=seen.json"], folder().at("loop"));
    await seen("out", /^1 drift: 1 changed\.\n/);
    await write("parts/a.sql.new", "CREATE TABLE t (a text);");
    await rename(folder().at(at("parts/a.sql.new")), folder().at(at("parts/a.sql")));
    await seen(
      "out",
      /1 drift \(1 otherwise\)\.\n {2}now {3}changed column:public\.t\.a type: declared text, live integer\n/,
    );
    await write("migrations/00001_a.sql", "-- +goose Up\nCREATE TABLE t (a int, b int);");
    await write("shared/base.yaml", "environments: { main: { declared: goose:../migrations } }\n");
    await seen("out", /1 drift \(1 gone, 1 new\)\.\n.*\n {2}new {3}missing column:public\.t\.b\n/);
    await write("migrations/00002_b.sql", "-- +goose Up\nALTER TABLE t DROP b;");
    await seen("out", /No drift \(1 gone, 0 new\)\.\n/);
    expect(reportOf(await folder().read(at("seen.json"))).outcome).toBe("clean");
    await rm(folder().at(at("migrations")), { recursive: true });
    await seen("err", /migrations/);
    await write("migrations/00001_a.sql", "-- +goose Up\nCREATE TABLE t (a int, c int);");
    await seen("out", /1 drift \(0 gone, 1 new\)\.\n {2}new {3}missing column:public\.t\.c\n/);
    await end();
  },
);
