// What pg-structure does besides reading stays inside: what it takes from .env, its queries all at once, its failures.
// Runs the built program, as the environment is the process's.

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { introspect } from "../../src/read/introspect.ts";
import { describeWithServer } from "../support/servers.ts";

const root = new URL("../../", import.meta.url);
const requiring = `const require = (await import("node:module")).createRequire("${new URL("dist/cli.js", root).href}");`;
const reading = (options: string) =>
  `const { readCatalog } = await import("${new URL("dist/index.js", root).href}"); await readCatalog(process.argv[1], ${options});`;
const telling = `console.log(JSON.stringify({ host: process.env.PGHOST ?? "none",
  loaded: Object.keys(require.cache).some((path) => path.includes("/node_modules/pg-structure/")) }));`;

interface Ended {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

describeWithServer(15, (server) => {
  let folder: string;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "driftcheck-"));
    await writeFile(join(folder, ".env"), "PGHOST=stray.invalid\n");
    url = await server().createDatabase();
    await run(url, "CREATE TABLE things (id integer PRIMARY KEY)");
  });
  afterAll(() => rm(folder, { recursive: true }));

  const node = (...args: readonly string[]) =>
    new Promise<Ended>((resolve) => {
      const { PGHOST: _, ...env } = process.env;
      execFile(process.execPath, args, { cwd: folder, env }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
      );
    });
  const script = (...lines: readonly string[]) => node("--input-type=module", "-e", lines.join("\n"), url);

  it("keeps what is in .env out of the environment, and warns of nothing", async () => {
    const { stdout, stderr } = await script(requiring, reading("{ crossRead: true }"), telling);
    expect(JSON.parse(stdout)).toEqual({ host: "none", loaded: true });
    expect(stderr).toBe("");
    const unshielded = await script(requiring, `require("pg-structure");`, telling);
    expect(JSON.parse(unshielded.stdout)).toEqual({ host: "stray.invalid", loaded: true });
  });

  it("is not even loaded unless asked for", async () => {
    const { stdout } = await script(requiring, reading("{}"), telling);
    expect(JSON.parse(stdout)).toEqual({ host: "none", loaded: false });
  });

  it("sends one query at a time, all in the one transaction", async () => {
    const { sent, most } = await recorded(url);
    expect(most).toBe(1);
    expect(sent.length).toBeGreaterThan(10);
    expect(sent.filter((text) => /\b(BEGIN|COMMIT|ROLLBACK)\b/.test(text))).toEqual([sent[0], sent.at(-1)]);
  });

  it("ends the transaction and sends no more where pg-structure fails, and that is exit 2", async () => {
    const odd = await server().createDatabase();
    await run(odd, `CREATE TYPE "a.b" AS ENUM ('x'); CREATE TABLE odd (x "a.b")`);
    const { sent, most, failure } = await recorded(odd);
    expect(failure).toMatch(/^pg-structure cannot read this database: /);
    expect([most, sent.at(-1)]).toEqual([1, "ROLLBACK"]);
    const { code, stdout, stderr } = await node(
      ...[new URL("dist/cli.js", root).pathname, "check", "--declared", odd, "--live", odd, "--cross-read"],
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("pg-structure cannot read this database");
  });

  it("lets the program say that the readings agree", async () => {
    const { code, stderr } = await node(
      ...[new URL("dist/cli.js", root).pathname, "check", "--declared", url, "--live", url, "--cross-read"],
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** What introspection sends over a connection, and how many queries it had under way at most. */
async function recorded(url: string) {
  const client = new pg.Client(url);
  await client.connect();
  const sent: string[] = [];
  let underWay = 0;
  let most = 0;
  const query = async (text: string, values?: unknown[]) => {
    sent.push(text);
    underWay += 1;
    most = Math.max(most, underWay);
    try {
      return await client.query(text, values);
    } finally {
      underWay -= 1;
    }
  };
  const failure = await introspect({ query }, { crossRead: true }).then(
    () => undefined,
    (error: Error) => error.message,
  );
  await client.end();
  return { sent, most, failure };
}
