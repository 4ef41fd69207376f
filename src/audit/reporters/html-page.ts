// The page of an audit from top to bottom, in the elements and the style of a check's page.

import { printable } from "../../redact.ts";
import { section } from "../../reporters/html/sections/section.ts";
import { type Element, h } from "../../reporters/html/view/element.ts";
import { number, plural, sentence } from "../../reporters/words.ts";
import { type AuditFinding, type AuditReport, severities } from "../report.ts";
import { byClass, type ClassGroup, freshIn, isAllowed, worstFirst } from "./grouped.ts";
import { counted, nouns, scopeOf, statementText, verdictOf, whyAllowed } from "./words.ts";

export function pageOf(report: AuditReport): Element {
  const groups = byClass(report).filter((group) => freshIn(group) > 0);
  return h(
    "body",
    {},
    h("a", { class: "skip", href: "#verdict" }, "Skip to the verdict"),
    h("header", { class: "top" }, h("p", { class: "brand" }, "driftcheck audit")),
    h(
      "div",
      { class: "page" },
      contents(groups),
      h("main", {}, verdict(report), groups.map(classSection), aside(report)),
    ),
  );
}

const anchorOf = ({ id, severity }: ClassGroup) => `${severity}-${id}`;

function contents(groups: readonly ClassGroup[]): Element {
  const link = (group: ClassGroup) =>
    h(
      "li",
      {},
      h(
        "a",
        { href: `#${anchorOf(group)}` },
        printable(group.id),
        " ",
        h("span", { class: "total" }, number(freshIn(group))),
      ),
    );
  return h("nav", { "aria-label": "Classes" }, h("ul", {}, groups.map(link)));
}

function verdict(report: AuditReport): Element {
  const { outcome, counts, failures = [] } = report;
  const tile = (count: number, label: string) =>
    h("li", {}, h("a", {}, h("b", {}, number(count)), " ", h("span", {}, label)));
  return h(
    "section",
    { class: `verdict ${outcome === "clean" ? "clean" : "drift"}`, "aria-labelledby": "verdict" },
    h(
      "h1",
      { id: "verdict" },
      h("span", { class: "badge" }, outcome === "clean" ? "Clean" : "Blocked"),
      " ",
      verdictOf(report),
    ),
    h("p", {}, scopeOf(report)),
    h(
      "ul",
      { class: "tiles" },
      severities.map((each) => tile(counts.findings[each].new, `${counted(2, each).slice(2)} not allowed`)),
      tile(counts.couldNotTell, "could not judge"),
      tile(counts.skipped, "files skipped"),
    ),
    failures.length > 0 &&
      h(
        "ul",
        { class: "failures" },
        failures.map((each) => h("li", {}, `The audit fails: ${sentence(printable(each))}`)),
      ),
  );
}

/** Of one class; the others are counted. */
const most = 500; // findings

function classSection(group: ClassGroup): Element {
  const { title, severity, fresh } = group;
  const all = [...fresh.values()].flat();
  const shown = new Set(all.slice(0, most));
  return section(
    anchorOf(group),
    printable(group.id),
    all.length,
    h("p", {}, h("strong", {}, nouns[severity]), ` ${sentence(printable(title))}`),
    [...fresh].map(([file, findings]) =>
      fileGroup(
        file,
        findings.filter((each) => shown.has(each)),
      ),
    ),
    all.length > most && h("p", {}, `${number(most)} of ${number(all.length)} shown; --reporter json lists all.`),
  );
}

function fileGroup(file: string, findings: readonly AuditFinding[]): Element | undefined {
  if (findings.length === 0) return undefined;
  return h(
    "div",
    { class: "group" },
    h("h3", {}, h("code", {}, printable(file)), " ", h("span", { class: "total" }, number(findings.length))),
    findings.map(({ file, line, statement, message, advice }) =>
      h(
        "div",
        { class: "entry" },
        h("p", { class: "head" }, h("span", { class: "source" }, printable(`${file}:${line}`))),
        h("pre", {}, h("code", {}, statementText(statement, 2000))),
        h("p", {}, sentence(printable(message))),
        advice !== undefined && h("p", { class: "reason" }, sentence(printable(advice))),
      ),
    ),
  );
}

function aside(report: AuditReport): (Element | undefined)[] {
  const { findings, couldNotTell, skipped, staleEntries = [] } = report;
  const allowed = worstFirst(findings).filter(isAllowed);
  return [
    rows(
      "allowed",
      "Allowed",
      allowed.map((each) => [`${each.file}:${each.line}`, each.allowed === undefined ? "" : whyAllowed(each.allowed)]),
    ),
    rows(
      "stale",
      "Allowlist entries to change or remove",
      staleEntries.map(({ file, fingerprint, reason }) => [`${file} ${fingerprint}`, reason]),
    ),
    rows(
      "could-not-tell",
      "Could not judge",
      couldNotTell.map(({ file, line, reason }) => [`${file}:${line}`, reason]),
    ),
    rows(
      "skipped",
      `Skipped: ${plural(skipped.length, "file")}`,
      skipped.map(({ file, reason }) => [file, reason]),
    ),
  ];
}

function rows(id: string, title: string, all: readonly (readonly [string, string])[]): Element | undefined {
  if (all.length === 0) return undefined;
  const shown = all.slice(0, most);
  return section(
    id,
    title,
    all.length,
    h(
      "ul",
      { class: "plain" },
      shown.map(([place, reason]) => h("li", {}, h("code", {}, printable(place)), ` ${sentence(printable(reason))}`)),
    ),
    all.length > most && h("p", {}, `${number(most)} of ${number(all.length)} shown; --reporter json lists all.`),
  );
}
