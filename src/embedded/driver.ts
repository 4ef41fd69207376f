// Loads the driver, once it is needed.

import type pg from "pg";

export async function loadDriver(): Promise<typeof pg> {
  // Where there is no `navigator` (Node 20), pg asks `Response` whether it runs at Cloudflare's, and that loads all of Node's
  // HTTP client: 30 ms of each check. Later versions of Node have just this.
  const host = globalThis as { navigator?: { readonly userAgent: string } };
  host.navigator ??= { userAgent: `Node.js/${process.versions.node.split(".")[0]}` };
  return (await import("pg")).default;
}
