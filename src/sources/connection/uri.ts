// A connection URI, taken apart as libpq does it: not as WHATWG's URL, which knows one host and no empty user.
// No message shows a part of it: where it is mistyped, any part may be a piece of its password.

import { ConnectionError, refuseUnknown } from "./settings.ts";

const scheme = /^postgres(?:ql)?(?:\+\w+)?:\/\//i;

/** SQLAlchemy's URLs name a driver: postgresql+psycopg2://… */
export const isUri = (locator: string): boolean => scheme.test(locator);

/** @throws ConnectionError where it is none */
export function parseUri(locator: string): Map<string, string> {
  const whole = locator.replace(scheme, "");
  const [, userinfo, rest = ""] = /^(?:([^@/]*)@)?(.*)$/s.exec(whole) ?? [];
  const [, authority = "", path = "", query] = /^((?:\[[^\]]*\]|[^/?[])*)([^?]*)(?:\?(.*))?$/s.exec(rest) ?? [];
  if (`${authority}${path}`.includes("@")) throw invalid("it has an @ after its host");
  if (path !== "" && !path.startsWith("/")) throw invalid("a host in it is not valid");
  const given = new Map<string, string>();
  const put = (name: string, value: string) => {
    if (value !== "") given.set(name, decoded(value));
  };
  if (userinfo !== undefined) {
    const [, user = "", password = ""] = /^([^:]*):?(.*)$/s.exec(userinfo) ?? [];
    put("user", user);
    put("password", password);
  }
  const hosts = authority.split(",").map(hostAndPort);
  put("host", hosts.map(({ host }) => host).join(","));
  put("port", hosts.map(({ port }) => port).join(","));
  put("dbname", path.replace(/^\//, ""));
  const pairs = query?.replace(/&$/, "");
  if (pairs) for (const pair of pairs.split("&")) addPair(pair, given);
  return given;
}

function hostAndPort(text: string): { host: string; port: string } {
  const [, address, name, port = ""] = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(.*))?$/s.exec(text) ?? [];
  const host = address ?? name;
  if (host === undefined || address === "") throw invalid("a host in it is not valid");
  if (!/^\d*$/.test(port)) throw invalid("a port in it is not a number");
  return { host, port };
}

function addPair(pair: string, given: Map<string, string>): void {
  const [name = "", value, ...more] = pair.split("=");
  if (value === undefined) throw invalid('a parameter in it has no "="');
  if (more.length > 0) throw invalid('a parameter in it has a second "=" (write %3D)');
  const key = decoded(name);
  // As libpq has it, for JDBC's sake.
  if (key === "ssl" && value === "true") given.set("sslmode", "require");
  else {
    refuseUnknown(key);
    given.set(key, decoded(value));
  }
}

function decoded(text: string): string {
  if (/%(?![0-9a-f]{2})/i.test(text)) throw invalid("a % in it does not start an escape (write %25)");
  if (text.includes("%00")) throw invalid("it has a %00");
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid("its escaped characters are not UTF-8");
  }
}

const invalid = (why: string) =>
  new ConnectionError(
    `the URL is not valid: ${why}. Percent-encode special characters in its password (@ as %40, / as %2F, % as %25).`,
  );
