// Every link between our pages leads somewhere, every page can be reached, and README stays one that people finish.

import { existsSync, readdirSync } from "node:fs";
import { join, normalize } from "node:path";
import { expect, test } from "vitest";
import { anchorsOf, brokenLinks, linksOf, pages, read, root } from "./pages.ts";

test.each(pages)("each link and anchor of %s resolves", (page) => {
  expect(brokenLinks(page, read(page))).toEqual([]);
});

test("a link to a file or an anchor that is not there is found", () => {
  const text =
    "[a](docs/none.md) [b](#none) [c](docs/rules.md#none) [d](../outside.md) `[e](none)` [f](#here)\n\n## Here\n";
  expect(brokenLinks("README.md", text)).toEqual(["docs/none.md", "#none", "docs/rules.md#none", "../outside.md"]);
});

test("anchors are GitHub's", () => {
  const text = "# What `check --data` finds\n## Same\n## Same\n```sh\n# no heading\n```\n### Kinds, and what's not\n";
  expect([...anchorsOf(text)]).toEqual(["what-check---data-finds", "same", "same-1", "kinds-and-whats-not"]);
});

test("README links to each page of docs/", () => {
  const linked = new Set(linksOf(read("README.md")).map((target) => normalize(join(".", target.split("#")[0] ?? ""))));
  expect(pages.filter((page) => page.startsWith("docs/") && !linked.has(page))).toEqual([]);
});

test("README has at most 220 lines", () => {
  expect(read("README.md").trimEnd().split("\n").length).toBeLessThanOrEqual(220);
});

const shown = (page: string, pattern: RegExp) => [...read(page).matchAll(pattern)].map(([, path = ""]) => path);

test.each(pages)("the tests that %s runs are there", (page) => {
  const paths = shown(page, /npx vitest run ([\w./ -]+)/g).flatMap((each) => each.trim().split(" "));
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test.each(pages)("the files of the package that %s names are those that it exports", (page) => {
  const { exports } = JSON.parse(read("package.json")) as { exports: Readonly<Record<string, unknown>> };
  const paths = shown(page, /node_modules\/driftcheck\/([\w./-]+)/g);
  expect(paths.filter((path) => !Object.values(exports).includes(`./${path}`))).toEqual([]);
});

test("docs/architecture.md has each folder of src, and no other", () => {
  const folders = readdirSync(join(root, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const named = new Set(shown("docs/architecture.md", /\bsrc\/(\w+)\//g));
  expect([...named].sort()).toEqual(folders.map(({ name }) => name).sort());
});
