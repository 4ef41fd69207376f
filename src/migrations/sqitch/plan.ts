// sqitch.plan: pragmas, then changes and tags, one a line. Only what decides which scripts are run, and in which order.

import { SourceError } from "../../errors.ts";
import { printable } from "../../redact.ts";

export interface Change {
  readonly name: string;
  /** Tags between this and the change that reworks it, from the latest. */
  readonly reworkTags: readonly string[];
}

export interface Plan {
  readonly project: string;
  readonly changes: readonly Change[];
}

interface Planned {
  readonly name: string;
  readonly tags: string[];
  reworkTags: string[];
}

/** @throws SourceError, with the line, on what Sqitch could not read either */
export function parsePlan(text: string, file: string): Plan {
  const changes: Planned[] = [];
  let project: string | undefined;
  for (const [at, whole] of text.split(/\r?\n/).entries()) {
    const line = whole.replace(/#.*$/, "").trim();
    const where = `${printable(file)}:${at + 1}`;
    if (line.startsWith("%")) project = /^%\s*project\s*=\s*(.+)$/.exec(line)?.[1]?.trim() ?? project;
    else if (line !== "") add(changes, line, where);
  }
  if (project === undefined) throw new SourceError(`${printable(file)} has no %project, so Sqitch would not read it`);
  return { project, changes };
}

function add(changes: Planned[], line: string, where: string): void {
  const [, sign, name] = /^([@+]?)\s*([^\s:@#]+)\s.*<[^>]+>$/.exec(line) ?? [];
  const last = changes.at(-1);
  if (name === undefined) throw new SourceError(`${where}: this is not a line of a Sqitch plan`);
  if (sign !== "@") {
    const reworked = changes.findLast((change) => change.name === name);
    if (reworked !== undefined) reworked.reworkTags = tagsSince(changes, reworked);
    if (reworked?.reworkTags.length === 0)
      throw new SourceError(`${where}: the plan has ${printable(name)} twice without a tag between`);
    changes.push({ name, tags: [], reworkTags: [] });
  } else if (last === undefined) throw new SourceError(`${where}: no change precedes this tag`);
  else last.tags.push(name);
}

function tagsSince(changes: readonly Planned[], reworked: Planned): string[] {
  return changes
    .slice(changes.indexOf(reworked))
    .reverse()
    .flatMap(({ tags }) => tags);
}
