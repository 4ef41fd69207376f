// 500 texts that look like SQL and are not: what people read on a screen or in a log, other query languages, protocols. Each stands
// where programs of each language have such texts, and none of them is reported, however well PostgreSQL could parse it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { audit } from "../../src/audit/audit.ts";
import { useFolder } from "../support/cli.ts";
import { marina } from "./expected.ts";

const folder = useFolder();
const texts = readFileSync(join(import.meta.dirname, "fixtures/not-sql.txt"), "utf8")
  .trimEnd()
  .split("\n");

/** A string in double quotes, as all of these languages read it. */
const quoted = (text: string) => JSON.stringify(text).replaceAll("$", "\\u0024").replaceAll("#", "\\u0023");
const plain = (text: string) => quoted(text).replaceAll("\\u0024", "$").replaceAll("\\u0023", "#");

/** One text in each of the places of a language, in turn. */
const inPlaces = (places: readonly ((text: string, at: number) => string)[]) =>
  texts.map((text, at) => places[at % places.length]?.(text, at) ?? "").join("\n");

const files: Readonly<Record<string, () => string>> = {
  "texts.py": () =>
    inPlaces([
      (text) => `log.info(${plain(text)})`,
      (text) => `log.warning(${plain(text)}, one, other)`,
      (text) => `raise ValueError(${plain(text)})`,
      (text, at) => `label_${at} = ${plain(text)}`,
      (text, at) => `def f_${at}():\n    """${text.replaceAll('"', "'")}"""`,
      (text) => `parser.add_argument("--x", help=${plain(text)})`,
      (text) => `flash(_(${plain(text)}))`,
      (text) => `print(f${plain(text.replaceAll(/[{}]/g, ""))})`,
      (text) => `# ${text}`,
      (text, at) => `menu[${at}] = {"title": ${plain(text)}}`,
    ]),
  "texts.ts": () =>
    inPlaces([
      (text) => `console.log(${plain(text)});`,
      (text) => `throw new Error(${plain(text)});`,
      (text, at) => `const label${at} = ${plain(text)};`,
      (text, at) => `const template${at} = \`${text.replaceAll(/[`$\\]/g, "")} \${name}\`;`,
      (text) => `i18n.t(${plain(text)});`,
      (text) => `// ${text}`,
      (text, at) => `const item${at} = { title: ${plain(text)}, hint: ${plain(text)} };`,
      (text) => `expect(screen.getByText(${plain(text)})).toBeVisible();`,
    ]),
  "texts.tsx": () =>
    `export const Page = () => (<main>\n${inPlaces([
      (text) => `<p>${text.replaceAll(/[<>{}]/g, "")}</p>`,
      (text) => `<button title={${plain(text)}}>{${plain(text)}}</button>`,
    ])}\n</main>);\n`,
  "texts.php": () =>
    `<?php\n${inPlaces([
      (text) => `echo ${quoted(text).replaceAll("\\u0024", "\\$").replaceAll("\\u0023", "#")};`,
      (text) => `throw new \\RuntimeException('${text.replaceAll(/['\\]/g, "")}');`,
      (text, at) => `$label${at} = __('${text.replaceAll(/['\\]/g, "")}');`,
      (text) => `error_log('${text.replaceAll(/['\\]/g, "")}');`,
      (text) => `/* ${text.replaceAll("*/", "")} */`,
    ])}\n?>\n${texts.map((text) => `<p>${text.replaceAll("<?", "")}</p>`).join("\n")}\n`,
  "texts.rb": () =>
    inPlaces([
      (text) => `puts '${text.replaceAll(/['\\]/g, "")}'`,
      (text) => `raise ArgumentError, '${text.replaceAll(/['\\]/g, "")}'`,
      (text, at) => `label_${at} = '${text.replaceAll(/['\\]/g, "")}'`,
      (text) => `logger.info { '${text.replaceAll(/['\\]/g, "")}' }`,
    ]),
  "Texts.java": () =>
    `class Texts {\n${inPlaces([
      (text, at) => `  static final String LABEL_${at} = ${plain(text)};`,
      (text, at) => `  void log${at}() { log.info(${plain(text)}); }`,
      (text, at) => `  void fail${at}() { throw new IllegalStateException(${plain(text)}); }`,
    ])}\n}\n`,
  "texts.go": () =>
    `package texts\n\n${inPlaces([
      (text, at) => `const label${at} = ${plain(text)}`,
      (text, at) => `func log${at}() { log.Printf(${plain(text)}) }`,
      (text, at) => `func fail${at}() error { return errors.New(${plain(text)}) }`,
    ])}\n`,
  "Texts.cs": () =>
    `class Texts {\n${inPlaces([
      (text, at) => `  const string Label${at} = ${plain(text)};`,
      (text, at) => `  void Log${at}() { logger.LogInformation(${plain(text)}); }`,
      (text, at) => `  void Fail${at}() { throw new InvalidOperationException(${plain(text)}); }`,
    ])}\n}\n`,
};

test("there are 500, each another", () => {
  expect(new Set(texts).size).toBe(500);
});

test("none is reported, in any of the languages", async () => {
  for (const [name, text] of Object.entries(files)) await folder().write(name, text());
  const report = await audit({ paths: ["."], root: folder().path, schema: join(marina, "schema.sql") });
  expect(report.counts.files).toBe(Object.keys(files).length);
  expect(report.skipped).toEqual([]);
  expect(report.findings.map(({ file, line, class: of, statement }) => `${file}:${line} ${of} ${statement}`)).toEqual(
    [],
  );
  expect(report.couldNotTell.map(({ file, line, statement }) => `${file}:${line} ${statement}`)).toEqual([]);
});
