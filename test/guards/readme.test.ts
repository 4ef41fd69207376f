// README's transcript, help and tables are what the code says. UPDATE_README=1 writes them anew.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../../src/cli/program.ts";
import { loadShipped } from "../../src/judge/rules/load.ts";
import type { Attribute } from "../../src/kinds/kind.ts";
import { kinds } from "../../src/kinds/registry.ts";
import { unmodeledKinds } from "../../src/kinds/unmodeled.ts";

const root = join(import.meta.dirname, "../..");
const file = join(root, "README.md");

async function printed(...argv: string[]): Promise<string> {
  const out: string[] = [];
  await run(["node", "driftcheck", ...argv], { out: (text) => out.push(text), err: (text) => out.push(text) });
  return out.join("").trimEnd();
}

const fenced = (text: string) => `\`\`\`text\n${text}\n\`\`\``;
const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");

/** What is compared only with --privileges is in italics. */
const attribute = ([name, { privileges }]: [string, Attribute]) => (privileges ? `_${name}_` : name);

const blocks: Readonly<Record<string, () => Promise<string> | string>> = {
  example: () => fenced(readFileSync(join(root, "test/fixtures/shop/expected.txt"), "utf8").trimEnd()),
  explain: async () => {
    const [declared, live] = ["declared", "live"].map((side) => join(root, `test/fixtures/shop/${side}.sql`));
    const sides = ["--declared", String(declared), "--live", String(live), "--map-schema", "shop=public"];
    return fenced(await printed("explain", "products.updated_at", ...sides));
  },
  loop: () => fenced(readFileSync(join(root, "test/flask/transcript.txt"), "utf8").trimEnd()),
  alembic: () => readFileSync(join(root, "test/alembic/table.md"), "utf8").trimEnd(),
  help: async () => fenced(await printed("check", "--help")),
  rules: async () =>
    [
      "| rule | ignores | presets |",
      "|---|---|---|",
      ...(await loadShipped()).map(
        ({ id, summary, presets = [] }) => `| \`${id}\` | ${cell(summary)} | ${presets.join(", ")} |`,
      ),
    ].join("\n"),
  kinds: () =>
    [
      "| kind | attributes |",
      "|---|---|",
      ...kinds.map(({ name, attributes }) => `| ${name} | ${Object.entries(attributes).map(attribute).join(", ")} |`),
    ].join("\n"),
  unmodeled: () => `${unmodeledKinds.join(", ")}.`,
};

test.each(Object.keys(blocks))("%s", async (name) => {
  const readme = readFileSync(file, "utf8");
  const [start, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const [from, to] = [readme.indexOf(start) + start.length, readme.indexOf(end)];
  expect(to, `README has no block ${name}`).toBeGreaterThanOrEqual(from);
  const wanted = `${await blocks[name]?.()}\n`;
  if (process.env.UPDATE_README) writeFileSync(file, readme.slice(0, from) + wanted + readme.slice(to));
  else expect(readme.slice(from, to)).toBe(wanted);
});
