// The texts of driftcheck.yaml and ignore-rules.yaml. They are written to be read and changed by people, so comments say what may be.

import type { Candidate } from "./candidates.ts";
import type { Live } from "./database/live.ts";

export interface Chosen {
  /** What is declared: a locator from the project's folder. */
  readonly declared: string;
  /** Where that is a snapshot of something. */
  readonly madeFrom?: string;
  /** Other schemas that the project declares. */
  readonly others: readonly Candidate[];
  readonly live: Live;
  readonly python?: string;
  /** Its DDL is had from a Python of which nothing is known yet. */
  readonly mayNeedPython?: boolean;
  readonly baseline?: string;
}

export function driftcheckYaml({ declared, madeFrom, others, live, python, mayNeedPython, baseline }: Chosen): string {
  const lines = [
    "# yaml-language-server: $schema=./node_modules/driftcheck/dist/driftcheck.schema.json",
    "# What `npx driftcheck` compares. Commit this file; it contains no password.",
    "default: main",
    "environments:",
    "  main:",
    ...(madeFrom === undefined
      ? []
      : [`    # Make it again after each migration: npx driftcheck snapshot --from ${madeFrom} --out ${declared}`]),
    `    declared: ${quoted(declared)}`,
    ...others.map(({ title, locator }) => `    # Also found, ${title}: ${locator}`),
    ...(others.length === 0
      ? []
      : [
          "    # If they share the database, name your own tables, so that theirs are not unexpected:",
          "    # scope: { tables: [public.users, public.order_*] }",
        ]),
    `    live: ${live.written} # ${live.why}`,
    ...(python === undefined ? [] : [`    python: ${quoted(python)}`]),
    ...(mayNeedPython
      ? ["    # python: path/to/python # the project's, if it is not in .venv, venv, $VIRTUAL_ENV or PATH"]
      : []),
    ...(baseline === undefined ? [] : [`    baseline: ${quoted(baseline)}`]),
  ];
  return `${lines.join("\n")}\n`;
}

export function ignoreRulesYaml(presets: readonly string[]): string {
  return `# yaml-language-server: $schema=./node_modules/driftcheck/dist/ignore-rules.schema.json
# Differences that driftcheck ignores. \`npx driftcheck rules\` lists the rules of these presets, each with its reason.
extends: [${presets.join(", ")}]
# Your own: \`npx driftcheck rules suggest\` writes one for each difference of today. Give each a reason.
# rules:
#   - id: legacy-audit
#     reason: the audit table belongs to another team
#     match: { kind: table, type: unexpected, id: "table:public.audit_log" }
`;
}

/** Plain where YAML takes it as text. */
const quoted = (text: string) =>
  /^[A-Za-z_.][\w./@():,-]*$/.test(text) && !/:$/.test(text) ? text : JSON.stringify(text);
