// The embedded PostgreSQL and its cache. The cache is judged in processes of their own, as a second call in one process reads memory.
import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { PGlite } from "@electric-sql/pglite";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { embeddableExtensions, openEmbedded } from "../../src/embedded/database.ts";
import { keepPrivately } from "../../src/files.ts";
import { hasTurn, isNightly, sample } from "../support/sample.ts";

const run = promisify(execFile);
const repository = resolve(import.meta.dirname, "../..");
let scratch: string;
let cache: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "driftcheck-embedded-"));
  await symlink(join(repository, "node_modules"), join(scratch, "node_modules"));
  await writeFile(join(scratch, "package.json"), '{ "type": "module" }');
  // Node 20 runs no TypeScript.
  await build({
    entryPoints: [join(repository, "src/embedded/database.ts")],
    outfile: join(scratch, "database.js"),
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  vi.stubEnv("DRIFTCHECK_CACHE_DIR", join(scratch, "shared-cache"));
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(scratch, { recursive: true, force: true });
});

beforeEach(async () => {
  cache = join(await mkdtemp(join(scratch, "cache-")), "driftcheck");
});

/** Runs `script` where `openEmbedded` is in scope, and gives back what it did. */
async function inProcess(script: string, directory = cache, node: readonly string[] = []) {
  const program = `import { openEmbedded } from "${join(scratch, "database.js")}";\n${script}`;
  const env = { ...process.env, DRIFTCHECK_CACHE_DIR: directory };
  // As the program has it (src/cli.ts).
  const flags = ["--wasm-tiering-budget=200000000", ...node, "--input-type=module"];
  const child = run(process.execPath, [...flags, "-e", program], { env, cwd: scratch });
  return child.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );
}

const openAndAnswer = `
  const database = await openEmbedded();
  const { rows } = await database.query("SELECT 6 * 7 AS answer");
  await database.close();
  process.stdout.write(String(rows[0].answer));`;
const answered = { code: 0, stdout: "42", stderr: "" };

async function onlyFile(): Promise<string> {
  const files = await readdir(cache);
  expect(files).toHaveLength(1);
  expect(files[0]).toMatch(/^pglite-\d+\.\d+\.\d+-[0-9a-f]{12}\.data$/);
  return join(cache, String(files[0]));
}

/** Each fills a cache of its own, which takes as long as a hundred other tests: one of them on each third day. */
const cacheCases = [
  "filled",
  "cut short",
  "empty",
  "altered in one byte",
  "filled by two at once",
  "not to be written",
] as const;
const chosen = hasTurn("the cache") ? sample(cacheCases, 1) : [];
const isChosen = (name: (typeof cacheCases)[number]) => chosen.includes(name);

describe("the cache", () => {
  test.runIf(isChosen("filled"))(
    "is filled by the first process, readable by its owner only, and read by the second",
    async () => {
      expect(await inProcess(openAndAnswer)).toEqual(answered);
      const file = await onlyFile();
      const made = await stat(file);
      expect(made.mode & 0o777).toBe(0o600);
      expect((await stat(cache)).mode & 0o777).toBe(0o700);
      expect(await inProcess(openAndAnswer)).toEqual(answered);
      const later = await stat(file);
      expect({ inode: later.ino, changed: later.mtimeMs }).toEqual({ inode: made.ino, changed: made.mtimeMs });
    },
  );

  const damages: readonly [(typeof cacheCases)[number], (file: string) => Promise<void>][] = [
    ["cut short", (file) => truncate(file, 4_000_000)],
    ["empty", (file) => truncate(file, 0)],
    ["altered in one byte", flipOneByte],
  ];

  test.each(damages.filter(([name]) => isChosen(name)))("is rebuilt when its file is %s", async (_, spoil) => {
    expect(await inProcess(openAndAnswer)).toEqual(answered);
    const file = await onlyFile();
    const good = (await stat(file)).size;
    await spoil(file);
    const spoilt = await stat(file);
    expect(await inProcess(openAndAnswer)).toEqual(answered);
    const rebuilt = await stat(await onlyFile());
    expect(rebuilt.size).toBe(good);
    expect(rebuilt.ino).not.toBe(spoilt.ino);
  });

  test.runIf(isChosen("filled by two at once"))(
    "holds one good file after two processes have filled it at once",
    async () => {
      const both = await Promise.all([inProcess(openAndAnswer), inProcess(openAndAnswer)]);
      expect(both).toEqual([answered, answered]);
      const made = await stat(await onlyFile());
      expect(await inProcess(openAndAnswer)).toEqual(answered);
      expect((await stat(await onlyFile())).ino).toBe(made.ino);
    },
  );

  test.runIf(process.platform === "linux")("ends, and is done without, where no folder can be made", async () => {
    expect(await keepPrivately("/proc/driftcheck/catalog.json", "{}")).toBe(false);
  });

  test.runIf(isChosen("not to be written"))("is done without where it can't be written", async () => {
    // Root writes anywhere, but not below a file.
    const file = join(scratch, "not-a-directory");
    await writeFile(file, "");
    expect(await inProcess(openAndAnswer, join(file, "driftcheck"))).toEqual(answered);
    if (process.getuid?.() === 0) return;
    await mkdir(cache);
    await chmod(cache, 0o500);
    expect(await inProcess(openAndAnswer)).toEqual(answered);
    expect(await readdir(cache)).toEqual([]);
  });
});

