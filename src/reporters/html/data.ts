// A report → what the page knows of it. Here every text from a database is made safe to show.

import type { Attributes } from "../../catalog/catalog.ts";
import type { Drift } from "../../catalog/drift.ts";
import { parseObjectId, qualified } from "../../catalog/object-id.ts";
import { printable } from "../../redact.ts";
import { movedTag } from "../moved.ts";
import type { Report } from "../reporter.ts";
import { subjectOf } from "../words.ts";
import { worseFirst } from "../worst.ts";
import type { Entry, Group, PageData, Value } from "./view/page-data.ts";
import { plural } from "./view/plural.ts";

/** Of one value, in characters: a function's body may be as long as a book, and there may be thousands of them. */
const longest = 20_000;

export function pageData(report: Report): PageData {
  const texts = new Texts();
  const drift = report.drift.map((each) => entryOf(each, texts));
  return {
    drift,
    groups: groupsOf(report.drift),
    ignored: report.ignored.map((each) => ({ ...entryOf(each, texts), rule: printable(each.rule) })),
    baselined: (report.baselined ?? []).map((each) => entryOf(each, texts)),
    texts: texts.all,
    sides: sidesOf(report),
  };
}

class Texts {
  readonly all: string[] = [];
  readonly #places = new Map<string, number>();

  placeOf(text: string): number {
    const place = this.#places.get(text) ?? this.all.push(safe(text)) - 1;
    this.#places.set(text, place);
    return place;
  }
}

function entryOf(drift: Drift, texts: Texts): Entry {
  const { kind, path, signature } = parseObjectId(drift.id);
  const { type, id, liveId, attribute, holds, unproven, loss, because, review, finding, source } = drift;
  const own = `${qualified(...path.slice(2))}${signature === undefined ? "" : `(${signature})`}`;
  return {
    type,
    id: printable(id),
    kind: printable(kind),
    ...(own !== "" && { name: printable(own) }),
    ...(liveId !== undefined && { liveId: printable(liveId) }),
    ...(attribute !== undefined && { attribute: printable(attribute) }),
    ...(type === "changed"
      ? { declared: shownValue(drift.declared), live: shownValue(drift.live) }
      : { has: attributesOf(drift.declared ?? drift.live) }),
    ...(holds !== undefined && {
      holds: Object.entries(holds)
        .map(([each, count]) => plural(count, printable(each)))
        .join(", "),
    }),
    ...(unproven !== undefined && { unproven: safe(unproven) }),
    ...(loss !== undefined && { loss: printable(loss) }),
    ...(because !== undefined && { because: texts.placeOf(because) }),
    ...(review && { review }),
    ...(finding !== undefined && { finding: printable(finding) }),
    ...(drift.moved && { moved: movedTag(drift) ?? "" }),
    ...(source !== undefined && { source: printable(`${source.file}:${source.line}`) }),
  };
}

function shownValue(value: Drift["declared"]): Value {
  if (value === null || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((each) => bounded(String(each)));
  return bounded(typeof value === "object" ? JSON.stringify(value) : String(value));
}

function attributesOf(value: Drift["declared"]): [string, Value][] {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [];
  return Object.entries(value as Attributes).map(([name, each]) => [printable(name), shownValue(each)]);
}

/** Line breaks and tabs stay, as a definition has them. */
const safe = (text: string) =>
  text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) => line.split("\t").map(printable).join("\t"))
    .join("\n");

function bounded(text: string): string {
  if (text.length <= longest) return safe(text);
  return `${safe(text.slice(0, longest))}\n… ${text.length - longest} more characters; --reporter json has all.`;
}

function groupsOf(drift: readonly Drift[]): Group[] {
  const groups = new Map<string, number[]>();
  for (const [at, { id }] of drift.entries()) {
    const name = subjectOf(id);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [at]);
    else group.push(at);
  }
  return [...groups]
    .map(([name, all]) => ({ group: { name, entries: all }, drift: all.flatMap((at) => drift[at] ?? []) }))
    .sort((a, b) => worseFirst(a.drift, b.drift) || (a.group.name < b.group.name ? -1 : 1))
    .map(({ group }) => group);
}

/** A locator of which a part is hidden is of no use in a command: it is left to the environment, as is the default. */
function sidesOf({ declared, live }: Report): string {
  const option = (name: string, locator: string) =>
    locator.includes("…") || printable(locator) !== locator ? "" : ` --${name} ${shellWord(locator)}`;
  return option("declared", declared.locator) + (live.locator === "postgres://" ? "" : option("live", live.locator));
}

const shellWord = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
