// The JSON Schema of driftcheck.yaml, from the table of options: what `UPDATE_SCHEMAS=1` writes.

import { parse } from "yaml";
import type { Forms, OptionEntry } from "../../src/config/options/option.ts";
import { options } from "../../src/config/options/table.ts";
import { longestTimeout } from "../../src/config/timeout.ts";

const globs = (of: string, pattern: string) => ({
  description: `Globs over ${of}. With \`!\` first, what it matches is excluded.`,
  type: "array",
  minItems: 1,
  items: { type: "string", pattern },
});

const text = { $ref: "#/$defs/text" };

const names = (options.reporter.choices ?? []).join("|");
const reportTo = { type: "string", pattern: `^(${names})(=[\\s\\S]*\\S[\\s\\S]*)?$` };

const failOn = { enum: options["fail-on"].choices ?? [] };

const forms: Readonly<Partial<Record<keyof Forms, object>>> = {
  flag: { type: "boolean" },
  locator: { $ref: "#/$defs/locator" },
  file: text,
  rules: { anyOf: [text, { const: false }] },
  program: text,
  text,
  seconds: { type: "integer", minimum: 1, maximum: longestTimeout },
  choices: { anyOf: [failOn, { type: "array", minItems: 1, items: failOn }] },
  reports: { anyOf: [reportTo, { type: "array", minItems: 1, items: reportTo }] },
  mapping: { type: "object", additionalProperties: text },
  scope: {
    type: "object",
    additionalProperties: false,
    minProperties: 1,
    properties: {
      schemas: globs("schemas, for everything in them", "^!?(?=.*[^\\s!]).+$"),
      tables: globs("`schema.table`, for tables and what belongs to them", "^!?(.*[.].*|[*][*])$"),
    },
  },
};

/** A sentence of its own: in an editor it stands alone. */
function described({ help, default: otherwise }: OptionEntry): string {
  const sentence = `${help.charAt(0).toUpperCase()}${help.slice(1)}.`;
  return otherwise === undefined ? sentence : `${sentence} Default: ${otherwise}.`;
}

const locator = {
  description:
    "What --declared and --live take, or { env: NAME } for a URL in an environment variable, or { env: NAME, file: .env } if it may stand in such a file. No URL with a password: the file is committed.",
  anyOf: [
    {
      type: "string",
      pattern: "^(?![a-z+0-9]*://[^/?#]*:[^/?#]*@)(?!.*[Pp][Aa][Ss][Ss][^=&]*=)[\\s\\S]*\\S",
    },
    {
      type: "object",
      additionalProperties: false,
      required: ["env"],
      properties: {
        env: {
          description: "Name of the environment variable that holds the URL.",
          type: "string",
          pattern: "^[A-Za-z_][A-Za-z0-9_]*$",
        },
        file: {
          description: "File of variables to look in if the environment does not set it, such as .env.",
          type: "string",
          pattern: "\\S",
        },
      },
    },
  ],
};

const list = (description: string, items: object = text) => ({
  description,
  anyOf: [items, { type: "array", minItems: 1, items }],
});

const gateSchema = {
  description: "What driftcheck gate runs. Without it, the check of every environment.",
  type: "object",
  additionalProperties: false,
  properties: {
    drift: {
      description: "Environments to check. Default: all.",
      anyOf: [text, { type: "array", items: text }],
    },
    audit: {
      description: "What driftcheck audit reads. Without it nothing is audited.",
      type: "object",
      additionalProperties: false,
      properties: {
        paths: list("Files and folders of source. Default: the folder of this file."),
        schema: { $ref: "#/$defs/locator", description: "Schema to prepare the statements against." },
        "search-path": { description: "Schemas in which the application looks for tables, by commas.", ...text },
        allowlist: { description: "Findings that the team accepts for now. Default: audit-allowlist.yaml.", ...text },
        sinks: list("Functions of the project that take SQL."),
        strict: { description: "Also fail on entries of the allowlist that are out of date.", type: "boolean" },
      },
    },
    commands: {
      description:
        "The project's own commands, such as its compatibility tests. Each runs in the shell, in the folder of this file.",
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["name", "run"],
        properties: {
          name: { description: "What --only and the report call it.", ...text },
          run: { description: "Command line. Its exit code 0 passes.", ...text },
          timeout: { description: "Limit in seconds. Default: 1800.", ...(forms.seconds ?? {}) },
        },
      },
    },
  },
};

export const environmentSchema = () => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:driftcheck:driftcheck:1",
  title: "driftcheck environments",
  description:
    "driftcheck.yaml: the databases of a project, each with the options of its check. Paths are relative to the file.",
  type: "object",
  additionalProperties: false,
  required: ["environments"],
  properties: {
    default: { description: "Environment to use without --env and --declared.", type: "string" },
    environments: {
      description: "Environments by the name that --env takes.",
      type: "object",
      minProperties: 1,
      additionalProperties: { $ref: "#/$defs/environment" },
    },
    gate: gateSchema,
  },
  $defs: {
    environment: {
      type: "object",
      additionalProperties: false,
      properties: Object.fromEntries(
        Object.entries(options)
          .filter(([, { inFile }]) => inFile !== undefined)
          .map(([name, entry]) => [
            name,
            { description: described(entry), examples: [parse(entry.inFile ?? "")], ...forms[entry.form] },
          ]),
      ),
    },
    locator,
    text: { type: "string", pattern: "\\S" },
  },
});
