// What stands between markers in README and docs/ is what the code says. UPDATE_DOCS=1 writes it anew.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { migrationTools } from "../../src/migrations/registry.ts";
import { models } from "../../src/models/registry.ts";
import { driftcheck } from "../support/cli.ts";
import { blocks } from "./blocks.ts";
import { pages, read, root } from "./pages.ts";

const marked = /^<!-- ([\w/ -]+) -->\n([\s\S]*?)^<!-- \/\1 -->$/gm;

/** Other guards hold blocks of their own, as that of docs/options.md. */
const isHeldHere = (name: string) => name.startsWith("run ") || name in blocks;

/** The examples of docs/library.md are held by test/package. */
const isOfAnotherGuard = (marker: string) => /^<!-- \/?example\b/.test(marker);

const places = pages.flatMap((page) =>
  [...read(page).matchAll(marked)]
    .map(([block, name = "", text = ""]) => ({ page, name, text, block }))
    .filter(({ name }) => isHeldHere(name)),
);

/** What replaces a block: a transcript is run in the folder that its marker names. */
async function wantedOf(name: string, text: string): Promise<string> {
  const [what = "", folder = ""] = name.split(" ");
  if (what === "run") return await transcript(text, join(root, folder));
  return (await blocks[what]?.()) ?? "";
}

async function transcript(text: string, cwd: string): Promise<string> {
  const [, command = ""] = /^\$ driftcheck (.*)$/m.exec(text) ?? [];
  const { code, stdout, stderr } = await driftcheck(command.split(" "), { cwd });
  if (code === null) throw new Error(`driftcheck ${command} did not end`);
  return `\`\`\`text\n$ driftcheck ${command}\n${stderr}${stdout.trimEnd()}\n$ echo $?\n${code}\n\`\`\``;
}

describe("what is generated", () => {
  test.each(places)("$name in $page", async ({ page, name, text, block }) => {
    const wanted = `${await wantedOf(name, text)}\n`;
    if (!process.env.UPDATE_DOCS) return expect(text).toBe(wanted);
    const anew = `<!-- ${name} -->\n${wanted}<!-- /${name} -->`;
    writeFileSync(
      join(root, page),
      read(page).replace(block, () => anew),
    );
  });

  test("has a place, each", () => {
    const names = new Set(places.map(({ name }) => name.split(" ")[0]));
    expect([...names].sort()).toEqual([...Object.keys(blocks), "run"].sort());
  });

  test("is closed: no marker stands alone", () => {
    for (const page of pages) {
      const markers = [...read(page).matchAll(/^<!-- .* -->$/gm)].filter(([marker]) => !isOfAnotherGuard(marker));
      expect([page, markers.length]).toEqual([page, 2 * [...read(page).matchAll(marked)].length]);
    }
  });
});

test.each([...models, ...migrationTools])("docs/locators-and-models.md has $name", ({ name }) => {
  expect(read("docs/locators-and-models.md")).toContain(`\`${name}:`);
});
