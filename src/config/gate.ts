// The gate of driftcheck.yaml: which environments are checked, what is audited, which commands of the project's own run.

import { type Fields, isFields, show } from "../input/fields.ts";
import { amongKnown } from "../input/nearest.ts";
import { readLayers } from "./layers.ts";
import { fileIn, forUser, locator, type Place, text, type Variable } from "./place.ts";
import { longestTimeout } from "./timeout.ts";
import { expand } from "./variables.ts";

export interface GateAudit {
  readonly paths: readonly string[];
  readonly schema?: string | Variable;
  readonly searchPath?: string;
  readonly allowlist?: string;
  readonly sinks?: readonly string[];
  readonly strict?: boolean;
}

interface GateCommand {
  readonly name: string;
  readonly run: string;
  /** Seconds. */
  readonly timeout?: number;
}

export interface Gate {
  /** Environments. */
  readonly drift: readonly string[];
  readonly audit?: GateAudit;
  readonly commands: readonly GateCommand[];
}

export const gateKeys = ["drift", "audit", "commands"] as const;
export const auditKeys = ["paths", "schema", "search-path", "allowlist", "sinks", "strict"] as const;
export const commandKeys = ["name", "run", "timeout"] as const;

/** What a command may not be called, as --only knows these. */
const reserved = ["drift", "audit"] as const;

/**
 * Without the key, a gate is the drift of every environment.
 * @throws UsageError naming the file and the key
 */
export async function loadGate(file: string): Promise<Gate> {
  return forUser(async () => {
    const { environments, gate } = await readLayers(file);
    const names = [...environments.keys()];
    if (gate === undefined) return { drift: names, commands: [] };
    if (!isFields(gate.value)) return gate.place.fail(`must be a mapping with ${gateKeys.join(", ")}`);
    return gateOf(gate.value, gate.place, names);
  });
}

function gateOf(fields: Fields, place: Place, environments: readonly string[]): Gate {
  place.onlyKeys(fields, gateKeys);
  const audit = fields.audit === undefined ? undefined : auditOf(fields.audit, place.under("audit"));
  return {
    drift: fields.drift === undefined ? environments : driftOf(fields.drift, place.under("drift"), environments),
    ...(audit && { audit }),
    commands: fields.commands === undefined ? [] : commandsOf(fields.commands, place.under("commands"), environments),
  };
}

function driftOf(value: unknown, place: Place, environments: readonly string[]): readonly string[] {
  return texts(value, place, { mayBeEmpty: true }).map((name) =>
    environments.includes(name)
      ? name
      : place.fail(`${show(name)} is no environment of the file.${amongKnown(name, environments)}`),
  );
}

function auditOf(value: unknown, place: Place): GateAudit {
  if (!isFields(value)) return place.fail(`must be a mapping with ${auditKeys.join(", ")}`);
  place.onlyKeys(value, auditKeys);
  const { strict, schema, paths, sinks, allowlist } = value;
  const searchPath = value["search-path"];
  if (strict !== undefined && typeof strict !== "boolean")
    place.under("strict").fail(`must be true or false, not ${show(strict)}`);
  return {
    // Paths in reports are relative to the file's folder, as these are.
    paths: paths === undefined ? ["."] : texts(paths, place.under("paths")),
    ...(schema !== undefined && { schema: schemaOf(schema, place.under("schema")) }),
    ...(searchPath !== undefined && { searchPath: text(searchPath, place.under("search-path")) }),
    ...(allowlist !== undefined && { allowlist: fileIn(place.folder, text(allowlist, place.under("allowlist"))) }),
    ...(sinks !== undefined && { sinks: texts(sinks, place.under("sinks")) }),
    ...(strict !== undefined && { strict: strict === true }),
  };
}

const schemaOf = (value: unknown, place: Place) => locator(expand(value, place, "error"), place, value);

function commandsOf(value: unknown, place: Place, environments: readonly string[]): readonly GateCommand[] {
  if (!Array.isArray(value) || value.length === 0)
    return place.fail("must be a list of commands, as in [{ name: tests, run: pytest }]");
  const commands = value.map((each: unknown, at) => commandOf(each, place.under(String(at + 1))));
  const names = [...reserved, ...environments, ...commands.map(({ name }) => name)];
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) place.fail(`two steps are called ${show(twice)}. Name a command otherwise.`);
  return commands;
}

function commandOf(value: unknown, place: Place): GateCommand {
  if (!isFields(value)) return place.fail("must be a mapping with name and run");
  place.onlyKeys(value, commandKeys);
  const timeout = value.timeout;
  const isTimeout = typeof timeout === "number" && Number.isSafeInteger(timeout) && timeout >= 1;
  if (timeout !== undefined && !(isTimeout && timeout <= longestTimeout))
    place.under("timeout").fail(`must be a whole number of seconds from 1 to ${longestTimeout}, not ${show(timeout)}`);
  return {
    name: text(value.name, place.under("name")),
    run: text(value.run, place.under("run")),
    ...(isTimeout && { timeout }),
  };
}

function texts(value: unknown, place: Place, { mayBeEmpty = false } = {}): readonly string[] {
  const all = Array.isArray(value) ? value : [value];
  if (all.length === 0 && !mayBeEmpty) place.fail("is empty");
  return all.map((each) => text(each, place));
}
