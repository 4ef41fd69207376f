// Bundles the maker of the page with the page's own script and style inside it. The build and the tests both ask here.

import { join } from "node:path";
import { build } from "esbuild";

const here = import.meta.dirname ?? new URL(".", import.meta.url).pathname;
const once = { bundle: true, write: false, logLevel: "warning" };

/** @returns {Promise<string>} a CommonJS module, as it is loaded where a page is asked for and no sooner */
export async function bundleHtmlReport() {
  const [script, style] = await Promise.all(["main.ts", "style.css"].map(asset));
  const { outputFiles } = await build({
    ...once,
    stdin: {
      contents:
        'export { renderPage, renderStatic } from "./render.ts"; export { renderFleetPage } from "./fleet/page.ts";',
      resolveDir: here,
    },
    format: "cjs",
    platform: "node",
    target: "node20",
    define: { PAGE_SCRIPT: JSON.stringify(script), PAGE_STYLE: JSON.stringify(style) },
  });
  return outputFiles[0].text;
}

async function asset(name) {
  const { outputFiles } = await build({
    ...once,
    entryPoints: [join(here, "page", name)],
    format: "iife",
    minify: true,
    target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  });
  return outputFiles[0].text.trimEnd();
}
