// A bootstrap that is killed at any moment leaves the place empty or whole: restored and stamped. A server's is killed before and
// after each question that it is asked, a PGlite folder's before writes to its files, from the first to the last; everyday at some of them.

import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { type Aim, driftcheckThrough } from "../stamp/kill-proxy.ts";
import { model, projects, writeModel } from "../stamp/projects.ts";
import { driftcheck, spawnDriftcheck, useFolder } from "../support/cli.ts";
import { isNightly, sample } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithOwnServer } from "../support/servers.ts";

/** Of the three walks, one by day. */
const chosen = sample(["server", "bootstrap", "stamp"], 1);
const isChosen = (what: string) => chosen.includes(what);

const folder = useFolder();
const attestation = "driftcheck-attestation.yaml";
const of = ["--declared", "model.yaml", "--tool", "dbmate", "--migrations", "dbmate"];
const into = (place: string) => ["bootstrap", "--dump", "dump.sql", "--into", place, ...of];

beforeAll(async () => {
  await writeModel(folder());
  await projects.dbmate?.(folder(), "dbmate");
  await folder().write("dump.sql", model);
});

const verify = (live: string) =>
  driftcheck(["stamp", "--verify", attestation, "--live", live, "--declared", "model.yaml"], { cwd: folder().path });

describeWithOwnServer(18, (server) => {
  const sessions = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'driftcheck'";
  const made =
    "SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i') ORDER BY 1";

  const through = (live: string, aim: Omit<Aim, "victim">) => driftcheckThrough(live, aim, into, folder().path);

  it.runIf(isChosen("server"))(
    "killed at each of its questions",
    async () => {
      const whole = await through(await server().createDatabase(), {});
      expect(whole.ran).toMatchObject({ code: 0 });
      const committed = whole.questions.indexOf("COMMIT") + 1;
      const begun = whole.questions.findIndex((text) => text.includes("READ COMMITTED")) + 1;
      expect(committed - begun).toBeGreaterThan(15);
      const moments = Array.from({ length: whole.questions.length - begun + 1 }, (_, at) => begun + at);
      for (const at of new Set([...sample(moments, 2), committed])) {
        for (const afterSending of at === committed ? [false, true] : [false]) {
          await rm(folder().at(attestation), { force: true });
          const live = await server().createDatabase();
          expect((await through(live, { at, afterSending })).ran.code).toBe(null);
          await expect.poll(() => query(server().url, sessions), { timeout: 20_000, interval: 5 }).toEqual([{ n: 0 }]);
          const isCommitted = at > committed || (at === committed && afterSending);
          const names = (await query(live, made)).map(({ name }) => name);
          expect({ at, afterSending, names }).toEqual({
            at,
            afterSending,
            names: isCommitted
              ? ["by_email", "schema_migrations", "schema_migrations_pkey", "users", "users_pkey"]
              : [],
          });
          if (isCommitted) expect(await query(live, "SELECT * FROM schema_migrations")).toHaveLength(2);
          expect(await folder().list()).not.toContain(attestation);
        }
      }
    },
    3_600_000,
  );
});

const preload = fileURLToPath(new URL("kill-at-write.mjs", import.meta.url));
const tries = isNightly ? 24 : 4;

describe.runIf(process.platform !== "win32")("a PGlite folder", () => {
  const withWrites = (args: readonly string[], env: Readonly<Record<string, string>>) =>
    spawnDriftcheck(args, { cwd: folder().path, env: { NODE_OPTIONS: `--import=${preload}`, ...env } });

  it.runIf(isChosen("bootstrap"))(
    "of a bootstrap, killed at its writes, is absent or whole",
    async () => {
      const count = folder().at("count");
      expect((await withWrites(into("pglite:whole"), { COUNT_WRITES_IN: count })).code).toBe(0);
      const writes = Number(await folder().read("count"));
      expect(writes).toBeGreaterThan(100);
      const outcomes = new Set<string>();
      for (const at of sample(spread(writes), 1)) {
        await rm(folder().at(attestation), { force: true });
        await rm(folder().at("db"), { recursive: true, force: true });
        const ran = await withWrites(into("pglite:db"), { KILL_AT_WRITE: String(at) });
        outcomes.add(String(existsSync(folder().at("db"))));
        if (ran.code === null && !existsSync(folder().at("db")))
          expect(existsSync(folder().at(attestation))).toBe(false);
        else
          expect((await driftcheck(["stamp", "--live", "pglite:db", ...of], { cwd: folder().path })).stdout).toMatch(
            /^Already/,
          );
        if (existsSync(folder().at(attestation))) expect((await verify("pglite:db")).code).toBe(0);
        // What a killed one leaves is beside the place, and never in it.
        for (const name of await readdir(folder().path))
          if (name.endsWith(".unfinished")) await rm(folder().at(name), { recursive: true });
      }
      if (isNightly) expect(outcomes).toContain("false");
    },
    3_600_000,
  );

  it.runIf(isChosen("stamp"))(
    "that is stamped in place, killed at its writes, is as it was or stamped",
    async () => {
      await folder().write("plain/dump.sql", model);
      expect((await driftcheck(into("pglite:source"), { cwd: folder().path })).code).toBe(0);
      const other = ["--declared", "model.yaml", "--tool", "goose", "--migrations", "goose"];
      await projects.goose?.(folder(), "goose");
      const { cp } = await import("node:fs/promises");
      const copy = async (name: string) => {
        await rm(folder().at(name), { recursive: true, force: true });
        await cp(folder().at("source"), folder().at(name), { recursive: true });
      };
      await copy("counted");
      // The bootstrap's, which is of another database.
      await rm(folder().at(attestation), { force: true });
      const count = folder().at("stamp-count");
      const stamp = (name: string) => ["stamp", "--live", `pglite:${name}`, ...other];
      expect((await withWrites(stamp("counted"), { COUNT_WRITES_IN: count })).code).toBe(0);
      const writes = Number(await folder().read("stamp-count"));
      for (const at of sample(spread(writes), 1)) {
        await rm(folder().at(attestation), { force: true });
        await copy("live");
        await withWrites(stamp("live"), { KILL_AT_WRITE: String(at) });
        const again = await driftcheck(stamp("live"), { cwd: folder().path });
        expect({ at, code: again.code, stderr: again.stderr }).toEqual({ at, code: 0, stderr: "" });
        expect((await driftcheck(["stamp", "--live", "pglite:live", ...other], { cwd: folder().path })).stdout).toMatch(
          /^Already stamped: goose at 2/,
        );
      }
    },
    3_600_000,
  );
});

/** The first, the last, and some between them. */
function spread(count: number): number[] {
  const steps = Array.from({ length: tries }, (_, at) => 1 + Math.round((at * (count - 1)) / (tries - 1)));
  return [...new Set([...steps, count - 1, count - 2].filter((at) => at >= 1))];
}
