// All that a connection was given, in libpq's order: the locator, then the service that it or PGSERVICE names, then the PG*
// variables. https://www.postgresql.org/docs/current/libpq-envars.html

import { userInfo } from "node:os";
import { isPairs, parsePairs } from "./pairs.ts";
import { parameters } from "./parameters.ts";
import { readService } from "./service-file.ts";
import { ConnectionError, type Given, refuseUnsupported, type Settings, textOf, valueIn } from "./settings.ts";
import { isUri, parseUri } from "./uri.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A live server: a URI, or a string of libpq's keywords and values. */
export const isConnection = (locator: string): boolean => isUri(locator) || isPairs(locator);

/** @throws ConnectionError where something in it can't be read or can't be honoured */
export function resolve(locator: string, environment: Environment = process.env): Settings {
  const given = new Map<string, Given>();
  const add = (values: Iterable<readonly [string, string]>, from?: string) => {
    for (const [name, value] of values)
      if (!given.has(name)) given.set(name, { value, ...(from !== undefined && { from }) });
  };
  add(isUri(locator) ? parseUri(locator) : parsePairs(locator));
  const service = valueIn(given, "service") ?? environment.PGSERVICE;
  if (service !== undefined) {
    const own = valueIn(given, "servicefile") ?? environment.PGSERVICEFILE;
    add(readService(service, own, environment), `the service ${service}`);
  }
  for (const [name, { variable = "" }] of Object.entries(parameters)) {
    const value = environment[variable];
    if (value !== undefined) add([[name, value]], variable);
  }
  if (environment.PGREQUIRESSL?.startsWith("1")) add([["sslmode", "require"]], "PGREQUIRESSL");
  refuseUnsupported(given);
  return withSystemRoots(given);
}

/** Whoever trusts each authority that the system trusts must be told by the name which server it is. */
function withSystemRoots(given: Map<string, Given>): Settings {
  if (valueIn(given, "sslrootcert") !== "system") return given;
  if (!given.has("sslmode")) return given.set("sslmode", { value: "verify-full" });
  if (valueIn(given, "sslmode") !== "verify-full")
    throw new ConnectionError(
      "sslrootcert=system needs sslmode=verify-full: anyone can get a certificate that the system trusts",
    );
  return given;
}

export function userOf(settings: Settings): string {
  return textOf(settings, "user") ?? userInfo().username;
}

export function databaseOf(settings: Settings): string {
  return textOf(settings, "dbname") ?? userOf(settings);
}
