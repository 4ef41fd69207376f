// A TCP proxy to a PostgreSQL server that passes so many messages of one side on and is then silent, with its sockets open: what
// a cable that was pulled, a firewall that forgot, or a server that hangs look like.

import { createServer, connect as dial, type Socket } from "node:net";
import { listening } from "../support/servers/proxy.ts";

export interface SilentProxy {
  /** The server's URL, through the proxy. */
  readonly url: string;
  /** How many messages of that side have come so far. */
  readonly seen: () => number;
  readonly close: () => Promise<void>;
}

export type Side = "client" | "server";

/** @param after so many messages nothing more goes on in either direction */
export async function startSilentProxy(server: string, counted: Side, after = Infinity): Promise<SilentProxy> {
  const { hostname, port } = new URL(server);
  const sockets = new Set<Socket>();
  let seen = 0;
  const listener = createServer((client) => {
    const upstream = dial(Number(port), hostname);
    const pass = (from: Side, to: Socket) => {
      const messages = messagesOf(from);
      return (chunk: Buffer) => {
        for (const message of messages(chunk)) {
          if (seen >= after) return;
          if (from === counted) seen += 1;
          to.write(message);
        }
      };
    };
    client.on("data", pass("client", upstream));
    upstream.on("data", pass("server", client));
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        if (seen < after) for (const each of [client, upstream]) each.destroy();
      });
    }
  });
  return { ...(await listening(listener, server, sockets)), seen: () => seen };
}

/** Cuts what comes into messages of the protocol. A client's first has no type; without TLS, each of a server's has one. */
function messagesOf(side: Side): (chunk: Buffer) => Buffer[] {
  let bytes = Buffer.alloc(0);
  let head = side === "client" ? 0 : 1;
  return (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    const found: Buffer[] = [];
    while (bytes.length >= head + 4) {
      const length = head + bytes.readInt32BE(head);
      if (bytes.length < length) break;
      found.push(bytes.subarray(0, length));
      bytes = bytes.subarray(length);
      head = 1;
    }
    return found;
  };
}
