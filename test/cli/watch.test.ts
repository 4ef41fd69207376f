// check --watch, as a person has it: another process, files that are written, a signal in the end.

import { expect, test } from "vitest";
import { startDriftcheck, useFolder } from "../support/cli.ts";

const folder = useFolder();

test("what a change of the model changed is told, until a signal ends it", async () => {
  await folder().write("model.sql", "CREATE TABLE t (a int, b text);");
  await folder().write("live.sql", "CREATE TABLE t (a int);");
  const { child, ended } = startDriftcheck(["--declared", "model.sql", "--live", "live.sql", "--watch"], {
    cwd: folder().path,
  });
  let [out, err] = ["", ""];
  child.stdout?.on("data", (text) => {
    out += text;
  });
  child.stderr?.on("data", (text) => {
    err += text;
  });
  const polling = { timeout: 40_000, interval: 20 };
  await expect.poll(() => out, polling).toMatch(/^1 drift: 1 missing\.\n[\s\S]*column:public\.t\.b/);
  await folder().write("model.sql", "CREATE TABLE t (a int, b txt);");
  await expect.poll(() => err, polling).toMatch(/model\.sql:1: .*type "txt" does not exist/);
  await folder().write("model.sql", "CREATE TABLE t (a bigint);");
  await expect
    .poll(() => out, polling)
    .toMatch(
      /\d\d {2}1 drift \(1 gone, 1 new\)\.\n {2}gone {2}missing column:public\.t\.b\n {2}new {3}changed column:public\.t\.a type\n/,
    );
  await folder().write("model.sql", "CREATE TABLE t (a int);");
  await expect.poll(() => out, polling).toMatch(/No drift \(1 gone, 0 new\)\.\n/);
  child.kill("SIGINT");
  expect((await ended).code).toBe(130);
});
