// The examples of the public API: each function's own, from the comment above it, and README's.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

export interface Example {
  readonly name: string;
  readonly code: string;
}

const commented = /\/\*\*\n((?: \*[^\n]*\n)*?) \*\/\nexport (?:async )?function (\w+)/g;
const fenced = /```ts\n([\s\S]*?)```$/m;

/** Of every function in `src/api` that is exported with a comment. One without an example has no code. */
export function examplesOfFunctions(): readonly Example[] {
  const folder = join(root, "src/api");
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  return texts.flatMap((text) =>
    [...text.matchAll(commented)].map(([, comment = "", name = ""]) => {
      const [, example = ""] = comment.replace(/^ \* ?/gm, "").split("@example");
      return { name, code: fenced.exec(example)?.[1] ?? "" };
    }),
  );
}

const shown = /<!-- example (\w+) -->\n([\s\S]*?)<!-- \/example -->/g;

export const libraryPage = join(root, "docs/library.md");

/** The page with the example of each function that it shows. */
export function withExamples(page: string): string {
  const codes = new Map(examplesOfFunctions().map(({ name, code }) => [name, code]));
  return page.replace(shown, (_, name: string) => {
    return `<!-- example ${name} -->\n\`\`\`ts\n${codes.get(name) ?? ""}\`\`\`\n<!-- /example -->`;
  });
}

export const namesShown = (page: string): readonly string[] => [...page.matchAll(shown)].map(([, name = ""]) => name);

export function exampleOfReadme(): Example {
  const [, code = ""] = fenced.exec(readFileSync(join(root, "README.md"), "utf8")) ?? [];
  return { name: "README", code };
}
