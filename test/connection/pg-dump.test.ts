// pg_dump, which `prove` copies a live server with, is led to the same database by the same locator, and shown no password in its
// arguments.

import { execFileSync } from "node:child_process";
import { beforeAll, expect, it } from "vitest";
import { dumpSchema } from "../../src/sources/pg-dump.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";

const hasPgDump = (() => {
  try {
    return execFileSync("pg_dump", ["--version"], { stdio: "pipe" }).length > 0;
  } catch {
    process.stderr.write("\n!! SKIPPED, there is no pg_dump\n\n");
    return false;
  }
})();

describeWithServer(
  15,
  (server) => {
    beforeAll(async () => {
      for (const name of ["shop", "100%", "a b"]) {
        const live = await server().createDatabase(name);
        await query(live, `CREATE TABLE "in ${name}" ()`);
      }
      await query(server().url, `CREATE ROLE "me%" SUPERUSER LOGIN PASSWORD 'p%s'`);
    });

    it.runIf(hasPgDump).each([
      ["postgres://postgres:100%25@$H/shop", "in shop"],
      ["postgres://postgres:100%25@$H/100%25", "in 100%"],
      ["postgres://me%25:p%25s@$H/a%20b", "in a b"],
      ["postgres://postgres@$H/shop?password=100%25", "in shop"],
      ["host=$h port=$p user=postgres password=100% dbname=100%", "in 100%"],
      ["postgres://postgres:100%25@127.0.0.1:1,$H/shop?keepalives_interval=1", "in shop"],
    ])("of %s", async (locator, found) => {
      const { host, hostname, port } = new URL(server().url);
      const filled = locator.replace("$H", host).replace("$h", hostname).replace("$p", port);
      expect(await dumpSchema(filled)).toContain(`CREATE TABLE public."${found}"`);
    });

    it.each(["postgres://postgres:100%@$H/shop", "postgres://postgres:%zz@$H/shop", "postgres://postgres:%ff@$H/shop"])(
      "of %s is refused in a line that says what to write",
      async (locator) => {
        const filled = locator.replace("$H", new URL(server().url).host);
        await expect(dumpSchema(filled)).rejects.toThrow(/the URL is not valid: .*Percent-encode.*% as %25/);
      },
    );
  },
  { password: "100%" },
);
