// The DDL of a live server, which only PostgreSQL's own pg_dump can write. A password goes to it by the environment, never
// by its arguments, which every user of the machine can see.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { SourceError } from "../errors.ts";
import { redact } from "../redact.ts";

const run = promisify(execFile);
const largest = 512 * 1024 * 1024; // bytes
const wanted = ["--schema-only", "--no-owner", "--no-privileges", "--no-password"];

/** @throws SourceError in one line that says to give a dump, where there is no pg_dump that can read this server */
export async function dumpSchema(locator: string): Promise<string> {
  const { url, password } = withoutPassword(locator);
  const env = { ...process.env, ...(password !== undefined && { PGPASSWORD: password }) };
  try {
    const { stdout } = await run("pg_dump", [...wanted, ...(url === "" ? [] : [`--dbname=${url}`])], {
      env,
      maxBuffer: largest,
    });
    return stdout;
  } catch (error) {
    throw new SourceError(`${redact(locator)} is a live server, and ${whyNot(error)}; ${advice}`, { cause: error });
  }
}

const advice = "give a dump instead: pg_dump --schema-only --no-owner --no-privileges > live.sql, then --live live.sql";

/** The URL as libpq takes it, and its password apart. Empty where the PG* variables say it all. */
function withoutPassword(locator: string): { url: string; password?: string } {
  const text = locator.replace(/^[^:]+:\/\//, "postgres://");
  if (text === "postgres://") return { url: "" };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // An "@" after the host: the password may hold what nobody encoded, and would stand in the arguments.
  if (url === undefined || `${url.pathname}${url.search}${url.hash}`.includes("@")) {
    throw new SourceError(
      `cannot read ${redact(locator)}: the URL is not valid; percent-encode special characters in its password`,
    );
  }
  const inQuery = url.searchParams.get("password");
  const password = inQuery ?? (url.password === "" ? undefined : decodeURIComponent(url.password));
  url.password = "";
  url.searchParams.delete("password");
  url.searchParams.delete("uselibpqcompat");
  return { url: url.href, ...(password !== undefined && { password }) };
}

function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return "its schema could not be dumped";
  if ("code" in error && error.code === "ENOENT") return "there is no pg_dump in PATH to copy its schema with";
  const said = "stderr" in error ? String(error.stderr) : error.message;
  if (said.includes("server version mismatch")) return "the pg_dump in PATH is older than it";
  const line = said.split("\n").find((each) => each.trim() !== "") ?? "";
  return `its schema could not be dumped (${line.replace(/^pg_dump: (?:error: )?/, "")})`;
}
