// A named set of parameters in pg_service.conf: https://www.postgresql.org/docs/current/libpq-pgservice.html

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inHome } from "./home.ts";
import { parameters } from "./parameters.ts";
import { ConnectionError } from "./settings.ts";

type Environment = Readonly<Record<string, string | undefined>>;

// It was settled when libpq was built: by Debian, by Red Hat, by Alpine, by its own default.
const systemFolders = ["/etc/postgresql-common", "/etc/sysconfig/pgsql", "/etc/postgresql", "/usr/local/pgsql/etc"];

/** @throws ConnectionError where no file defines it, or one is not valid */
export function readService(name: string, own: string | undefined, environment: Environment): Map<string, string> {
  for (const file of filesFor(own, environment)) {
    const service = parseServiceFile(textOf(file), name, file);
    if (service !== undefined) return service;
  }
  throw new ConnectionError(`no service file defines the service ${name}. Correct the name or set PGSERVICEFILE.`);
}

function filesFor(own: string | undefined, { PGSYSCONFDIR }: Environment): string[] {
  const user = own ?? inHome(".pg_service.conf");
  const folders = PGSYSCONFDIR === undefined ? systemFolders : [PGSYSCONFDIR];
  const system = folders.map((folder) => join(folder, "pg_service.conf")).find((file) => existsSync(file));
  // One that is named must be there.
  const isUsers = user !== undefined && (own !== undefined || existsSync(user));
  return [...(isUsers ? [user] : []), ...(system === undefined ? [] : [system])];
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new ConnectionError(`cannot read the service file ${file}`);
  }
}

function parseServiceFile(text: string, service: string, file: string): Map<string, string> | undefined {
  let section: Map<string, string> | undefined;
  for (const [at, whole] of text.split("\n").entries()) {
    const line = whole.trim();
    if (line === "" || line.startsWith("#")) continue;
    if (line.startsWith("[")) {
      if (section !== undefined) return section;
      if (line.startsWith(`[${service}]`)) section = new Map();
      continue;
    }
    if (section === undefined) continue;
    const [name = "", ...value] = line.split("=");
    const fail = (why: string): never => {
      throw new ConnectionError(`${file}:${at + 1}: ${why}`);
    };
    if (line.startsWith("ldap")) fail("a service from LDAP is not supported");
    if (value.length === 0) fail("is not name=value");
    if (name === "service") fail("a service cannot name another service");
    if (!Object.hasOwn(parameters, name)) fail("is not a connection parameter of libpq");
    if (!section.has(name)) section.set(name, value.join("="));
  }
  return section;
}
