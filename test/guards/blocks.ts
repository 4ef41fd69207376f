// The generated parts of the pages, by the name of their markers.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { contextClasses } from "../../src/audit/classes/context.ts";
import { meaningClasses } from "../../src/audit/classes/meaning/registry.ts";
import { refusalClasses } from "../../src/audit/classes/refused/registry.ts";
import { auditReporters } from "../../src/audit/reporters/registry.ts";
import { codeClasses } from "../../src/audit/source/classes/registry.ts";
import { steps } from "../../src/compare/steps.ts";
import { environmentKeys } from "../../src/config/environment.ts";
import { loadShipped } from "../../src/judge/rules/load.ts";
import type { Attribute } from "../../src/kinds/kind.ts";
import { kinds } from "../../src/kinds/registry.ts";
import { unmodeledKinds } from "../../src/kinds/unmodeled.ts";
import { planFormats } from "../../src/plan/formats/registry.ts";
import { reporters } from "../../src/reporters/registry.ts";
import { driftcheck } from "../support/cli.ts";
import { root } from "./pages.ts";

const at = (path: string) => readFileSync(join(root, path), "utf8").trimEnd();
const fenced = (text: string, language = "text") => `\`\`\`${language}\n${text}\n\`\`\``;
const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** What is compared only with --privileges is in italics. */
const attribute = ([name, { privileges }]: [string, Attribute]) => (privileges ? `_${name}_` : name);

/** A report with the first entry of each list: its shape on one screen. */
async function report(): Promise<string> {
  const argv = ["--declared", "declared.sql", "--live", "live.sql", "--reporter", "json"];
  const { stdout } = await driftcheck(argv, { cwd: join(root, "test/fixtures/bookings") });
  return JSON.stringify(
    JSON.parse(stdout),
    (_, value: unknown) => (Array.isArray(value) ? value.slice(0, 1) : value),
    2,
  );
}

interface Described {
  readonly properties: Readonly<Record<string, { readonly description: string }>>;
  readonly required: readonly string[];
}

function fieldsOf(schema: string): string {
  const { properties, required } = JSON.parse(at(schema)) as Described;
  return table(
    ["field", "always there", "holds"],
    Object.entries(properties).map(([name, { description }]) => [
      `\`${name}\``,
      required.includes(name) ? "yes" : "",
      cell(description),
    ]),
  );
}

/** Those that PostgreSQL's answers show, then those that the code shows by itself. */
function auditClasses(): string {
  const judged = [...refusalClasses, ...meaningClasses, ...contextClasses];
  return table(
    ["class", "severity", "finds"],
    [
      ...judged.map(({ name, severity, summary }) => [`\`${name}\``, severity, cell(summary)]),
      ...codeClasses.map(({ id, severity, summary }) => [`\`${id}\``, severity, cell(summary)]),
    ],
  );
}

export const blocks: Readonly<Record<string, () => Promise<string> | string>> = {
  loop: () => fenced(at("test/flask/transcript.txt")),
  alembic: () => at("test/alembic/table.md"),
  environment: () => environmentKeys.map((key) => `\`${key}\``).join(", "),
  report: async () => fenced(await report(), "json"),
  "report-fields": () => fieldsOf("src/reporters/report.schema.json"),
  "audit-fields": () => fieldsOf("src/audit/reporters/audit.schema.json"),
  "audit-classes": auditClasses,
  "audit-reporters": () =>
    table(
      ["reporter", "what it writes"],
      auditReporters.map(({ name, summary }) => [`\`${name}\``, cell(summary)]),
    ),
  "plan-fields": () => fieldsOf("src/plan/plan.schema.json"),
  "plan-formats": () =>
    table(
      ["format", "what is written", "`--out` names"],
      planFormats.map(({ name, summary, out }) => [`\`${name}\``, cell(summary), cell(out)]),
    ),
  rules: async () =>
    table(
      ["rule", "ignores", "presets"],
      (await loadShipped()).map(({ id, summary, presets = [] }) => [`\`${id}\``, cell(summary), presets.join(", ")]),
    ),
  steps: () =>
    table(
      ["step", "why it is there", "what it never hides"],
      steps.map(({ name, why, neverHides }) => [name, cell(why), cell(neverHides)]),
    ),
  reporters: () =>
    table(
      ["reporter", "what it writes"],
      reporters.map(({ name, summary }) => [`\`${name}\``, cell(summary)]),
    ),
  kinds: () =>
    table(
      ["kind", "attributes"],
      kinds.map(({ name, attributes }) => [name, Object.entries(attributes).map(attribute).join(", ")]),
    ),
  unmodeled: () => `${unmodeledKinds.join(", ")}.`,
};
