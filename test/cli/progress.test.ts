// What a person sees while a large script is restored: one line, and nothing of it afterwards.

import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { progressOn } from "../../src/cli/progress.ts";
import { program, useFolder } from "../support/cli.ts";
import { hasTurn } from "../support/sample.ts";

const folder = useFolder();

test("one line, a second after it began, with the name of the script made harmless", () => {
  let time = 0;
  let written = "";
  const streams = {
    out: () => {},
    err: (text: string) => {
      written += text;
    },
  };
  const progress = progressOn(streams, true, () => time);
  progress?.restored("dumps/a\u001b[31m.sql", 1, 1400);
  expect(written).toBe("");
  time = 1200;
  progress?.restored("a\u001b[31m.sql", 312, 1400);
  progress?.restored("a\u001b[31m.sql", 313, 1400);
  expect(written).toBe("\r\u001b[KRestoring 312 of 1,400 statements of a\\u{1b}[31m.sql");
  progress?.end();
  expect(written.endsWith("\r\u001b[K")).toBe(true);
  expect(progressOn(streams, false)).toBeUndefined();

  // A line that went on in the next one could not be taken away.
  const narrow = progressOn({ ...streams, errWidth: 30 }, true, () => time);
  time = 2400;
  narrow?.restored("very_long.sql", 1, 2);
  expect(written.split("\r\u001b[K").at(-1)).toBe("Restoring 1 of 2 statements o");
});

const hasPython = spawnSync("python3", ["-c", "import pty"]).status === 0;

test.runIf(hasPython && hasTurn("progress"))(
  "is told of a restore on a terminal, and stdout has the report alone",
  async () => {
    const tables = Array.from({ length: 6000 }, (_, at) => `CREATE TABLE t${at} (id int PRIMARY KEY);\n`);
    await folder().write("big.sql", tables.join(""));
    const command = [process.execPath, program, "--declared", "big.sql", "--live", "big.sql"];
    const code = `import os, pty, sys\nstatus = pty.spawn(["sh", "-c", 'exec "$@" > report.txt', "sh", *sys.argv[1:]])\n`;
    const ran = spawnSync("python3", ["-c", code, ...command], {
      cwd: folder().path,
      encoding: "utf8",
      env: { ...process.env, DRIFTCHECK_CACHE_DIR: folder().at("cache") },
    });
    expect(ran.stdout).toMatch(/Restoring [\d,]+ of 6,000 statements of big\.sql/);
    expect(await folder().read("report.txt")).toMatch(/^No drift\. /);
  },
);
