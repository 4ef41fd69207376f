// A PGlite data directory as the live side: a check leaves every byte of it alone, a stamp writes into it, and what is no such
// directory, or another's, is refused in one line.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { citext } from "@electric-sql/pglite/contrib/citext";
import { beforeAll, describe, expect, it } from "vitest";
import type { DataDirectory } from "../../src/embedded/packed-data.ts";
import { preparedData } from "../../src/embedded/prepared-data.ts";
import { driftcheck, expectRefusal, spawnDriftcheck, useFolder } from "../support/cli.ts";
import { hasTurn, isNightly } from "../support/sample.ts";
import { model, projects, writeModel } from "./projects.ts";

const folder = useFolder();
const of = ["--declared", "model.yaml", "--tool", "goose", "--migrations", "goose"];
const run = (...args: readonly string[]) => driftcheck(args, { cwd: folder().path });

beforeAll(async () => {
  await writeModel(folder());
  await projects.goose?.(folder(), "goose");
  // By night as PGlite makes one, which takes seconds.
  if (!isNightly) await writeData(folder().at("db"), await preparedData());
  const pglite = await PGlite.create(folder().at("db"));
  await pglite.exec(model);
  await pglite.close();
});

async function writeData(at: string, files: DataDirectory): Promise<void> {
  await mkdir(at);
  for (const [name, content] of files)
    await (content === null ? mkdir(join(at, name)) : writeFile(join(at, name), content));
}

/** Every file of a folder, by its content. */
async function contentOf(name: string): Promise<string[]> {
  const files = (await readdir(folder().at(name), { recursive: true, withFileTypes: true })).filter((each) =>
    each.isFile(),
  );
  const digests = files.map(async (file) => {
    const path = join(file.parentPath, file.name);
    return `${path} ${createHash("sha256")
      .update(await readFile(path))
      .digest("hex")}`;
  });
  return (await Promise.all(digests)).sort();
}

async function copy(name: string): Promise<string> {
  await cp(folder().at("db"), folder().at(name), { recursive: true });
  return `pglite:${name}`;
}

const record = async (name: string) => {
  const pglite = await PGlite.create(folder().at(name));
  const { rows } = await pglite.query<{ id: number }>("SELECT version_id::int AS id FROM goose_db_version ORDER BY id");
  await pglite.close();
  return rows.map(({ id }) => id);
};

describe("a check", () => {
  it("reads it, and leaves it as it is", async () => {
    const before = await contentOf("db");
    expect(await run("check", "--declared", "model.yaml", "--live", "pglite:db")).toMatchObject({
      code: 0,
      stderr: "",
    });
    await folder().write("more.sql", `${model}CREATE TABLE more (a integer);`);
    expect((await run("check", "--declared", "more.sql", "--live", "pglite:db")).code).toBe(1);
    expect(await contentOf("db")).toEqual(before);
  });

  it.runIf(hasTurn("types"))("reads one whose types are an extension's", async () => {
    await copy("ext");
    const pglite = await PGlite.create(folder().at("ext"), { extensions: { citext } });
    await pglite.exec("CREATE EXTENSION citext; CREATE TABLE t (a citext DEFAULT 'x')");
    await pglite.close();
    await folder().write("ext.sql", `${model}CREATE EXTENSION citext; CREATE TABLE t (a citext DEFAULT 'x');`);
    expect(await run("check", "--declared", "ext.sql", "--live", "pglite:ext")).toMatchObject({ code: 0, stderr: "" });
  });

  it.runIf(hasTurn("killed"))("reads one that was killed, from its log", async () => {
    await copy("killed");
    await write("killed", "CREATE TABLE unfinished (a integer)", "process.kill(process.pid, 'SIGKILL')");
    const before = await contentOf("killed");
    const ran = await run("check", "--declared", "model.yaml", "--live", "pglite:killed");
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain("unfinished");
    expect(await contentOf("killed")).toEqual(before);
  });
});

/** Runs SQL in the directory, in another process, and then some code. */
async function write(name: string, sql: string, code: string): Promise<void> {
  const entry = new URL("../../node_modules/@electric-sql/pglite/dist/index.js", import.meta.url).href;
  const text = `import { PGlite } from ${JSON.stringify(entry)};
    const pglite = await PGlite.create(${JSON.stringify(folder().at(name))});
    await pglite.exec(${JSON.stringify(sql)}); ${code}`;
  await once(spawn(process.execPath, ["--input-type=module", "-e", text], { stdio: "ignore" }), "exit");
}

describe("a stamp", () => {
  it("writes in place, and only once", async () => {
    const live = await copy("stamped");
    expect((await run("stamp", "--live", live, ...of, "--dry-run")).stdout).toMatch(/^BEGIN/);
    expect(await contentOf("stamped")).toEqual(
      (await contentOf("db")).map((line) => line.replace("/db/", "/stamped/")),
    );
    expect(await run("stamp", "--live", live, ...of)).toMatchObject({ code: 0, stderr: "" });
    expect(await record("stamped")).toEqual([0, 1, 2]);
    expect((await run("stamp", "--live", live, ...of)).stdout).toMatch(/^Already stamped/);
    const verify = ["stamp", "--verify", "driftcheck-attestation.yaml", "--live", live, "--declared", "model.yaml"];
    expect((await run(...verify)).code).toBe(0);
  });
});

describe("what is no such directory", () => {
  it.each([
    ["one that is not there", "none", async () => {}, /the folder does not exist/],
    ["a file", "file", (at: string) => writeFile(at, ""), /is not a folder/],
    [
      "an empty folder",
      "empty",
      (at: string) => mkdir(at),
      /is not a PGlite data directory: it has no file PG_VERSION/,
    ],
    ["another version's", "old", (at: string) => data(at, "16\n"), /was made by PostgreSQL "16"/],
    ["something with its mark", "mark", (at: string) => data(at, "18\n"), /incomplete/],
    [
      "a running server's",
      "busy",
      async (at: string) => {
        await data(at, "18\n", true);
        await writeFile(join(at, "postmaster.pid"), `${process.pid}\n`);
      },
      /in use by the PostgreSQL server with process id/,
    ],
    ["a damaged one", "damaged", (at: string) => data(at, "18\n", true), /cannot open pglite:damaged/],
  ])("%s is refused", async (_, name, make, problem) => {
    await make(folder().at(name));
    for (const command of [["check"], ["stamp", ...of.slice(2)]])
      expectRefusal(await run(...command, "--declared", "model.yaml", "--live", `pglite:${name}`), problem);
    await rm(folder().at(name), { recursive: true, force: true });
  });

  it("one that another process has open is refused", async () => {
    if (process.platform !== "linux") return;
    await copy("open");
    const pglite = await PGlite.create(folder().at("open"));
    const check = ["check", "--declared", "model.yaml", "--live", "pglite:open"];
    // Another process than this one, which has it open.
    expectRefusal(await spawnDriftcheck(check, { cwd: folder().path }), /in use by the process \d+/);
    await pglite.close();
    expect((await run(...check)).code).toBe(0);
  });

  it("no name is refused", async () => {
    expectRefusal(await run("check", "--declared", "model.yaml", "--live", "pglite:"), /names no folder/);
  });
});

async function data(at: string, version: string, control = false): Promise<void> {
  await mkdir(join(at, "global"), { recursive: true });
  await writeFile(join(at, "PG_VERSION"), version);
  if (control) await writeFile(join(at, "global/pg_control"), "nonsense");
}
