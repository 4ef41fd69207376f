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

/** What is no text may come of a variable. */
const variable = { type: "string", pattern: "^[^$]*\\$\\{[A-Za-z_]" };

const failOn = { enum: options["fail-on"].choices ?? [] };

const forms: Readonly<Partial<Record<keyof Forms, object>>> = {
  flag: { anyOf: [{ type: "boolean" }, variable] },
  locator: { $ref: "#/$defs/locator" },
  base: { anyOf: [{ $ref: "#/$defs/locator" }, { const: false }] },
  file: text,
  rules: { anyOf: [text, { const: false }] },
  program: text,
  text,
  seconds: { anyOf: [{ type: "integer", minimum: 1, maximum: longestTimeout }, variable] },
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
      pattern:
        "^(?![a-z+0-9]*://[^/?#]*:(?!\\$\\{\\w+\\}@)[^/?#]*@)(?!.*[Pp][Aa][Ss][Ss][^=&]*=(?!\\$\\{\\w+\\}(?:$|[&\\s])))[\\s\\S]*\\S",
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

const inEnvironment = Object.fromEntries(
  Object.entries(options)
    .filter(([, { inFile }]) => inFile !== undefined)
    .map(([name, entry]) => [
      name,
      { description: described(entry), examples: [parse(entry.inFile ?? "")], ...forms[entry.form] },
    ]),
);

const target = {
  type: "object",
  additionalProperties: false,
  anyOf: [{ required: ["live"] }, { required: ["query", "from"] }],
  properties: {
    name: {
      ...text,
      description: "Name in the report. With {name} in it, for an entry that stands for several targets.",
    },
    live: {
      $ref: "#/$defs/locator",
      description: "The database; postgres://host/shop_* for several. {name} stands for a name of the query.",
    },
    database: { ...text, description: "A database of the server that live names, or a glob for several." },
    schema: {
      ...text,
      description: "A schema of that database, or a glob for several; each is read as the declared schema.",
    },
    as: { ...text, description: "The declared schema that they are read as, if there are several." },
    query: { ...text, description: "A SELECT that gives a name, a URL, or a name and a URL for each target." },
    from: { $ref: "#/$defs/locator", description: "The database that the query asks." },
    baseline: { ...text, description: "Baseline of this target." },
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
  anyOf: [{ required: ["environments"] }, { required: ["extends"] }, { required: ["common"] }],
  properties: {
    extends: {
      description: "A configuration, or a list of them, whose environments and common options this file adds to.",
      anyOf: [text, { type: "array", items: text }],
    },
    default: { description: "Environment to use without --env and --declared.", type: "string" },
    common: {
      description: "Options of every environment. An environment overrides them one by one.",
      $ref: "#/$defs/options",
    },
    environments: {
      description: "Environments by the name that --env takes.",
      type: "object",
      minProperties: 1,
      additionalProperties: { $ref: "#/$defs/environment" },
    },
    targets: {
      description:
        "Databases to check together, if the environment has no live database. A file for --targets has only this.",
      type: "array",
      minItems: 1,
      items: { $ref: "#/$defs/target" },
    },
  },
  $defs: {
    environment: {
      type: "object",
      additionalProperties: false,
      properties: {
        extends: { description: "Environment whose options this one adds to.", type: "string" },
        ...inEnvironment,
      },
    },
    options: { type: "object", additionalProperties: false, properties: inEnvironment },
    target,
    locator,
    text: { type: "string", pattern: "\\S" },
  },
});
