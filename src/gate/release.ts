// A gate as a checklist in Markdown, for the issue or the pull request of a release: each step, then what was put off and by whom.

import { printable } from "../redact.ts";
import { code, prose } from "../reporters/markdown/escape.ts";
import { number, plural, sentence } from "../reporters/words.ts";
import type { Deferred, Result } from "./step.ts";
import { seconds } from "./text.ts";

export function checklist(results: readonly Result[]): string {
  const deferred = results.flatMap((each) => each.deferred ?? []);
  const open = results.filter(({ outcome }) => outcome !== "passed").length;
  const verdict = open === 0 ? "ready" : `${plural(open, "step")} of ${results.length} not passed`;
  return [
    `## driftcheck gate: ${verdict}`,
    results.map(stepLine).join("\n"),
    ...(deferred.length === 0 ? ["Nothing is deferred."] : deferredLines(deferred)),
  ]
    .join("\n\n")
    .concat("\n");
}

function stepLine({ outcome, name, says, milliseconds, more }: Result): string {
  const mark = outcome === "passed" ? "x" : " ";
  const state = outcome === "passed" ? "" : `**${outcome}** `;
  const next = outcome === "passed" ? "" : ` See ${code(more)}.`;
  return `- [${mark}] ${code(printable(name))} ${state}${prose(sentence(says))} (${seconds(milliseconds)})${next}`;
}

/** More fit into no comment. */
const most = 300;

function deferredLines(all: readonly Deferred[]): string[] {
  const nobodys = all.filter(({ owner }) => owner === undefined).length;
  const head = `### ${plural(all.length, "finding")} deferred`;
  const without = nobodys === 0 ? "" : `${number(nobodys)} without an owner.`;
  const shown = all.slice(0, most).map(deferredLine);
  const left = all.length - shown.length;
  const lines = [...shown, ...(left > 0 ? [`- ${number(left)} more; the audit's and the check's JSON list all.`] : [])];
  return [head, ...(without === "" ? [] : [without]), lines.join("\n")];
}

function deferredLine({ what, reason, owner, issue, expires }: Deferred): string {
  const who = [
    owner === undefined ? "no owner" : `owner ${code(owner)}`,
    ...(issue === undefined ? [] : [`issue ${code(issue)}`]),
    ...(expires === undefined ? [] : [`until ${expires}`]),
  ];
  return `- [ ] ${code(what)}: ${who.join(", ")}${reason === undefined ? "" : `. ${prose(sentence(reason))}`}`;
}
