// PGlite's program, compiled once a process: each database has a thread of its own, and they share what it was compiled to.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Program } from "./database.ts";

let compiled: Promise<Program> | undefined;

export function compiledProgram(): Promise<Program> {
  compiled ??= compile();
  return compiled;
}

async function compile(): Promise<Program> {
  const folder = dirname(createRequire(import.meta.url).resolve("@electric-sql/pglite"));
  // TypeScript knows of WebAssembly in browsers only.
  const { WebAssembly } = globalThis as unknown as {
    WebAssembly: { compile: (bytes: Uint8Array) => Promise<Program> };
  };
  return WebAssembly.compile(await readFile(join(folder, "pglite.wasm")));
}
