// Keeps two driftchecks from writing to one folder at once. What holds the lock is a name that this process listens on: the
// system takes it back from a process that dies, however it dies, so that no lock is ever left behind.

import { realpath } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { sha256 } from "../digest.ts";
import { SourceError } from "../errors.ts";

const digestLength = 32;

/** @returns what gives the lock back. @throws SourceError where another process has it */
export async function lockFolder(folder: string, platform: string = process.platform): Promise<() => void> {
  const digest = sha256(await realpath(folder)).slice(0, digestLength);
  const rival = new SourceError(`another driftcheck is writing to ${folder}. Wait until it has finished.`);
  if (platform !== "linux" && platform !== "win32") return lockPorts(digest, rival, folder);
  // Linux has names that are no files, and Windows pipes: nobody else takes such a one.
  const server = await listen(
    digest,
    platform === "linux" ? `\0driftcheck-${digest}` : `\\\\.\\pipe\\driftcheck-${digest}`,
  );
  if (server === undefined) throw rival;
  return () => server.close();
}

/** Below the ports that a system gives to whoever asks for any (from 32768 on Linux, 49152 on macOS), above those of services. */
const firstPort = 20_000;
const ports = 12_768;

/**
 * Elsewhere ports of this machine stand for the folder. Any program may have one of them, so there are three, and who has one
 * is asked for the folder: a rival has at least one, since it took all that were to be had.
 */
async function lockPorts(digest: string, rival: SourceError, folder: string): Promise<() => void> {
  const servers: Server[] = [];
  const unlock = () => {
    for (const server of servers) server.close();
  };
  for (const at of [0, 8, 16]) {
    const port = firstPort + (Number.parseInt(digest.slice(at, at + 8), 16) % ports);
    const server = await listen(digest, port);
    if (server !== undefined) servers.push(server);
    else if ((await greeting(port)) === digest) {
      unlock();
      throw rival;
    }
  }
  if (servers.length > 0) return unlock;
  throw new SourceError(
    `${folder} cannot be locked: other programs use all three local ports that driftcheck would use for the lock`,
  );
}

/** undefined where the name is taken */
function listen(digest: string, name: string | number): Promise<Server | undefined> {
  const server = createServer((socket) => socket.on("error", () => {}).end(digest)).unref();
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(undefined) : reject(error),
    );
    const listening = () => resolve(server);
    if (typeof name === "number") server.listen(name, "127.0.0.1", listening);
    else server.listen(name, listening);
  });
}

const patience = 5_000; // milliseconds

/** What whoever listens says first: a rival answers at once, since its database works in a thread of its own. */
function greeting(port: number): Promise<string> {
  return new Promise((resolve) => {
    let output = "";
    const socket = connect(port, "127.0.0.1").setEncoding("utf8").setTimeout(patience);
    socket.on("data", (text) => {
      output += text;
      if (output.length >= digestLength) socket.destroy();
    });
    socket.on("timeout", () => socket.destroy());
    socket.on("error", () => {});
    socket.on("close", () => resolve(output));
  });
}
