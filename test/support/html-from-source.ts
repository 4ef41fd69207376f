// The maker of the HTML report is a bundle of the build's. Tests that run the sources get it as the build makes it.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin } from "vite";
import { bundleHtmlReport } from "../../src/reporters/html/bundle.mjs";

const reference = '"html-report.cjs"';

export function htmlFromSource(root: string): Plugin {
  let built: Promise<string> | undefined;
  return {
    name: "html-from-source",
    async transform(code, id) {
      if (!id.endsWith("/src/reporters/html/html.ts")) return undefined;
      if (!code.includes(reference)) throw new Error(`${id} no longer has ${reference}`);
      built ??= buildReport(root);
      return code.replace(reference, JSON.stringify(await built));
    },
  };
}

/** @returns its URL. Named by its content, so that two runs at once never write to one file */
async function buildReport(root: string): Promise<string> {
  const text = await bundleHtmlReport();
  const folder = join(root, "node_modules/.cache/driftcheck");
  const file = join(folder, `html-report-${createHash("sha256").update(text).digest("hex").slice(0, 16)}.cjs`);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, text);
  return pathToFileURL(file).href;
}
