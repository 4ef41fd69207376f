// Runs pg_dump, compiled to WebAssembly, off the main thread: it waits for the server's answers without an event loop.
// What it sends goes to the main thread, which holds the connection; each batch is awaited up to its last ReadyForQuery.

import { pathToFileURL } from "node:url";
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { answersWithin, messagesIn } from "./protocol.mjs";

const { signal, module, port } = workerData;

compileOnce();
const { pgDump } = await import(pathToFileURL(module).href);

/** The package compiles pg_dump anew for each dump; a compiled module can be instantiated any number of times. */
function compileOnce() {
  const instantiate = WebAssembly.instantiate;
  let compiled;
  WebAssembly.instantiate = async (source, imports) => {
    if (source instanceof WebAssembly.Module) return instantiate(source, imports);
    compiled ??= WebAssembly.compile(source);
    const compiledModule = await compiled;
    return { module: compiledModule, instance: await instantiate(compiledModule, imports) };
  };
}

/** What pgDump uses of a PGlite. */
function likePGlite() {
  let unsent = new Uint8Array();
  let isStarted = false;
  return {
    query: async () => ({ rows: [{ search_path: "''" }] }),
    exec: async () => [],
    execProtocolRawStream(bytes, { onRawData }) {
      const { messages, rest } = messagesIn(concat(unsent, bytes), isStarted);
      unsent = rest;
      let expected = 0;
      for (const message of messages) {
        port.postMessage(message.bytes);
        if (message.type === "startup") isStarted = true;
        if (message.isAnswered) expected += 1;
      }
      if (expected > 0) receive(expected, onRawData);
    },
  };
}

function receive(expected, onRawData) {
  let unread = new Uint8Array();
  let missing = expected;
  while (missing > 0) {
    const heard = Atomics.load(signal, 0);
    const received = receiveMessageOnPort(port);
    if (received === undefined) {
      Atomics.wait(signal, 0, heard);
      continue;
    }
    onRawData(received.message);
    const { answers, rest } = answersWithin(concat(unread, received.message));
    unread = rest;
    missing -= answers;
  }
}

function concat(one, other) {
  const whole = new Uint8Array(one.length + other.length);
  whole.set(one);
  whole.set(other, one.length);
  return whole;
}

parentPort.on("message", async (args) => {
  try {
    const file = await pgDump({ pg: likePGlite(), args });
    parentPort.postMessage({ text: await file.text() });
  } catch (error) {
    parentPort.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});
