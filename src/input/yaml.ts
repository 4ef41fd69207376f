// The one reader of YAML that people write or edit: rule files and baselines. What can't be trusted is refused in one line.

import { readFile } from "node:fs/promises";
import { inWords } from "../error-code.ts";
import { RuleError } from "../errors.ts";
import { type Fields, isFields } from "./fields.ts";

/** A kind of file, and the field without which there is no such file. */
export interface YamlFile {
  readonly what: string;
  readonly mainField: string;
}

/**
 * @param name how messages call the file
 * @throws RuleError when it can't be read, or is not one YAML mapping without aliases
 */
export async function readMapping(file: string | URL, name: string, { what, mainField }: YamlFile): Promise<Fields> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new RuleError(`cannot read the ${what} ${name}: ${inWords(error)}`);
  });
  const content = await parse(text, name);
  if (!isFields(content)) throw new RuleError(`${name}: the ${what} must be a mapping with the field ${mainField}`);
  return content;
}

async function parse(text: string, name: string): Promise<unknown> {
  const { parseDocument, visit } = await import("yaml");
  try {
    const document = parseDocument(text, { uniqueKeys: true });
    const [error] = document.errors;
    if (error?.code === "MULTIPLE_DOCS")
      throw new RuleError(`${name}: contains several YAML documents. Put everything into one.`);
    if (error !== undefined) {
      const line = error.linePos?.[0].line;
      const [message] = error.message.replace(/ at line \d+, column \d+:?$/m, "").split("\n", 1);
      throw new RuleError(`${line === undefined ? name : `${name}:${line}`}: ${message}`);
    }
    // Aliases could make a small file expand without bound.
    visit(document, {
      Alias: (_, { source }) => {
        throw new RuleError(`${name}: *${source}: YAML aliases are not supported. Write the value out.`);
      },
    });
    return document.toJS();
  } catch (error) {
    if (error instanceof RangeError) throw new RuleError(`${name}: is nested too deeply to read`);
    throw error;
  }
}

/**
 * What a file of another program's says, as far as it can be told: undefined where it is no YAML. Aliases are followed, within the
 * parser's bound.
 */
export async function parseLoosely(text: string): Promise<unknown> {
  const { parseDocument } = await import("yaml");
  try {
    return parseDocument(text, { merge: true, logLevel: "silent" }).toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

/** The text with these items at the end of a list, and every comment of people's where it was. */
export async function appended(text: string, list: string, items: readonly object[]): Promise<string> {
  const { parseDocument, isSeq } = await import("yaml");
  const document = parseDocument(text);
  const there = document.get(list);
  if (isSeq(there)) {
    there.flow = false;
    for (const item of items) there.add(document.createNode(item));
  } else document.set(list, items);
  return document.toString({ lineWidth: 0 });
}
