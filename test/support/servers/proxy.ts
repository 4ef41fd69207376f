// What each TCP proxy to a PostgreSQL server does alike: it listens on a port of its own, and is closed with all its sockets.

import type { Server, Socket } from "node:net";

/** @param server the URL of the server, of which the proxy's differs by the port alone */
export async function listening(
  listener: Server,
  server: string,
  sockets: ReadonlySet<Socket>,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  const url = new URL(server);
  url.port = String(typeof address === "object" && address !== null ? address.port : "");
  const close = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      listener.close(() => resolve());
    });
  return { url: url.href, close };
}
