// An interrupted check says so by its exit code, at once, and leaves nothing: no session on a server, no file.

import { readFile } from "node:fs/promises";
import { Client } from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { writeSnapshot } from "../../src/snapshot/file.ts";
import { catalogOf } from "../support/catalogs.ts";
import { startDriftcheck, useFolder } from "../support/cli.ts";
import { query } from "../support/servers/query.ts";
import { describeWithOwnServer } from "../support/servers.ts";

const folder = useFolder();
const model = "model.yaml";
const output = "report.txt";
const polling = { timeout: 30_000, interval: 20 };
const codes = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const;

beforeEach(async () => {
  await folder().write(model, writeSnapshot(catalogOf({ id: { type: "integer" } }), model));
  await folder().write(output, "before\n");
});

/** What there is, and that the report of before is still whole. */
async function expectUntouched(files: readonly string[]): Promise<void> {
  expect(await folder().list()).toEqual(files);
  expect(await folder().read(output)).toBe("before\n");
}

describeWithOwnServer(18, (server) => {
  const sessions = `SELECT wait_event_type FROM pg_stat_activity WHERE application_name = 'driftcheck'`;

  it.each(codes)("on %s while it waits for a lock it ends with %i", async (signal, code) => {
    const live = await server().createDatabase();
    const lock = new Client({ connectionString: live });
    await lock.connect();
    try {
      // Each check reads comments, and connecting does not.
      await lock.query("BEGIN; LOCK TABLE pg_description IN ACCESS EXCLUSIVE MODE");
      const files = await folder().list();
      const args = ["--declared", model, "--live", live, "--output", output];
      const { child, ended } = startDriftcheck(args, { cwd: folder().path });
      await expect.poll(() => query(server().url, sessions), polling).toEqual([{ wait_event_type: "Lock" }]);
      child.kill(signal);
      expect(await ended).toEqual({ code, stdout: "", stderr: "" });
      // The lock is still held: without being told, the session would wait on for it.
      await expect.poll(() => query(server().url, sessions), { timeout: 5_000, interval: 20 }).toEqual([]);
      await expectUntouched(files);
    } finally {
      await lock.end();
    }
  });
});

describe.runIf(process.platform === "linux")("a restore", () => {
  const tables = Array.from({ length: 20_000 }, (_, at) => `CREATE TABLE t${at} (id integer PRIMARY KEY, a text);\n`);
  const scripts = {
    "many statements": tables.join(""),
    "one statement without an end": `${tables.slice(0, 1000).join("")}DO $$ BEGIN LOOP END LOOP; END $$;`,
  };
  const ways = Object.entries(scripts).flatMap(([what, sql]) => codes.map((each) => [what, sql, ...each] as const));

  it.each(ways)("of %s, with nothing written", async (_, sql, signal, code) => {
    await folder().write("big.sql", sql);
    const files = await folder().list();
    const args = ["--declared", "big.sql", "--live", model, "--output", output];
    const { child, ended } = startDriftcheck(args, { cwd: folder().path });
    await expect.poll(() => residentMegabytes(child.pid), polling).toBeGreaterThan(withPGlite);
    child.kill(signal);
    expect(await ended).toEqual({ code, stdout: "", stderr: "" });
    await expectUntouched(files);
  });
});

// Node.js alone takes some 60, and PGlite some 200 more.
const withPGlite = 180;

async function residentMegabytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}
