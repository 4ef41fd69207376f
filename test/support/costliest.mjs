// The files and the tests that cost the most CPU, of what DRIFTCHECK_COST=costs.jsonl npx vitest run wrote (see cost.ts).
// node test/support/costliest.mjs costs.jsonl [how many]

import { readFileSync } from "node:fs";
import { sep } from "node:path";

const [file, most = "20"] = process.argv.slice(2);
if (file === undefined) throw new Error("usage: node test/support/costliest.mjs costs.jsonl [how many]");
const files = readFileSync(file, "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line))
  .map((each) => ({ ...each, path: each.path.split(`${sep}test${sep}`).at(-1) }));
const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);
const costs = (things) => sum(things.map(({ cost }) => cost));
const tests = files.flatMap(({ path, tests }) => tests.map((test) => ({ ...test, path })));
const top = (things, cost) => things.toSorted((one, other) => cost(other) - cost(one)).slice(0, Number(most));
const row = (...cells) => `| ${cells.join(" | ")} |`;
const print = (...lines) => process.stdout.write(`${lines.join("\n")}\n`);

print(
  `${tests.length} tests in ${files.length} files: ${sum(files.map(({ all }) => all)).toFixed(1)} s of CPU, ` +
    `of which ${sum(files.map(({ imports }) => imports)).toFixed(1)} s imports and ${costs(tests).toFixed(1)} s tests; the rest are hooks`,
  "",
  "| s | imports | tests | file |\n|--:|--:|--:|---|",
  ...top(files, ({ all }) => all).map(({ path, all, imports, tests }) =>
    row(all.toFixed(1), imports.toFixed(1), `${costs(tests).toFixed(1)} (${tests.length})`, path),
  ),
  "",
  "| s | file | test |\n|--:|---|---|",
  ...top(tests, ({ cost }) => cost).map(({ path, name, cost }) =>
    row(cost.toFixed(2), path, name.replaceAll("|", "\\|").slice(0, 100)),
  ),
);
