// Node.js 20 runs no TypeScript in a thread. Tests that run the sources get the thread of the embedded PostgreSQL as esbuild makes it.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Plugin } from "vite";

const reference = '"thread-main.js"';

export function threadFromSource(root: string): Plugin {
  let built: Promise<string> | undefined;
  return {
    name: "thread-from-source",
    async transform(code, id) {
      if (!id.endsWith("/src/embedded/embedded.ts")) return undefined;
      if (!code.includes(reference)) throw new Error(`${id} no longer has ${reference}`);
      built ??= buildThread(root);
      return code.replace(reference, JSON.stringify(await built));
    },
  };
}

/** @returns its URL. Named by its content, so that two runs at once never write to one file */
async function buildThread(root: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, "src/embedded/thread-main.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    write: false,
  });
  const text = outputFiles[0]?.text ?? "";
  const folder = join(root, "node_modules/.cache/driftcheck");
  const file = join(folder, `thread-${createHash("sha256").update(text).digest("hex").slice(0, 16)}.mjs`);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, text);
  return pathToFileURL(file).href;
}
