// The thread itself: it has one embedded PostgreSQL at a time, gives it what the client sends, and sends back its answers.
// Whatever PGlite would swallow is told: a crash that looks like an empty answer would be a statement that was lost.

import { parentPort } from "node:worker_threads";
import type { PGlite } from "@electric-sql/pglite";
import { Keeper, type Opened } from "./keeper.ts";
import type { FromThread, Start, ToThread } from "./messages.ts";

/** Sent as soon as there is so much, so that the client reads while the database works. */
const chunkSize = 256 * 1024; // bytes
const largestAnswer = 256 * 1024 * 1024; // bytes

/** How PGlite says that PostgreSQL reported an error and is ready for the next message (POSTGRES_MAIN_LONGJMP). */
const reportedError = 100;

const tell = (message: FromThread, transferred: ArrayBuffer[] = []) => parentPort?.postMessage(message, transferred);

/** Gathers an answer and sends it in large pieces. */
class Answer {
  #chunk = new Uint8Array(chunkSize);
  #length = 0;
  #total = 0;

  add(bytes: Uint8Array): void {
    this.#total += bytes.length;
    if (this.#total > largestAnswer) crashed(`more than ${largestAnswer / 1024 ** 2} MB of rows`);
    if (this.#length + bytes.length > this.#chunk.length) this.send(false);
    if (bytes.length > this.#chunk.length) this.#chunk = new Uint8Array(bytes.length);
    this.#chunk.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  send(isAll: boolean): void {
    const bytes = this.#chunk.slice(0, this.#length);
    this.#length = 0;
    tell({ bytes, isAll }, [bytes.buffer]);
  }

  begin(): void {
    this.#total = 0;
  }
}

function crashed(reason: string): never {
  tell({ crashed: reason });
  // PGlite would go on with what is left of the messages; this thread is ended from outside meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  throw new Error(reason);
}

/** Counts the messages that PostgreSQL begins, and tells what it can't report itself. */
function watch(database: PGlite): void {
  const { Module } = database;
  const once = Module._PostgresMainLoopOnce;
  Module._PostgresMainLoopOnce = () => {
    if (begun !== undefined) Atomics.add(begun, 0, 1);
    try {
      once();
    } catch (error) {
      if ((error as { readonly status?: number }).status === reportedError) throw error;
      crashed(error instanceof Error ? error.message : String(error));
    }
  };
}

const keeper = new Keeper();
const answer = new Answer();
let started: Opened | undefined;
let begun: Int32Array | undefined;

async function start({ options, program, begun: counter }: Start): Promise<void> {
  try {
    started = await keeper.open(options, program, watch);
    begun = counter;
    tell({ started: true });
  } catch (error) {
    tell({ failed: error instanceof Error ? error.message : String(error) });
  }
}

async function respond(message: ToThread): Promise<void> {
  if ("start" in message) return start(message.start);
  if (started === undefined || begun === undefined) return;
  if ("close" in message) {
    const closing = started;
    started = undefined;
    await keeper.close(closing, () => inTurn(() => keeper.forget()));
    tell({ closed: true });
    return;
  }
  Atomics.store(begun, 0, 0);
  answer.begin();
  await started.database.execProtocolRawStream(message.bytes, { onRawData: (bytes) => answer.add(bytes) });
  answer.send(true);
}

let last: Promise<void> = Promise.resolve();
function inTurn(work: () => Promise<void>): void {
  last = last.then(work);
}
parentPort?.on("message", (message: ToThread) => inTurn(() => respond(message)));