describe("the process that opened it", () => {
  test.runIf(hasTurn("exit code"))("keeps its exit code and its listeners, and ends", async () => {
    const script = `
      const listeners = () => JSON.stringify(process.eventNames().map((name) => [String(name), process.listenerCount(name)]));
      const before = listeners();
      process.exitCode = 7;
      const database = await openEmbedded();
      await database.query("SELECT 1 / 0").catch(() => undefined);
      await database.close();
      if (listeners() !== before) process.stdout.write(listeners());`;
    expect(await inProcess(script)).toEqual({ code: 7, stdout: "", stderr: "" });
    // The second time from the cache, which is another path through PGlite.
    if (isNightly) expect(await inProcess(script)).toEqual({ code: 7, stdout: "", stderr: "" });
  });

  test("loads PGlite only when a database is asked for", async () => {
    const script = "process.stdout.write(typeof openEmbedded);";
    const trace = join(scratch, "loaded.mjs");
    await writeFile(
      trace,
      `import { register } from "node:module";
       register("data:text/javascript," + encodeURIComponent(\`export async function resolve(name, context, next) {
         if (name.includes("pglite")) throw new Error("loaded " + name);
         return next(name, context);
       }\`), import.meta.url);`,
    );
    expect(await inProcess(script, cache, ["--import", trace])).toEqual({ code: 0, stdout: "function", stderr: "" });
    expect((await inProcess("await openEmbedded();", cache, ["--import", trace])).stderr).toContain(
      "loaded @electric-sql",
    );
  });
});

describe("the database", () => {
  let database: PGlite;
  beforeAll(async () => {
    database = await openEmbedded({
      extensions: ["citext", "uuid-ossp", "pg_stat_statements", "earthdistance", "refint"],
    });
  });
  afterAll(() => database.close());

  const settings = [
    ["server_encoding", "UTF8"],
    ["client_encoding", "UTF8"],
    ["TimeZone", "UTC"],
    ["DateStyle", "ISO, MDY"],
    ["default_text_search_config", "pg_catalog.english"],
    ["search_path", '"$user", public'],
  ];
  test.each(settings)("has %s = %s", async (name, value) => {
    expect(await scalar(database, `SELECT current_setting('${name}')`)).toBe(value);
  });

  test("is empty, sorts by bytes and knows the letters of all scripts", async () => {
    const mine = "SELECT count(*)::int FROM pg_class WHERE oid >= 16384";
    expect(await scalar(database, mine)).toBe(0);
    expect(await scalar(database, "SELECT 'Z' < 'a' AND upper('é') = 'É'")).toBe(true);
  });

  test("has the extensions that were asked for, and what they require", async () => {
    await database.exec(`CREATE EXTENSION citext; CREATE EXTENSION "uuid-ossp"; CREATE EXTENSION pg_stat_statements;
      CREATE EXTENSION earthdistance CASCADE; CREATE EXTENSION refint`);
    expect(await scalar(database, "SELECT 'A'::citext = 'a'::citext")).toBe(true);
    expect(await scalar(database, "SELECT uuid_generate_v5(uuid_ns_dns(), 'a')::text")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("leaves an extension that PGlite lacks to PostgreSQL's own refusal", async () => {
    const other = await openEmbedded({ extensions: ["plpgsql", "postgis"] });
    await expect(other.exec("CREATE EXTENSION postgis")).rejects.toThrow('extension "postgis" is not available');
    await other.close();
  });

  test("is one of several, which share nothing", async () => {
    const [first, second] = await Promise.all([openEmbedded(), openEmbedded()]);
    await first.exec("CREATE TABLE mine (id int)");
    expect(await scalar(second, "SELECT to_regclass('mine')::text")).toBeNull();
    await Promise.all([first.close(), second.close()]);
    const third = await openEmbedded();
    expect(await scalar(third, "SELECT to_regclass('mine')::text")).toBeNull();
    await third.close();
  });

  test.runIf(hasTurn("thousands"))("takes thousands of tables in one transaction", async () => {
    const other = await openEmbedded();
    await other.exec(
      "DO $$ BEGIN FOR i IN 1..3000 LOOP EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY, note text)', i); END LOOP; END $$",
    );
    expect(await scalar(other, "SELECT count(*)::int FROM pg_tables WHERE schemaname = 'public'")).toBe(3000);
    await other.close();
  });
});

test("every embeddable extension can be created", async () => {
  const names = embeddableExtensions();
  const database = await openEmbedded({ extensions: names });
  for (const name of names) await database.exec(`CREATE EXTENSION IF NOT EXISTS "${name}" CASCADE`);
  const { rows } = await database.query<{ extname: string }>(
    "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'",
  );
  expect(rows.map(({ extname }) => extname).sort()).toEqual([...names].sort());
  await database.close();
});

async function scalar(database: PGlite, query: string): Promise<unknown> {
  const { rows } = await database.query<Record<string, unknown>>(query);
  return Object.values(rows[0] ?? {})[0];
}

async function flipOneByte(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes.writeUInt8(bytes.readUInt8(5_000_000) ^ 1, 5_000_000);
  await writeFile(file, bytes);
}
