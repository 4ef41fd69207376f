// A failure in a file: the statements, parted by a line of their own, and under what it once failed.

import { readdir, readFile } from "node:fs/promises";
import type { Mode } from "./observe.ts";

export interface Fixture {
  readonly title: string;
  readonly why: string;
  readonly since: number;
  readonly mode: Mode;
  /** The last is what is judged. */
  readonly statements: readonly string[];
}

const PART = "\n-- step\n";
const FOLDER = new URL("fixtures/", import.meta.url);

export function fixtureText({ title, why, since, mode, statements }: Fixture): string {
  const head = [title, why.replaceAll("\n", " "), `since ${since}`, `access ${mode.access}`];
  return `${head.map((line) => `-- ${line}`).join("\n")}${PART}${statements.join(PART)}\n`;
}

export async function readFixtures(): Promise<Fixture[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(names.map(async (name) => fixtureOf(await readFile(new URL(name, FOLDER), "utf8"))));
}

function fixtureOf(text: string): Fixture {
  const [head = "", ...statements] = text.trimEnd().split(PART);
  const [title = "", why = "", since = "", access = ""] = head.split("\n").map((line) => line.replace(/^-- /, ""));
  return { title, why, since: Number(since.split(" ")[1]), mode: { access: access === "access true" }, statements };
}
