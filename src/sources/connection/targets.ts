// The servers that a connection may be made to, in the order in which they are tried.

import { existsSync } from "node:fs";
import { ConnectionError, type Settings, textOf } from "./settings.ts";

export interface Target {
  /** As it was given: the name that a certificate must have, and that ~/.pgpass knows. Empty where none was. */
  readonly host: string;
  /** Where no name is to be looked up. */
  readonly address?: string;
  /** The folder of a Unix socket. */
  readonly socket?: string;
  readonly port: number;
}

const defaultPort = 5432;

/** @throws ConnectionError where there are more ports than hosts, or a port is none */
export function targetsOf(settings: Settings): Target[] {
  const list = (name: string) => textOf(settings, name)?.split(",");
  const [hosts, addresses] = [list("host"), list("hostaddr")];
  const count = (addresses ?? hosts ?? [""]).length;
  if (hosts !== undefined && hosts.length !== count)
    throw new ConnectionError(`host lists ${hosts.length} servers and hostaddr ${count}. Pass one address per server.`);
  const ports = list("port") ?? [""];
  if (ports.length !== 1 && ports.length !== count)
    throw new ConnectionError(
      `port lists ${ports.length} numbers for ${count} hosts. Pass one number, or one per host.`,
    );
  return Array.from({ length: count }, (_, at) =>
    target(hosts?.[at] ?? "", addresses?.[at] ?? "", portOf(ports[ports.length === 1 ? 0 : at] ?? "")),
  );
}

function target(host: string, address: string, port: number): Target {
  if (address !== "") return { host, address, port };
  if (host.startsWith("@")) throw new ConnectionError("a host starts with @: abstract Unix sockets are not supported");
  if (host.startsWith("/")) return { host, socket: host, port };
  if (host !== "") return { host, port };
  return process.platform === "win32" ? { host: "localhost", port } : { host, socket: defaultSocket(port), port };
}

function portOf(text: string): number {
  if (text.trim() === "") return defaultPort;
  const port = /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new ConnectionError("port must be a number from 1 to 65535");
  return port;
}

// It was settled when the server was built: by the distributions, and by PostgreSQL's own default.
const socketFolders = ["/var/run/postgresql", "/tmp"];

/** The folder in which a server listens where no host is named: libpq knows one, and each build its own. */
function defaultSocket(port: number): string {
  const listening = socketFolders.find((folder) => existsSync(`${folder}/.s.PGSQL.${port}`));
  return listening ?? socketFolders.find((folder) => existsSync(folder)) ?? "/tmp";
}

/** By what name ~/.pgpass knows it. */
export const passwordHost = ({ host, address, socket }: Target): string => {
  if (host === "" || (socket !== undefined && socketFolders.includes(socket))) return address ?? "localhost";
  return host;
};
