// What psql makes of a script, in a new database of a real server. Roles that a script only names are made for it, as a dump of a database
// brings none.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { escapeIdentifier } from "pg";
import { debianBin, debianMajor } from "../support/servers/debian.ts";
import { query } from "../support/servers/query.ts";
import type { Server } from "../support/servers.ts";

const run = promisify(execFile);
const withoutBodies = { PGOPTIONS: "-c check_function_bodies=off" };
const longest = 60_000; // milliseconds

/** Of Debian's packages; the server may be of another version. */
export function findPsql(): string | undefined {
  const psql = join(debianBin(debianMajor() ?? 0) ?? "", "psql");
  return existsSync(psql) ? psql : undefined;
}

interface Ran {
  /** Whether it ran to its end with no error. */
  readonly isWhole: boolean;
  readonly stderr: string;
}

/** `whole`: it stops at the first error. `as far as it goes`: it goes on, and does not look into the bodies of functions. */
type How = "whole" | "as far as it goes";

async function once(psql: string, file: string, url: string, how: How): Promise<Ran> {
  const stop = how === "whole" ? ["--set", "ON_ERROR_STOP=1"] : [];
  const given = ["--no-psqlrc", "--no-password", "--quiet", ...stop, "--file", file, url];
  const env = { PATH: process.env.PATH, PAGER: "cat", LC_ALL: "C", ...(how !== "whole" && withoutBodies) };
  const ran = run(psql, given, { env, timeout: longest, maxBuffer: 1 << 28, encoding: "latin1" });
  ran.child.stdin?.end();
  return ran.then(
    ({ stderr }) => ({ isWhole: true, stderr }),
    (error: { stderr?: string }) => ({ isWhole: false, stderr: error.stderr ?? "" }),
  );
}

export interface Psql {
  /**
   * In a new database.
   * @param extensions that are there before
   * @returns its URL too, which is good until the next
   */
  readonly take: (file: string, how: How, extensions?: readonly string[]) => Promise<Ran & { readonly url: string }>;
  readonly drop: () => Promise<void>;
}

/** Its role, where an error is about one that is not there. */
const missingRole = /role "([^"]+)" does not exist/;

/** A mutated script could name a new one at each turn. */
const mostRoles = 20;

export function psqlOn(server: Server, psql: string): Psql {
  const name = `fuzz_${process.pid}`;
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const roles = new Set<string>();
  const drop = async () => {
    await query(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    for (const role of roles) await query(server.url, `DROP ROLE IF EXISTS ${escapeIdentifier(role)}`);
    roles.clear();
  };
  const take: Psql["take"] = async (file, how, extensions = []) => {
    const named = new Set<string>();
    for (;;) {
      await drop();
      await server.createDatabase(name);
      for (const role of named) {
        await query(server.url, `CREATE ROLE ${escapeIdentifier(role)}`);
        roles.add(role);
      }
      for (const each of extensions) await query(url.href, `CREATE EXTENSION ${escapeIdentifier(each)} CASCADE`);
      const ran = await once(psql, file, url.href, how);
      const missing = ran.stderr.split("\n").flatMap((line) => missingRole.exec(line)?.[1] ?? []);
      const unknown = missing.map((role) => Buffer.from(role, "latin1").toString()).filter((role) => !named.has(role));
      if (unknown.length === 0 || named.size > mostRoles) return { ...ran, url: url.href };
      for (const role of unknown) named.add(role);
    }
  };
  return { take, drop };
}
