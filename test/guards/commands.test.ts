// Every command that a page shows is one that exists, and takes the options that the page gives it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../../src/cli/program.ts";
import { pages, read, root } from "./pages.ts";

interface Shown {
  readonly page: string;
  readonly line: string;
  readonly command: string;
  readonly options: readonly string[];
}

/** What shells run in the examples of a page: `driftcheck check --env staging`. Without a command it is `check`. */
function shownOn(page: string): readonly Shown[] {
  const blocks = [...read(page).matchAll(/^ *```(?:sh|yaml|text)\n([\s\S]*?)^ *```$/gm)].map(([, text = ""]) => text);
  const lines = blocks.flatMap((text) => text.split("\n"));
  return lines.flatMap((line) => {
    const [, given] =
      /^(?:\$ |- run: )?(?:npx )?(?:[\w &]*node dist\/cli\.js|driftcheck) (.*)$/.exec(line.trim()) ?? [];
    if (given === undefined) return [];
    const words = given.replace(/ +#.*$/, "").split(" ");
    const command = words.slice(0, words.findIndex((word) => !/^[a-z]+$/.test(word)) >>> 0);
    const own = command[0] === "rules" ? command : command.slice(0, 1);
    const options = words.filter((word) => word.startsWith("--")).map((word) => word.replace(/=.*/, ""));
    return [{ page, line, command: own.join(" ") || "check", options }];
  });
}

async function helpOf(command: string): Promise<string> {
  const out: string[] = [];
  const argv = ["node", "driftcheck", ...command.split(" ").filter((word) => word !== ""), "--help"];
  expect(await run(argv, { out: (text) => out.push(text), err: (text) => out.push(text) })).toBe(0);
  return out.join("");
}

const shown = pages.flatMap(shownOn);

test("pages show commands", () => {
  expect(shown.length).toBeGreaterThan(20);
  expect(new Set(shown.map(({ command }) => command)).size).toBeGreaterThan(7);
});

test.each(shown)("$page: $line", async ({ command, options }) => {
  const help = await helpOf(command);
  expect(help).toContain(`driftcheck ${command}`);
  expect(options.filter((option) => !new RegExp(`${option}\\b`).test(help))).toEqual([]);
});

/** Options of other tools that a page names alone: Prisma's. */
const others = ["--exit-code"];

test("each option that a page names is one of ours", async () => {
  const commands = ["", "rules suggest", ...new Set(shown.map(({ command }) => command))];
  const help = (await Promise.all(commands.map((command) => helpOf(command.trim())))).join("\n");
  const named = pages.flatMap((page) => [...read(page).matchAll(/`(--[a-z-]+)/g)].map(([, name = ""]) => name));
  const known = (name: string) => new RegExp(`${name.replace("--no-", "--(?:no-)?")}\\b`).test(help);
  expect([...new Set(named)].filter((name) => !known(name) && !others.includes(name))).toEqual([]);
});

test("each npm script that a page runs is in package.json", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
  const run = pages.flatMap((page) => [...read(page).matchAll(/npm run (\w+)/g)].map(([, name = ""]) => name));
  expect(run.filter((name) => !(name in scripts))).toEqual([]);
});
