// What may come over the wire instead of PostgreSQL's protocol, and what failures of the network are called.

import type { EventEmitter } from "node:events";
import type { Client } from "pg";
import { codeOf } from "../../error-code.ts";

// What pg's connection has, and its type leaves out.
interface Connection extends EventEmitter {
  attachListeners(stream: EventEmitter): void;
}

/** pg throws from within a socket's event over what it can't read: that would end the process as if by a bug of ours. */
export function guardProtocol(client: Client): void {
  const { connection } = client as unknown as { readonly connection: Connection };
  const attach = connection.attachListeners.bind(connection);
  connection.attachListeners = (stream) => {
    const before = new Set(stream.listeners("data"));
    attach(stream);
    for (const listener of stream.listeners("data")) {
      if (before.has(listener)) continue;
      stream.off("data", listener as () => void);
      stream.on("data", (chunk: Buffer) => {
        try {
          Reflect.apply(listener, stream, [chunk]);
        } catch (error) {
          connection.emit("error", error);
        }
      });
    }
  };
}

const explanations: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused. Check that a server listens there.",
  ENOENT: "no server has a Unix socket there. Pass a host to connect by TCP.",
  EACCES: "this user has no permission to use the Unix socket there",
  ENOTFOUND: "no such host",
  EAI_AGAIN: "the host name cannot be resolved at the moment",
  ETIMEDOUT: "no answer in time",
  EHOSTUNREACH: "no route to the host",
  ENETUNREACH: "no route to the network",
  ECONNRESET: "the server closed the connection",
  EPIPE: "the server closed the connection",
};

export const withoutSsl = "the server does not support SSL, which the sslmode requires";

/** In one line, what went wrong with a connection. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  const code = codeOf(error);
  const { message } = error;
  if (message.includes("Unknown authenticationOk message type"))
    return "the server requests an authentication method that driftcheck does not support (GSSAPI, SSPI). Use a role that has a password.";
  if (message === "The server does not support SSL connections") return withoutSsl;
  if (message.startsWith("There was an error establishing an SSL"))
    return "the server that answers there is not PostgreSQL";
  if (/certificate|self.signed|CERT_|ERR_TLS|unable to get/i.test(`${code} ${message}`))
    return `the server's certificate was not accepted: ${message}`;
  // A host with several addresses fails with an AggregateError, whose own message is empty.
  return explanations[code] ?? (message || error.name);
}
