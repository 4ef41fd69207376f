// Imports point down, never sideways or in a circle, and every package has one home. Types count as imports.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const src = join(import.meta.dirname, "../../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));

/** From the top down: a file may import from its own folder, and from what stands below it. */
const layers = [
  ["cli.ts", "index.ts"],
  ["cli", "api"],
  ["bootstrap"],
  ["explain.ts", "prove", "stamp"],
  ["check.ts"],
  ["data"],
  ["config", "migrated.ts", "read-catalog.ts"],
  ["judge"],
  ["compare"],
  ["read", "sources"],
  ["migrations"],
  ["models"],
  ["embedded"],
  ["scripts"],
  ["reporters", "snapshot", "sql"],
  ["kinds"],
  ["input"],
  ["catalog", "errors.ts", "redact.ts", "files.ts", "package-files.ts"],
];

const homes: Readonly<Record<string, string | readonly string[]>> = {
  pg: ["sources", "embedded", "migrations"],
  "@electric-sql/pglite": "embedded",
  "pg-structure": "read",
  "json-diff-ts": "compare",
  yaml: "input",
  commander: "cli",
  "libpg-query": "sql",
};

const place = (file: string) => file.split("/")[0] ?? file;
const layerOf = (file: string) => layers.findIndex((layer) => layer.includes(place(file)));

/** Without the examples in comments, which import the package itself and print. */
const codeOf = (file: string) => readFileSync(join(src, file), "utf8").replace(/^\/\*\*[\s\S]*?^ \*\//gm, "");

function importsOf(file: string): string[] {
  const text = codeOf(file);
  const imports = /(?:^import[^"]*?|^export [^"=]*? from |^\} from |\bimport\(|\(import\.meta\.url\)\()"([^"\n]+)"/gm;
  return [...text.matchAll(imports)].map(([, name]) => name ?? "");
}

const ownImports = (file: string) =>
  importsOf(file).flatMap((name) =>
    name.startsWith(".") && name.endsWith(".ts") ? [relative(src, join(src, dirname(file), name))] : [],
  );

test("every place in src has a layer", () => {
  expect(files.filter((file) => layerOf(file) < 0)).toEqual([]);
  expect(files.flatMap(ownImports).length).toBeGreaterThan(100);
});

test("imports point down", () => {
  const wrong = files.flatMap((file) =>
    ownImports(file)
      .filter((imported) => place(imported) !== place(file) && layerOf(imported) <= layerOf(file))
      // Errors print nothing and know nothing of ours; redacting is theirs as much as anyone's.
      .map((imported) => `${file} → ${imported}`),
  );
  expect(wrong.filter((edge) => !/→ (errors|redact)\.ts$/.test(edge))).toEqual([]);
});

test("no file imports itself, over however many others", () => {
  const state = new Map<string, "open" | "done">();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === "open") cycles.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (state.has(file)) return;
    state.set(file, "open");
    for (const imported of ownImports(file)) visit(imported, [...path, file]);
    state.set(file, "done");
  };
  for (const file of files) visit(file, []);
  expect(cycles).toEqual([]);
});

test("every package has one home", () => {
  const packageOf = (name: string) =>
    name
      .split("/")
      .slice(0, name.startsWith("@") ? 2 : 1)
      .join("/");
  const used = files.flatMap((file) =>
    importsOf(file)
      .filter((name) => !name.startsWith(".") && !name.startsWith("node:"))
      .map((name) => ({ file, name: packageOf(name) })),
  );
  expect(used.filter(({ file, name }) => ![homes[name]].flat().includes(place(file)))).toEqual([]);
  expect([...new Set(used.map(({ name }) => name))].sort()).toEqual(Object.keys(homes).sort());
});

test("the diff names no kind", async () => {
  const { kinds } = await import("../../src/kinds/registry.ts");
  const words = files
    .filter((file) => file.startsWith("compare/diff/"))
    .flatMap((file) => readFileSync(join(src, file), "utf8").match(/"[^"\n]*"/g) ?? []);
  expect(
    words.filter((word) => kinds.some(({ name }) => word.slice(1, -1) === name || word.startsWith(`"${name}:`))),
  ).toEqual([]);
});

test("only cli.ts and reporters' callers print or exit, and nothing is exported by default", () => {
  const texts = files.map((file) => [file, codeOf(file)] as const);
  expect(
    texts.filter(([file, text]) => file !== "cli.ts" && /process\.(stdout|stderr|exit)|console\./.test(text)),
  ).toEqual([]);
  expect(texts.filter(([, text]) => /export default|export \* from/.test(text))).toEqual([]);
});
