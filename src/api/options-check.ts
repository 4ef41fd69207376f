// Refuses options that no type checker has seen: a program in JavaScript is told the option, not where the library fell over it.

import { UsageError } from "../errors.ts";
import { didYouMean } from "../input/nearest.ts";
import type {
  AuditOptions,
  BootstrapOptions,
  CheckOptions,
  PlanOptions,
  StampOptions,
  VerifyOptions,
} from "./options.ts";

type Name = keyof (AuditOptions & BootstrapOptions & CheckOptions & PlanOptions & StampOptions & VerifyOptions);

interface Form {
  readonly must: string;
  readonly fits: (value: unknown) => boolean;
}

const text: Form = { must: "be a text that is not empty", fits: isText };
const flag: Form = { must: "be true or false", fits: (value) => typeof value === "boolean" };
const seconds: Form = {
  must: "be a number of seconds above 0",
  fits: (value) => typeof value === "number" && value > 0,
};
const list: Form = { must: "be a list", fits: Array.isArray };
const callback: Form = { must: "be a function", fits: (value) => typeof value === "function" };
const names: Form = { must: "be a Map of names", fits: (value) => value instanceof Map };
const scope: Form = { must: "have schemas and tables, each a list of texts", fits: isScope };

const forms: Readonly<Record<Name, Form>> = {
  declared: text,
  live: text,
  migrations: text,
  python: text,
  versionTable: text,
  tool: text,
  revision: text,
  attestation: text,
  dump: text,
  privileges: flag,
  allowEmpty: flag,
  crossRead: flag,
  strict: flag,
  data: flag,
  force: flag,
  purge: flag,
  dryRun: flag,
  base: text,
  timeout: seconds,
  lockTimeout: seconds,
  statementTimeout: seconds,
  restoreTimeout: seconds,
  dataTimeout: seconds,
  rules: list,
  baseline: list,
  mapSchemas: names,
  scope,
  progress: callback,
  only: list,
  allowDataLoss: flag,
  unproven: flag,
  renames: names,
  paths: list,
  root: text,
  schema: text,
  searchPath: text,
  sinks: list,
  allowlist: list,
};

/** @param required the options without which the function has nothing to do. @throws UsageError naming the option */
export function refuseMistakes(options: object, ...required: readonly Name[]): void {
  for (const name of required)
    if ((options as Partial<Record<Name, unknown>>)[name] === undefined)
      throw new UsageError(`The option ${name} is missing. Pass it as in { ${name}: "…" }.`);
  for (const [name, value] of Object.entries(options)) {
    const form = (forms as Partial<Record<string, Form>>)[name];
    if (form === undefined)
      throw new UsageError(`The option ${name} is unknown.${didYouMean(name, Object.keys(forms))}`);
    if (value !== undefined && !form.fits(value)) throw new UsageError(`The option ${name} must ${form.must}.`);
  }
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}

function isScope(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).every(
    ([name, globs]) => ["schemas", "tables"].includes(name) && Array.isArray(globs) && globs.every(isText),
  );
}
