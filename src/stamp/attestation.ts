// The attestation: what a stamp found and recorded, as a file for review and for `stamp --verify`. Holds no password.

import type { Scope } from "../compare/in-scope.ts";
import { namedDigest } from "../digest.ts";
import { RuleError } from "../errors.ts";
import { Check, type Fields, isFields, show } from "../input/fields.ts";
import { didYouMean } from "../input/nearest.ts";
import { readMapping } from "../input/yaml.ts";
import { visibleJson } from "../redact.ts";

export interface Digests {
  readonly schema: string;
  readonly model: string;
  readonly rules: string;
  /** Of the ids that the version table has. */
  readonly record: string;
}

export interface Attestation {
  /** UTC, as `2027-01-31T10:20:30Z`. */
  readonly date: string;
  readonly driftcheck: string;
  readonly server: string;
  readonly live: string;
  readonly declared: string;
  readonly tool: string;
  readonly versionTable: string;
  readonly revision: readonly string[];
  /** Where the migrations are, where that is not the declared side. */
  readonly migrations?: string;
  /** What decided, beside the rules: from the live schema's name to the declared one. */
  readonly mapSchemas?: Readonly<Record<string, string>>;
  readonly scope?: Scope;
  readonly allowEmpty?: true;
  readonly strict?: true;
  /** Owners and privileges are part of the schema's and the model's digests. */
  readonly privileges?: true;
  /** The database was stamped although it drifted. */
  readonly forced?: true;
  /** How many drifts there were then. */
  readonly drift?: number;
  readonly digests: Digests;
  /** What the digests are of, so that a later check can tell which side moved since: compressed. One that is the other is left out. */
  readonly catalogs?: { readonly model: string; readonly schema?: string };
}

const version = 2;
const notice = `# Written by \`driftcheck stamp\`: the recorded revisions, with digests of the schema and model that were compared.
# driftcheck stamp --verify <this file> --live <database> checks whether the database still matches.
`;

const digestNames = ["schema", "model", "rules", "record"] as const;
const catalogNames = ["model", "schema"] as const;
const texts = ["date", "driftcheck", "server", "live", "declared", "tool", "versionTable"] as const;
const flags = ["allowEmpty", "strict", "privileges", "forced"] as const;
const fields = [
  ...texts,
  "revision",
  "migrations",
  "mapSchemas",
  "scope",
  ...flags,
  "drift",
  "digests",
  "catalogs",
] as const;

export function writeAttestation(attestation: Attestation): string {
  const body = bodyOf(attestation);
  return `${notice}version: ${version}\ndigest: ${namedDigest(body)}\n${body}`;
}

function bodyOf(attestation: Attestation): string {
  const lines = fields.flatMap((name) => {
    const value = attestation[name];
    if (value === undefined) return [];
    if (name === "catalogs") return ["catalogs:", ...catalogLines(attestation)];
    if (name !== "digests") return [`${name}: ${visibleJson(value)}`];
    return ["digests:", ...digestNames.map((each) => `  ${each}: ${visibleJson(attestation.digests[each])}`)];
  });
  return `${lines.join("\n")}\n`;
}

function catalogLines({ catalogs = { model: "" } }: Attestation): string[] {
  return catalogNames.flatMap((name) => (catalogs[name] === undefined ? [] : [`  ${name}: ${catalogs[name]}`]));
}

