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
  ["gate"],
  ["bootstrap", "fleet", "init"],
  ["explain.ts", "plan", "prove", "stamp", "audit"],
  ["check.ts"],
  ["report.ts", "sides.ts"],
  ["copy.ts", "data", "moved"],
  ["config", "read-catalog.ts"],
  ["judge"],
  ["compare"],
  ["read", "sources"],
  ["migrations"],
  ["models"],
  ["embedded"],
  ["scripts"],
  ["pgloader", "reporters", "snapshot"],
  ["ddl"],
  ["sql"],
  ["kinds"],
  ["input"],
  ["catalog", "files.ts"],
  ["digest.ts", "error-code.ts", "errors.ts", "redact.ts", "package-files.ts"],
];

const homes: Readonly<Record<string, string | readonly string[]>> = {
  pg: ["sources", "embedded", "migrations"],
  "@electric-sql/pglite": "embedded",
  "pg-structure": "read",
  "json-diff-ts": "compare",
  yaml: "input",
  commander: "cli",
  "libpg-query": "sql",
  "@dagrejs/dagre": "reporters",
  diff: "reporters",
  "@vscode/tree-sitter-wasm": "audit",
  ignore: "audit",
};

const place = (file: string) => file.split("/")[0] ?? file;
const layerOf = (file: string) => layers.findIndex((layer) => layer.includes(place(file)));

/** Without comments, whose examples import and print what they like. */
const codeOf = (file: string) => readFileSync(join(src, file), "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/[^\n]*/gm, "");

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
      .map((imported) => `${file} → ${imported}`),
  );
  expect(wrong).toEqual([]);
});

/** The first way found from each place back to itself. */
function circles(next: ReadonlyMap<string, Iterable<string>>): string[][] {
  const state = new Map<string, "open" | "done">();
  const found: string[][] = [];
  const visit = (from: string, path: readonly string[]): void => {
    if (state.get(from) === "open") found.push([...path.slice(path.indexOf(from)), from]);
    if (state.has(from)) return;
    state.set(from, "open");
    for (const to of next.get(from) ?? []) visit(to, [...path, from]);
    state.set(from, "done");
  };
  for (const from of next.keys()) visit(from, []);
  return found;
}

test("no file imports itself, over however many others", () => {
  expect(circles(new Map(files.map((file) => [file, ownImports(file)])))).toEqual([]);
});

/** Both where their paths part: a folder with all that is in it, or a file by itself. */
function parted(file: string, imported: string): readonly [string, string] {
  const [one, other] = [file.split("/"), imported.split("/")];
  const at = one.findIndex((part, index) => part !== other[index]);
  return [one.slice(0, at + 1).join("/"), other.slice(0, at + 1).join("/")];
}

test("no folder imports itself, over however many others beside it", () => {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of files.flatMap((file) => ownImports(file).map((imported) => parted(file, imported))))
    next.set(from, (next.get(from) ?? new Set()).add(to));
  expect(circles(next).map((circle) => circle.join(" → "))).toEqual([]);
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

test("only pgloader/ knows how pgloader names what it makes", () => {
  const knowing = files.filter(
    (file) => place(file) !== "pgloader" && /idx_|on_update_current|sqlite_autoindex/.test(codeOf(file)),
  );
  expect(knowing).toEqual([]);
});
