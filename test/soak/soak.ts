// DDL, checks and stamps side by side on one server: no verdict over a schema that never was, no session left behind, memory flat.

import { writeSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import type { Drift } from "../../src/catalog/drift.ts";
import { check } from "../../src/check.ts";
import { readCatalog } from "../../src/read-catalog.ts";
import { writeSnapshot } from "../../src/snapshot/file.ts";
import { stamp } from "../../src/stamp/stamp.ts";
import { randomOf, seed } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { startServer } from "../support/servers.ts";
import { schema } from "./changes.ts";
import { Migrations } from "./migrations.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const seconds = Number(process.env.DRIFTCHECK_SOAK_SECONDS ?? 60);
const checkers = 3;

/** What a check may answer instead of a verdict: the schema changed while it was read, or the machine had no time for the server. */
const tellsToTryAgain =
  /changed while it was read|changed during the check|lock timeout|another driftcheck is stamping|no answer within/;

const keyOf = ({ type, id, attribute }: Drift) => [type, id, attribute].filter((each) => each !== undefined).join(" ");
const print = (text: string) => writeSync(1, `${text}\n`);

interface Tally {
  checks: number;
  stamps: number;
  refused: number;
  again: number;
  most: number;
  readonly wrong: string[];
  readonly memory: number[];
}

test("soak", async () => {
  const server = await startServer(15);
  if ("reason" in server) throw new Error(server.reason);
  const folder = await mkdtemp(join(tmpdir(), "driftcheck-soak-"));
  const tally: Tally = { checks: 0, stamps: 0, refused: 0, again: 0, most: 0, wrong: [], memory: [] };
  try {
    const began = performance.now();
    const isOver = () => performance.now() - began > seconds * 1000 || tally.wrong.length > 20;
    const random = randomOf(seed());
    const [checked, stamped] = [await server.createDatabase("checked"), await server.createDatabase("stamped")];
    for (const url of [checked, stamped]) await query(url, schema);
    const declared = join(folder, "declared.yaml");
    await writeFile(declared, writeSnapshot(await readCatalog(checked), declared));
    await mkdir(join(folder, "migrations"));
    await writeFile(join(folder, "migrations", "00001_all.sql"), `-- +goose Up\n${schema}\n`);
    const migrations = [new Migrations(checked, random), new Migrations(stamped, random)] as const;
    await Promise.all([
      ...migrations.map((each) => each.run(isOver)),
      ...Array.from({ length: checkers }, () => checkOften(declared, checked, migrations[0], tally, isOver)),
      stampOften({ declared, live: stamped, folder }, migrations[1], tally, isOver),
      watch(server.url, tally, isOver, began),
    ]);
    const left = await query(server.url, sessions);
    print(told(tally, began, migrations[0].count + migrations[1].count));
    expect(tally.wrong).toEqual([]);
    expect(left).toEqual([]);
    expect(tally.most).toBeLessThanOrEqual(checkers + 2);
    expect(tally.checks).toBeGreaterThan(0);
    expect(tally.stamps).toBeGreaterThan(0);
    expectFlat(tally.memory);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

async function checkOften(
  declared: string,
  live: string,
  migrations: Migrations,
  tally: Tally,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const start = performance.now();
    try {
      const { drift } = await check({ declared, live, rules: [], locate: false });
      const keys = drift.map(keyOf);
      tally.checks += 1;
      if (!migrations.wasAt(keys, start, performance.now())) tally.wrong.push(`check: ${keys.join(", ") || "clean"}`);
    } catch (error) {
      note(error, tally);
    }
  }
}

async function stampOften(
  { declared, live, folder }: { readonly declared: string; readonly live: string; readonly folder: string },
  migrations: Migrations,
  tally: Tally,
  isOver: () => boolean,
): Promise<void> {
  const attestation = join(folder, "attestation.yaml");
  const options = { declared, live, migrations: `goose:${join(folder, "migrations")}`, rules: [], attestation };
  while (!isOver()) {
    const start = performance.now();
    try {
      const outcome = await stamp({ ...options, revision: "head", purge: true });
      const keys = outcome.kind === "drift" ? outcome.report.drift.map(keyOf) : [];
      if (outcome.kind === "drift") tally.refused += 1;
      else tally.stamps += 1;
      if (!migrations.wasAt(keys, start, performance.now()))
        tally.wrong.push(`stamp ${outcome.kind}: ${keys.join(", ") || "clean"}`);
      if (outcome.kind === "stamped" && !(await readFile(attestation, "utf8")).includes("digests:"))
        tally.wrong.push("stamp: no attestation");
      await sleep(100);
    } catch (error) {
      note(error, tally);
    }
  }
}

function note(error: unknown, tally: Tally): void {
  const message = error instanceof Error ? error.message : String(error);
  if (tellsToTryAgain.test(message)) tally.again += 1;
  else tally.wrong.push(`error: ${message}`);
}

const sessions = "SELECT state, query FROM pg_stat_activity WHERE application_name = 'driftcheck'";

async function watch(url: string, tally: Tally, isOver: () => boolean, began: number): Promise<void> {
  const every = Math.max(1, seconds / 40) * 1000;
  while (!isOver()) {
    await sleep(every);
    collectGarbage();
    tally.memory.push(process.memoryUsage().heapUsed + process.memoryUsage().external);
    tally.most = Math.max(tally.most, (await query(url, sessions)).length);
    if (tally.memory.length % 10 === 0) print(told(tally, began, 0));
  }
}

const megabytes = (bytes = 0) => `${Math.round(bytes / 1024 / 1024)} MB`;

function told(
  { checks, stamps, refused, again, most, wrong, memory }: Tally,
  began: number,
  migrations: number,
): string {
  const after = `${Math.round((performance.now() - began) / 1000)} s`;
  const ran = migrations === 0 ? "" : `${migrations} migrations beside `;
  return `${after}: ${ran}${checks} checks, ${stamps} stamps, ${refused} stamps refused, ${again} told to try again, ${wrong.length} wrong; at most ${most} sessions; ${megabytes(memory[0])} at first, ${megabytes(memory.at(-1))} now`;
}

/** Of the first quarter everything is still being loaded. */
function expectFlat(memory: readonly number[]): void {
  const quarter = Math.floor(memory.length / 4);
  const middle = (from: number) =>
    memory.slice(from, from + quarter).toSorted((a, b) => a - b)[Math.floor(quarter / 2)] ?? 0;
  expect(
    middle(memory.length - quarter) / middle(quarter),
    "memory in the last quarter, beside the second",
  ).toBeLessThan(1.2);
}