/** @throws RuleError in one line, where the file can't be read, or does not say just what `writeAttestation` wrote */
export async function readAttestation(file: string): Promise<Attestation> {
  const content = await readMapping(file, file, { what: "attestation", mainField: "digests" });
  const check = new Check(file, "the attestation");
  refuseUnknown(file, content, ["version", "digest", ...fields], "");
  if (content.version !== version)
    check.fail("version", `must be ${version}, not ${show(content.version)}. Use the driftcheck that wrote it.`);
  const digests = content.digests;
  if (!isFields(digests)) return check.fail("digests", digests === undefined ? "is missing" : "must be a mapping");
  refuseUnknown(file, digests, digestNames, "digests.");
  const [date, driftcheck, server, live, declared, tool, versionTable] = texts.map((name) => check.text(content, name));
  const attested = { date, driftcheck, server, live, declared, tool, versionTable } as Pick<
    Attestation,
    (typeof texts)[number]
  >;
  if (Number.isNaN(Date.parse(attested.date))) check.fail("date", `must be a date, not ${show(attested.date)}`);
  const read: Attestation = {
    ...attested,
    revision: revisionOf(content.revision, check),
    ...(content.migrations !== undefined && { migrations: check.text(content, "migrations") }),
    ...(content.mapSchemas !== undefined && { mapSchemas: namesOf(content.mapSchemas, check) }),
    ...(content.scope !== undefined && { scope: scopeOf(content.scope, check) }),
    ...Object.assign({}, ...flags.map((name) => flag(content, name, check))),
    ...(content.drift !== undefined && { drift: countOf(content.drift, check) }),
    digests: Object.fromEntries(
      digestNames.map((name) => [name, digestOf(digests, name, check)]),
    ) as unknown as Digests,
    ...(content.catalogs !== undefined && { catalogs: catalogsOf(content.catalogs, check, file) }),
  };
  if (check.text(content, "digest") !== namedDigest(bodyOf(read)))
    check.fail("digest", "does not match: the file was edited by hand. Stamp again to rewrite it.");
  return read;
}

function catalogsOf(value: unknown, check: Check, file: string): NonNullable<Attestation["catalogs"]> {
  if (!isFields(value)) return check.fail("catalogs", "must be a mapping");
  refuseUnknown(file, value, catalogNames, "catalogs.");
  const schema = value.schema === undefined ? {} : { schema: check.text(value, "schema", "catalogs.") };
  return { model: check.text(value, "model", "catalogs."), ...schema };
}

function namesOf(value: unknown, check: Check): Readonly<Record<string, string>> {
  const isMapping = isFields(value) && Object.values(value).every((name) => typeof name === "string");
  return isMapping
    ? (value as Readonly<Record<string, string>>)
    : check.fail("mapSchemas", "must be a mapping of schema names");
}

function scopeOf(value: unknown, check: Check): Scope {
  const isScope =
    isFields(value) &&
    Object.entries(value).every(
      ([name, globs]) =>
        ["schemas", "tables"].includes(name) && Array.isArray(globs) && globs.every((glob) => typeof glob === "string"),
    );
  return isScope ? value : check.fail("scope", "must have schemas and tables, each a list of texts");
}

function refuseUnknown(file: string, fields: Fields, names: readonly string[], path: string): void {
  const unknown = Object.keys(fields).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new RuleError(
    `${file}: the attestation: field ${show(path + unknown)} is unknown.${didYouMean(unknown, names)}`,
  );
}

function revisionOf(value: unknown, check: Check): readonly string[] {
  const isList = Array.isArray(value) && value.length > 0 && value.every((id) => typeof id === "string" && id !== "");
  return isList ? value : check.fail("revision", "must be a list of revisions");
}

function flag(fields: Fields, name: (typeof flags)[number], check: Check): { readonly [Name in typeof name]?: true } {
  if (fields[name] !== undefined && fields[name] !== true) check.fail(name, "must be true, or absent");
  return fields[name] === true ? { [name]: true } : {};
}

function countOf(value: unknown, check: Check): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0
    ? value
    : check.fail("drift", "must be a whole number");
}

function digestOf(fields: Fields, name: string, check: Check): string {
  const digest = check.text(fields, name, "digests.");
  return /^sha256:[0-9a-f]{64}$/.test(digest)
    ? digest
    : check.fail(`digests.${name}`, "must be sha256: and 64 hexadecimal digits");
}
