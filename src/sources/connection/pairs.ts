// A connection string of keywords and values, as psql takes it: host=h dbname='my db'. Taken apart as libpq does it.

import { parameters } from "./parameters.ts";
import { ConnectionError, refuseUnknown } from "./settings.ts";

/** It starts with a parameter of libpq's, and is not the name of a file. */
export function isPairs(locator: string): boolean {
  const [, name, rest = ""] = /^\s*([a-z_]+)\s*=(.*)$/s.exec(locator) ?? [];
  if (name === undefined || !Object.hasOwn(parameters, name)) return false;
  return !/\.(?:sql|ya?ml|json)$/i.test(rest);
}

// A value ends at white space, unless that is in quotes or after a backslash.
const pair = /\s*([^\s=]+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)(?:[^\s\\]|\\.)*|))/sy;

/** @throws ConnectionError where it is none */
export function parsePairs(locator: string): Map<string, string> {
  const given = new Map<string, string>();
  pair.lastIndex = 0;
  while (locator.slice(pair.lastIndex).trim() !== "") {
    const match = pair.exec(locator);
    if (match === null)
      throw new ConnectionError("the connection string is not valid. Write it as host=h dbname='my db'.");
    const [, name = "", quoted, bare = ""] = match;
    refuseUnknown(name);
    given.set(name, (quoted ?? bare).replace(/\\(.)/gs, "$1"));
  }
  return given;
}
