// The grammars that read source (tree-sitter, as VS Code builds it). The package is an optional one of 22 MB: it is loaded when
// the first file of a language is read, from the user's project or from beside driftcheck.

import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
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

/**
 * @param root the folder audited, whose own installation is taken first
 * @throws UsageError where the package is not installed
 */
export function parserOf(grammar: string, root: string): Promise<TreeSitter.Parser> {
  const parser = parsers.get(grammar) ?? load(grammar, root);
  parsers.set(grammar, parser);
  parser.catch(() => parsers.delete(grammar));
  return parser;
}

async function load(grammar: string, root: string): Promise<TreeSitter.Parser> {
  loaded ??= loadLibrary(root);
  loaded.catch(() => {
    loaded = undefined;
  });
  const { library, folder } = await loaded;
  const language = await library.Language.load(join(folder, `tree-sitter-${grammar}.wasm`));
  const parser = new library.Parser();
  parser.setLanguage(language);
  return parser;
}

async function loadLibrary(root: string): Promise<Loaded> {
  const from = [
    join(resolve(root), "package.json"),
    join(process.cwd(), "package.json"),
    fileURLToPath(import.meta.url),
  ];
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
