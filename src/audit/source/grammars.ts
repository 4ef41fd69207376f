// The grammars that read source (tree-sitter, as VS Code builds it). The package is an optional one of 22 MB: it is loaded when
// the first file of a language is read, from beside driftcheck or from the project in which the command runs. Never from the
// folder that is audited: what stands there is read, and not executed.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type * as TreeSitter from "@vscode/tree-sitter-wasm";
import { UsageError } from "../../errors.ts";

const name = "@vscode/tree-sitter-wasm";

interface Loaded {
  readonly library: typeof TreeSitter;
  readonly folder: string;
}

let loaded: Promise<Loaded> | undefined;
const parsers = new Map<string, Promise<TreeSitter.Parser>>();

/** @throws UsageError where the package is not installed */
export function parserOf(grammar: string): Promise<TreeSitter.Parser> {
  const parser = parsers.get(grammar) ?? load(grammar);
  parsers.set(grammar, parser);
  parser.catch(() => parsers.delete(grammar));
  return parser;
}

async function load(grammar: string): Promise<TreeSitter.Parser> {
  loaded ??= loadLibrary();
  loaded.catch(() => {
    loaded = undefined;
  });
  const { library, folder } = await loaded;
  const language = await library.Language.load(join(folder, `tree-sitter-${grammar}.wasm`));
  const parser = new library.Parser();
  parser.setLanguage(language);
  return parser;
}

async function loadLibrary(): Promise<Loaded> {
  const from = [fileURLToPath(import.meta.url), join(process.cwd(), "package.json")];
  const file = from.map(resolved).find((found) => found !== undefined);
  if (file === undefined)
    throw new UsageError(
      `driftcheck audit reads source with the grammars of ${name}, which is not installed. Install it: npm install --save-dev ${name}`,
    );
  const module = (await import(pathToFileURL(file).href)) as { readonly default: typeof TreeSitter };
  const folder = dirname(file);
  await module.default.Parser.init({ locateFile: (part: string) => join(folder, part) });
  return { library: module.default, folder };
}

function resolved(file: string): string | undefined {
  try {
    return createRequire(file).resolve(name);
  } catch {
    return undefined;
  }
}
