// The thread of one embedded PostgreSQL, seen from outside. WebAssembly that loops or crashes can only be ended from here: it
// works within a bound of time and of memory, and keeps the process alive only while it works. A thread whose database was
// closed waits for the next one, which starts there in a third of the time.

import { Worker } from "node:worker_threads";
import { MemoryBound, TimeBound } from "./bounds.ts";
import type { EmbeddedOptions } from "./database.ts";
import type { FromThread, ToThread } from "./messages.ts";
import { compiledProgram } from "./program.ts";
import { Stopped } from "./stopped.ts";

const watchInterval = 100; // milliseconds

/** So deep that PostgreSQL itself says "stack depth limit exceeded"; with the default of Node.js it crashes before that. */
const stackSizeMb = 256;

/** To start takes no longer for a large script; the first start on a machine makes a data directory. */
const startTime = new TimeBound(120);

/** Who speaks with the database: told what it answers, and why it will answer no more. */
export interface Receiver {
  readonly receive: (bytes: Uint8Array) => void;
  readonly stopped: (why: Stopped) => void;
}

/** Those whose database was closed. They keep no process alive. */
const idle: Worker[] = [];

export class Thread {
  readonly #worker: Worker;
  readonly #begun = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  readonly #memory = new MemoryBound();
  readonly #time: TimeBound;
  readonly #started = new Waiting();
  readonly #closed = new Waiting();
  #receiver: Receiver | undefined;
  #stopped: Stopped | undefined;
  /** What was sent and is not answered yet. */
  #unanswered = 0;
  #isStarted = false;
  #isClosed = false;
  #since = 0;
  #watch: NodeJS.Timeout | undefined;

  constructor(program: URL, options: EmbeddedOptions, time: TimeBound) {
    this.#time = time;
    // PGlite prints nothing; should it ever, stdout is the report's.
    this.#worker = idle.pop() ?? new Worker(program, { stdout: true, stderr: true, resourceLimits: { stackSizeMb } });
    this.#worker.on("message", (message: FromThread) => this.#heard(message));
    this.#worker.on("error", (error) => this.#stop(`crashed (${error.message})`));
    this.#worker.on("exit", () => this.#stop("stopped unexpectedly"));
    this.#sent();
    compiledProgram().then(
      (compiled) =>
        this.#worker.postMessage({ start: { options, program: compiled, begun: this.#begun } } satisfies ToThread),
      (error: Error) => this.#heard({ failed: error.message }),
    );
  }

  /** @throws Error where PGlite does not start, Stopped */
  get started(): Promise<void> {
    return this.#started.promise;
  }

  /** Why it will answer no more. */
  get stopped(): Stopped | undefined {
    return this.#stopped;
  }

  answerTo(receiver: Receiver): void {
    this.#receiver = receiver;
  }

  send(bytes: Uint8Array): void {
    this.#post({ bytes });
  }

  /** Ends it, at once where it still works; otherwise its thread waits for the next database. */
  async end(): Promise<void> {
    if (this.#stopped === undefined && this.#unanswered === 0) await this.close().catch(() => undefined);
    if (this.#stopped === undefined && this.#isClosed) {
      this.#stopped = new Stopped("was closed", 0);
      for (const event of ["message", "error", "exit"]) this.#worker.removeAllListeners(event);
      this.#worker.once("exit", () => forget(this.#worker));
      this.#worker.on("error", () => forget(this.#worker));
      idle.push(this.#worker);
      return;
    }
    this.#stop("was closed");
    await this.#worker.terminate();
  }

  /** Has it write everything down. @throws Stopped */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#post({ close: true });
    await this.#closed.promise;
    this.#isClosed = true;
  }

  #post(message: ToThread): void {
    if (this.#stopped !== undefined) return;
    this.#worker.postMessage(message);
    this.#sent();
  }

  #heard(message: FromThread): void {
    if (this.#stopped !== undefined) return;
    if ("bytes" in message) {
      this.#receiver?.receive(message.bytes);
      if (message.isAll) this.#answered();
    } else if ("crashed" in message) this.#stop(`crashed (${message.crashed})`);
    else if ("failed" in message) {
      this.#started.reject(new Error(message.failed));
      this.#stop("did not start");
    } else {
      this.#answered();
      if ("started" in message) this.#isStarted = true;
      ("started" in message ? this.#started : this.#closed).resolve();
    }
  }

  #sent(): void {
    this.#unanswered += 1;
    if (this.#unanswered > 1) return;
    this.#since = performance.now();
    this.#worker.ref();
    this.#watch = setInterval(() => this.#look(), watchInterval);
  }

  #answered(): void {
    this.#unanswered -= 1;
    this.#since = performance.now();
    if (this.#unanswered === 0) this.#rest();
  }

  #rest(): void {
    clearInterval(this.#watch);
    this.#worker.unref();
  }

  #look(): void {
    if (this.#memory.isOver) this.#stop(`took more than ${this.#memory} of memory`);
    const since = this.#since;
    if (!(this.#isStarted ? this.#time : startTime).isOver(since)) return;
    // This program may have been busy itself, and the answer waits to be heard.
    setImmediate(() => {
      if (this.#since !== since || this.#unanswered === 0) return;
      const { seconds } = this.#time;
      this.#stop(
        this.#isStarted
          ? `was still running after ${seconds} seconds (--restore-timeout)`
          : `did not start within ${startTime.seconds} seconds`,
      );
    });
  }

  #stop(outcome: string): void {
    if (this.#stopped !== undefined) return;
    const why = new Stopped(outcome, Atomics.load(this.#begun, 0));
    this.#stopped = why;
    this.#rest();
    this.#started.reject(why);
    this.#closed.reject(why);
    this.#receiver?.stopped(why);
    this.#worker.terminate();
  }
}

function forget(worker: Worker): void {
  const at = idle.indexOf(worker);
  if (at >= 0) idle.splice(at, 1);
}

class Waiting {
  resolve: () => void = () => {};
  reject: (error: Error) => void = () => {};
  readonly promise = new Promise<void>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  constructor() {
    // Nobody may be waiting when it fails.
    this.promise.catch(() => {});
  }
}
