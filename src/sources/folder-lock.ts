// Keeps two driftchecks from writing to one folder at once. What holds the lock is a name that this process listens on: the
// system takes it back from a process that dies, however it dies, so that no lock is ever left behind.

import { createHash } from "node:crypto";
import { realpath } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { SourceError } from "../errors.ts";

/** @returns what gives the lock back. @throws SourceError where another process has it */
export async function lockFolder(folder: string): Promise<() => void> {
  const digest = createHash("sha256")
    .update(await realpath(folder))
    .digest("hex")
    .slice(0, 32);
  const server = createServer((socket) => socket.destroy()).unref();
  try {
    await listen(server, nameOf(digest));
  } catch (error) {
    throw new SourceError(`another driftcheck is writing to ${folder}; wait until it has ended`, { cause: error });
  }
  return () => server.close();
}

/** Linux has names that are no files, and Windows pipes; elsewhere a port of this machine stands for the folder. */
function nameOf(digest: string): string | number {
  if (process.platform === "linux") return `\0driftcheck-${digest}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\driftcheck-${digest}`;
  return 49152 + (Number.parseInt(digest.slice(0, 8), 16) % 16384);
}

function listen(server: Server, name: string | number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    if (typeof name === "number") server.listen(name, "127.0.0.1", resolve);
    else server.listen(name, resolve);
  });
}
