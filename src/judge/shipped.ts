// What the package ships besides code: YAML that people read, and the same as JSON for the program, made by `npm run build`.

import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Fields } from "../input/fields.ts";
import { readMapping, type YamlFile } from "../input/yaml.ts";
import { packageFile } from "../package-files.ts";

/** What the shipped file and a project's own are. */
export const ruleFile: YamlFile = { what: "rule file", mainField: "rules" };

/** The rules of all presets. */
export const presetFile = packageFile("../ignore-rules.yaml");

/** What pgloader loses on the way, and what that means. */
export const lossesFile = packageFile("judge/losses/losses.yaml");

/** In src there is none. */
const compiled = (file: URL) => packageFile(`${basename(file.pathname, ".yaml")}.json`);

const contents = new Map<string, Promise<Fields>>();

/** Read once in a process, as it never changes, and shared by all who ask: to read YAML takes longer than to judge thousands of drifts. */
export function readShipped(file: URL, name: string): Promise<Fields> {
  const content = contents.get(file.href) ?? read(file, name);
  contents.set(file.href, content);
  return content;
}

async function read(file: URL, name: string): Promise<Fields> {
  const text = await readFile(compiled(file), "utf8").catch(() => undefined);
  return text === undefined ? readMapping(file, name, ruleFile) : JSON.parse(text);
}
