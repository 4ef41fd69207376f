// The files of which the environments of a driftcheck.yaml are made, for whoever waits for one of them to change. One that can't be
// read is a part of them all the same.

import { dirname, resolve } from "node:path";
import { type Fields, isFields } from "../input/fields.ts";
import { readMapping } from "../input/yaml.ts";
import { extended } from "./layers.ts";
import { fileIn, Place } from "./place.ts";

/** The file itself, those that it extends, and the files of variables that any of them names. */
export async function configurationFiles(file: string): Promise<readonly string[]> {
  const found = new Set<string>();
  await collect(file, found);
  return [...found];
}

async function collect(file: string, found: Set<string>): Promise<void> {
  if (found.has(resolve(file))) return;
  found.add(resolve(file));
  const { content, below } = await read(file);
  for (const each of variableFiles(content)) found.add(resolve(fileIn(dirname(file), each)));
  for (const each of below) await collect(each, found);
}

/** What is wrong with it is told by whoever uses it. */
async function read(file: string): Promise<{ readonly content: Fields; readonly below: readonly string[] }> {
  const content = await readMapping(file, file, { what: "configuration", mainField: "environments" }).catch(() => ({}));
  try {
    return { content, below: extended((content as Fields).extends, new Place(dirname(file), file)) };
  } catch {
    return { content, below: [] };
  }
}

/** As in `live: { env: DATABASE_URL, file: .env }`. */
function variableFiles({ common, environments }: Fields): readonly string[] {
  const layers = [common, ...(isFields(environments) ? Object.values(environments) : [])];
  const values = layers.flatMap((each) => (isFields(each) ? Object.values(each) : []));
  return values.flatMap((value) => (isFields(value) && typeof value.file === "string" ? [value.file] : []));
}
