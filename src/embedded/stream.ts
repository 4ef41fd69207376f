// What a client of pg takes for its socket, and is the thread of an embedded PostgreSQL. Nothing is connected, and nobody logs in.

import { Duplex } from "node:stream";
import type { Thread } from "./thread.ts";

/** AuthenticationOk, and ReadyForQuery outside of a transaction. */
const welcome = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);
const terminate = 0x58;

interface Written {
  readonly chunk: Buffer;
}

export class ThreadStream extends Duplex {
  readonly #thread: Thread;
  #isWelcomed = false;

  constructor(thread: Thread) {
    super();
    this.#thread = thread;
    thread.answerTo({ receive: (bytes) => this.push(bytes), stopped: (why) => this.destroy(why) });
  }

  connect(): void {
    process.nextTick(() => this.emit("connect"));
  }

  /** A socket has these, and pg calls them. */
  setNoDelay(): void {}
  ref(): void {}
  unref(): void {}

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#send(chunk);
    done();
  }

  /** Messages that belong together are answered together. */
  override _writev(written: Written[], done: () => void): void {
    this.#send(Buffer.concat(written.map(({ chunk }) => chunk)));
    done();
  }

  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  #send(bytes: Buffer): void {
    // The first message says who connects to what, which is settled here.
    if (!this.#isWelcomed) this.push(welcome);
    else if (bytes[0] !== terminate) this.#thread.send(bytes);
    this.#isWelcomed = true;
  }
}
