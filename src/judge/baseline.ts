// The baseline: drift that a team has accepted, by fingerprint. Check then fails on what is new, and tells what has been fixed.
// A fingerprint holds nothing that the next run of pgloader would number anew, and no order of things.

import type { Attributes } from "../catalog/catalog.ts";
import type { Drift, DriftType } from "../catalog/drift.ts";
import { parseObjectId } from "../catalog/object-id.ts";
import { sha256 } from "../digest.ts";
import { Check, type Fields, isFields, show, unknown } from "../input/fields.ts";
import { readMapping } from "../input/yaml.ts";
import { stableId, stableName } from "../pgloader/stable.ts";
import { visibleJson } from "../redact.ts";

/** One accepted drift, as it is written down. */
export interface Accepted {
  readonly fingerprint: string;
  readonly type: DriftType;
  readonly id: string;
  readonly attribute?: string;
  readonly declared: Drift["declared"];
  readonly live: Drift["live"];
  readonly contents?: string;
}

export interface AcceptedDrift extends Drift {
  readonly fingerprint: string;
}

export interface Ratcheted {
  readonly drift: readonly Drift[];
  readonly baselined: readonly AcceptedDrift[];
  /** What is accepted and is no drift any more. */
  readonly fixed: readonly Accepted[];
}

/** Each entry accepts one drift, whatever their order. */
export function ratchet(drift: readonly Drift[], baseline: readonly Accepted[]): Ratcheted {
  if (baseline.length === 0) return { drift, baselined: [], fixed: [] };
  const open = new Map<string, Accepted[]>();
  for (const entry of baseline) open.set(entry.fingerprint, [...(open.get(entry.fingerprint) ?? []), entry]);
  const baselined: AcceptedDrift[] = [];
  const fresh = drift.filter((each) => {
    const { fingerprint } = accepted(each);
    if (open.get(fingerprint)?.shift() === undefined) return true;
    baselined.push({ ...each, fingerprint });
    return false;
  });
  const left = new Set([...open.values()].flat());
  return { drift: fresh, baselined, fixed: baseline.filter((entry) => left.has(entry)) };
}

/** A drift as a baseline has it. */
export function accepted({ type, id, attribute, declared, live, contents }: Drift): Accepted {
  const stable = (value: Drift["declared"]) =>
    attribute === "name" && typeof value === "string" ? stableName(value, id) : value;
  const entry = {
    type,
    id: stableId(id),
    ...(attribute !== undefined && { attribute }),
    declared: stable(declared),
    live: stable(live),
    ...(contents !== undefined && { contents }),
  };
  return { fingerprint: fingerprintOf(entry), ...entry };
}

function fingerprintOf({ type, id, attribute, declared, live, contents }: Omit<Accepted, "fingerprint">): string {
  const content = JSON.stringify([type, id, attribute ?? null, sorted(declared), sorted(live), contents ?? null]);
  return sha256(content).slice(0, 32);
}

/** Attributes by name: in which order a kind reads them says nothing. */
function sorted(value: Drift["declared"]): unknown {
  const isList = (each: unknown): each is readonly string[] => Array.isArray(each);
  if (value === null || typeof value !== "object" || isList(value)) return value;
  return Object.entries(value as Attributes).sort(([a], [b]) => (a < b ? -1 : 1));
}

const notice = `# Drift that the team accepts for now, for review. Made by \`driftcheck baseline\`; check --baseline fails only on drift that
# is not listed here. Remove entries by hand, never edit them: the fingerprint is computed from the other fields.
`;

/** The text of a baseline. The same drift always gives the same text. */
export function writeBaseline(drift: readonly Drift[]): string {
  const entries = drift.map(accepted).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const blocks = entries.map((entry) => {
    const fields = ["id", "type", "attribute", "declared", "live", "contents", "fingerprint"] as const;
    const lines = fields.flatMap((name) => (entry[name] === undefined ? [] : [`${name}: ${visibleJson(entry[name])}`]));
    return `  - ${lines.join("\n    ")}\n`;
  });
  return `${notice}version: ${version}\n${blocks.length === 0 ? "drift: []\n" : `drift:\n${blocks.join("")}`}`;
}

/** The first one did not say what an object holds that one side lacks: whatever came into it later was accepted, too. */
const version = 2;

/** By the object's name, so that what is about one table stands together. */
const keyOf = ({ id, type, attribute, fingerprint }: Accepted) =>
  [id.slice(id.indexOf(":") + 1), id, type, attribute ?? "", fingerprint].join("\0");

/** @throws RuleError in one line, where the file can't be read, was edited, or is of another version */
export async function loadBaseline(file: string): Promise<Accepted[]> {
  const content = await readMapping(file, file, { what: "baseline", mainField: "drift" });
  const check = new Check(file, "the baseline");
  check.onlyFields(content, ["version", "drift"]);
  if (content.version !== version)
    check.fail("version", `must be ${version}, not ${show(content.version)}. Make it again with driftcheck baseline.`);
  if (!Array.isArray(content.drift)) return check.fail("drift", "must be a list");
  return content.drift.map((item: unknown, at) => entryOf(item, new Check(file, `entry ${at + 1}`)));
}

function idOf(item: Fields, check: Check): string {
  const id = check.text(item, "id");
  try {
    parseObjectId(id);
    return id;
  } catch {
    return check.fail("id", `${show(id)} is not an object id`);
  }
}

const driftTypes: readonly DriftType[] = ["missing", "unexpected", "changed"];

function entryOf(item: unknown, check: Check): Accepted {
  if (!isFields(item)) return check.fail("drift", "must be a list of mappings");
  check.onlyFields(item, ["id", "type", "attribute", "declared", "live", "contents", "fingerprint"]);
  const word = check.text(item, "type");
  const type = driftTypes.find((each) => each === word) ?? check.fail("type", unknown(word, driftTypes));
  const attribute = check.optionalText(item, "attribute");
  const contents = check.optionalText(item, "contents");
  const entry = {
    type,
    id: idOf(item, check),
    ...(attribute !== undefined && { attribute }),
    declared: check.side(item, "declared"),
    live: check.side(item, "live"),
    ...(contents !== undefined && { contents }),
  };
  const fingerprint = fingerprintOf(entry);
  if (check.text(item, "fingerprint") !== fingerprint)
    check.fail(
      "fingerprint",
      "does not match the entry, which was edited by hand. Make it again with driftcheck baseline.",
    );
  return { fingerprint, ...entry };
}
