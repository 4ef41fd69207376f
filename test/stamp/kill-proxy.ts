// A TCP proxy between a client and a PostgreSQL server, which ends the client with SIGKILL at its nth question: no hook in the
// product, and the moment is exact. The question is then either never sent, or sent and its answer never seen.

import type { ChildProcess } from "node:child_process";
import { createServer, connect as dial, type Socket } from "node:net";
import { type Ran, startDriftcheck } from "../support/cli.ts";
import { listening } from "../support/servers/proxy.ts";

export interface KillProxy {
  /** The server's URL, through the proxy. */
  readonly url: string;
  /** The text of each question so far, over all connections. */
  readonly questions: readonly string[];
  readonly close: () => Promise<void>;
}

export interface Aim {
  /** From 1; none is killed where it is undefined. */
  readonly at?: number;
  /** Whether the server still gets it. */
  readonly afterSending?: boolean;
  readonly victim?: () => ChildProcess;
  /** Done before a question goes on to the server. */
  readonly before?: (question: string) => Promise<void> | void;
}

export async function startKillProxy(
  server: string,
  { at, afterSending = false, victim, before }: Aim,
): Promise<KillProxy> {
  const { hostname, port } = new URL(server);
  const questions: string[] = [];
  const sockets = new Set<Socket>();
  let isDead = false;
  const listener = createServer((client) => {
    const upstream = dial(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        client.destroy();
        // What was sent is still to reach the server.
        upstream.end();
      });
    }
    const messages = new Messages();
    const pass = async ({ bytes, question }: Message) => {
      if (isDead) return;
      if (question !== undefined) {
        questions.push(question);
        await before?.(question);
      }
      isDead = question !== undefined && questions.length === at;
      if (!isDead || afterSending) upstream.write(bytes);
      if (isDead) victim?.().kill("SIGKILL");
    };
    let passed = Promise.resolve();
    client.on("data", (chunk) => {
      for (const message of messages.add(chunk)) passed = passed.then(() => pass(message));
    });
    upstream.on("data", (chunk) => {
      if (!isDead) client.write(chunk);
    });
  });
  return { ...(await listening(listener, server, sockets)), questions };
}

interface Message {
  readonly bytes: Buffer;
  readonly question?: string;
}

/** Cuts what a client sends into messages of the protocol: the first has no type. */
class Messages {
  #bytes = Buffer.alloc(0);
  #isStarted = false;

  add(chunk: Buffer): Message[] {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    const found: Message[] = [];
    for (;;) {
      const head = this.#isStarted ? 1 : 0;
      if (this.#bytes.length < head + 4) return found;
      const length = head + this.#bytes.readInt32BE(head);
      if (this.#bytes.length < length) return found;
      const bytes = this.#bytes.subarray(0, length);
      this.#bytes = this.#bytes.subarray(length);
      const type = this.#isStarted ? String.fromCharCode(bytes[0] ?? 0) : "";
      this.#isStarted = true;
      const text = bytes.subarray(5, -1).toString("utf8");
      found.push(type === "Q" || type === "P" ? { bytes, question: text } : { bytes });
    }
  }
}

/** Runs driftcheck through a proxy that may kill it. */
export async function driftcheckThrough(
  live: string,
  aim: Omit<Aim, "victim">,
  argsFor: (url: string) => readonly string[],
  cwd: string,
): Promise<{ readonly ran: Ran; readonly questions: readonly string[] }> {
  let child: ChildProcess | undefined;
  const victim = () => {
    if (child === undefined) throw new Error("nobody asked yet");
    return child;
  };
  const proxy = await startKillProxy(live, { ...aim, victim });
  try {
    const running = startDriftcheck(argsFor(proxy.url), { cwd });
    child = running.child;
    return { ran: await running.ended, questions: proxy.questions };
  } finally {
    await proxy.close();
  }
}
