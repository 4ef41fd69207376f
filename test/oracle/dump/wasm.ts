// pg_dump as WebAssembly against a real server: the worker runs it, this side holds the connection and carries the bytes.
// One connection serves every dump of a database: a new one would read the catalogs into its caches anew each time.

import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { Dumper } from "./dump.ts";
import { answersWithin } from "./protocol.mjs";

type Bytes = Uint8Array<ArrayBufferLike>;

interface Finished {
  readonly text?: string;
  readonly error?: string;
}

const TERMINATE = "X".charCodeAt(0);

/** @param module the file that exports `pgDump` */
export function wasmDumper(module: string): Dumper {
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL("wasm-worker.mjs", import.meta.url), {
    workerData: { signal, module, port: port2 },
    transferList: [port2],
  });
  const answer = (bytes: Bytes) => {
    port1.postMessage(bytes);
    Atomics.add(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
  let connection: Connection | undefined;
  return {
    name: "pg_dump 18 as WebAssembly",
    dump: async (url, args) => {
      if (connection?.url !== url) {
        await connection?.close();
        connection = new Connection(url, port1, answer);
      }
      connection.begin();
      const finished = once(worker, "message") as Promise<[Finished]>;
      worker.postMessage([...args, `--dbname=${decodeURIComponent(new URL(url).pathname.slice(1))}`]);
      const [{ text, error }] = await finished;
      await connection.end();
      if (text === undefined) throw new Error(`pg_dump failed: ${error}`);
      return text;
    },
    disconnect: async () => {
      await connection?.close();
      connection = undefined;
    },
    close: async () => {
      await connection?.close();
      port1.close();
      await worker.terminate();
    },
  };
}

/** To pg_dump each dump is a session of its own: it is greeted again, and what it leaves behind is reset. */
class Connection {
  readonly url: string;
  readonly #socket: Socket;
  readonly #answer: (bytes: Bytes) => void;
  #greeting: Bytes[] = [];
  #isGreeted = false;
  #isFirstMessage = true;
  #reset: (() => void) | undefined;
  #unread: Bytes = new Uint8Array();

  constructor(url: string, port: MessagePort, answer: (bytes: Bytes) => void) {
    const { hostname, port: tcpPort } = new URL(url);
    this.url = url;
    this.#answer = answer;
    this.#socket = connect({ host: hostname, port: Number(tcpPort), noDelay: true });
    this.#socket.on("data", (bytes) => this.#received(new Uint8Array(bytes)));
    port.removeAllListeners("message");
    port.on("message", (bytes: Bytes) => this.#send(bytes));
  }

  begin(): void {
    this.#isFirstMessage = true;
  }

  /** Ends the transaction that pg_dump leaves to its disconnecting. */
  async end(): Promise<void> {
    const reset = new Promise<void>((resolve) => {
      this.#reset = resolve;
    });
    this.#socket.write(query("ROLLBACK; RESET ALL; DEALLOCATE ALL"));
    await reset;
  }

  async close(): Promise<void> {
    if (this.#socket.closed) return;
    this.#socket.removeAllListeners("data").resume().end();
    await once(this.#socket, "close");
  }

  #send(bytes: Bytes): void {
    const isFirst = this.#isFirstMessage;
    this.#isFirstMessage = false;
    if (isFirst && this.#isGreeted) for (const message of this.#greeting) this.#answer(message);
    else if (isFirst || bytes[0] !== TERMINATE) this.#socket.write(bytes);
  }

  #received(bytes: Bytes): void {
    const { answers, rest } = answersWithin(Buffer.concat([this.#unread, bytes]));
    this.#unread = rest;
    if (this.#reset !== undefined) {
      if (answers === 0) return;
      this.#reset();
      this.#reset = undefined;
      return;
    }
    if (!this.#isGreeted) {
      this.#greeting.push(bytes.slice());
      this.#isGreeted = answers > 0;
    }
    this.#answer(bytes);
  }
}

function query(sql: string): Buffer {
  const text = Buffer.from(`${sql}\0`);
  const message = Buffer.alloc(5 + text.length);
  message.write("Q");
  message.writeInt32BE(4 + text.length, 1);
  text.copy(message, 5);
  return message;
}
