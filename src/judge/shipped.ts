// What the package ships besides code: YAML that people read, and the same as JSON for the program, made by `npm run build`.
// Two folders up from here is the package, in src and in dist alike.

import { readFile, writeFile } from "node:fs/promises";
import type { Fields } from "../input/fields.ts";
import { readMapping } from "../input/yaml.ts";

/** The rules of all presets. */
export const presetFile = new URL("../../ignore-rules.yaml", import.meta.url);

/** What pgloader loses on the way, and what that means. */
export const lossesFile = new URL("../../src/judge/losses/losses.yaml", import.meta.url);

/** In src there is none. */
const compiled = (file: URL) => new URL(`../judge/${file.pathname.split("/").at(-1)}.json`, import.meta.url);

/** To read YAML takes longer than to judge thousands of drifts. */
export async function readShipped(file: URL, name: string): Promise<Fields> {
  const text = await readFile(compiled(file), "utf8").catch(() => undefined);
  return text === undefined ? readMapping(file, name, "rule file") : JSON.parse(text);
}

/** Run by the build, from dist. */
export async function compileShipped(): Promise<void> {
  for (const file of [presetFile, lossesFile])
    await writeFile(compiled(file), JSON.stringify(await readMapping(file, file.pathname, "rule file")));
}
