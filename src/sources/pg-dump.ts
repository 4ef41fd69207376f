// The DDL of a live server, which only PostgreSQL's own pg_dump can write. What it connects with goes to it by the environment,
// never by its arguments, which every user of the machine can see.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { codeOf } from "../error-code.ts";
import { SourceError } from "../errors.ts";
import { redact } from "../redact.ts";
import { parameters } from "./connection/parameters.ts";
import { defaultTimeout } from "./connection/patience.ts";
import { databaseOf, resolve, userOf } from "./connection/resolve.ts";
import { ConnectionError, type Settings } from "./connection/settings.ts";

const run = promisify(execFile);
const largest = 512 * 1024 * 1024; // bytes
const wanted = ["--schema-only", "--no-owner", "--no-privileges", "--no-password"];

/**
 * @param timeout how long it may take, in seconds
 * @throws SourceError in one line that says to give a dump, where there is no pg_dump that can read this server
 */
export async function dumpSchema(locator: string, timeout = defaultTimeout): Promise<string> {
  try {
    const env = environmentOf(resolve(locator));
    // At a softer signal it first asks the server to cancel, and waits for a silent one as before.
    const ends = { timeout: timeout * 1000, killSignal: "SIGKILL" } as const;
    const { stdout } = await run("pg_dump", wanted, { env, maxBuffer: largest, ...ends });
    return stdout;
  } catch (error) {
    throw new SourceError(`${redact(locator)} is a live server, and ${whyNot(error, timeout)}. ${advice}`, {
      cause: error,
    });
  }
}

const advice =
  "Pass a dump instead: pg_dump --schema-only --no-owner --no-privileges > live.sql, then --live live.sql.";

// Only a waiting connection knows these, and what it reads is the same without them.
const ofTheWire = /^(?:keepalives|tcp_user_timeout|fallback_application_name|client_encoding$|service|authtype$)/;

/** A connection that was resolved once, as variables: nothing of it is read a second time, and in another way. */
function environmentOf(settings: Settings): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  for (const { variable } of Object.values(parameters)) if (variable !== undefined) delete environment[variable];
  delete environment.PGREQUIRESSL;
  for (const [name, { value }] of settings) {
    const variable = parameters[name]?.variable;
    if (variable !== undefined && name !== "service" && name !== "servicefile") environment[variable] = value;
    else if (!ofTheWire.test(name)) throw new ConnectionError(`pg_dump would show ${name} to other users`);
  }
  return { ...environment, PGUSER: userOf(settings), PGDATABASE: databaseOf(settings) };
}

function whyNot(error: unknown, timeout: number): string {
  if (!(error instanceof Error)) return "its schema could not be dumped";
  if (codeOf(error) === "ENOENT") return "PATH contains no pg_dump to copy its schema";
  if ("killed" in error && error.killed === true) return `pg_dump did not finish within ${timeout} s (--timeout)`;
  const output = "stderr" in error ? String(error.stderr) : error.message;
  if (output.includes("server version mismatch")) return "the pg_dump in PATH is older than the server";
  const line = output.split("\n").find((each) => each.trim() !== "") ?? "";
  return `its schema could not be dumped (${line.replace(/^pg_dump: (?:error: )?/, "")})`;
}
