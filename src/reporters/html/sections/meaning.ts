// What the drift means: problems in the data, pending migrations, and each class of loss with its explanation.

import { printable } from "../../../redact.ts";
import type { Migrated, Report } from "../../reporter.ts";
import { type Element, h, spaced } from "../view/element.ts";
import type { PageData } from "../view/page-data.ts";
import { number, plural } from "../view/plural.ts";
import { prose } from "../view/prose.ts";
import { section } from "./section.ts";

export function dataSection({ data }: Report): Element | undefined {
  if (data === undefined) return undefined;
  if (data.length === 0)
    return section("data", "Data", 0, h("p", { class: "empty" }, "No problems found in the data."));
  return section(
    "data",
    "Data",
    data.length,
    h(
      "ul",
      { class: "entries" },
      data.map(({ id, says, fix, kind }) =>
        h(
          "li",
          { class: "entry" },
          h("p", { class: "head" }, h("span", { class: "tag" }, kind), h("code", {}, printable(id))),
          h("p", {}, printable(says)),
          fix !== undefined && h("pre", {}, h("code", {}, `${printable(fix)};`)),
        ),
      ),
    ),
  );
}

export function migrationsSection({ migrations }: Report): Element | undefined {
  if (migrations === undefined) return undefined;
  const { pending } = migrations;
  return section(
    "migrations",
    "Migrations",
    pending.length,
    h("p", {}, standing(migrations)),
    pending.length > 0 && [
      h("p", {}, "Pending migrations are not drift. In the order in which they will run:"),
      h(
        "ol",
        { class: "plain pending" },
        pending.map(({ id, title, file }) =>
          h(
            "li",
            {},
            spaced(
              h("code", {}, printable(id)),
              title !== undefined && h("span", {}, printable(title)),
              h("span", { class: "file" }, printable(file)),
            ),
          ),
        ),
      ),
    ],
  );
}

function standing({ tool, table, recorded, heads, pending, comparedAtRecorded }: Migrated): string {
  const name = printable(tool);
  if (table === undefined) return `${name}: No version table found; pending migrations are unknown.`;
  if (recorded.length === 0)
    return `${name}: ${printable(table)} is empty. The live database was compared with the newest migration.`;
  const has = printable(recorded.length > 3 ? `${recorded.length} migrations` : recorded.join(", "));
  const model = comparedAtRecorded ? "that revision" : printable(heads.join(", "));
  return `${name}: ${printable(table)} has ${has}; compared with the model at ${model}. ${plural(pending.length, "migration")} pending.`;
}

/** Each class with how many there are; the explanation, which may differ within it, is given once each. */
export function lossesSection({ drift, texts }: PageData): Element | undefined {
  const losses = new Map<string, { count: number; readonly texts: Set<number> }>();
  for (const { loss, because } of drift) {
    if (loss === undefined) continue;
    const of = losses.get(loss) ?? { count: 0, texts: new Set() };
    of.count += 1;
    if (because !== undefined) of.texts.add(because);
    losses.set(loss, of);
  }
  if (losses.size === 0) return undefined;
  return section(
    "losses",
    "Losses explained",
    losses.size,
    h(
      "p",
      {},
      "The live database bears the marks of pgloader. These are the ways in which it drifts, and what each means for the application.",
    ),
    h(
      "dl",
      { class: "losses" },
      [...losses]
        .sort(([a, m], [b, n]) => n.count - m.count || (a < b ? -1 : 1))
        .map(([name, { count, texts: places }]) =>
          h(
            "div",
            {},
            h(
              "dt",
              {},
              h("code", {}, name),
              " ",
              h("span", { class: "total" }, number(count)),
              h(
                "button",
                { type: "button", class: "find", "data-find": name, "aria-label": `Show only these: ${name}` },
                "Show only these",
              ),
            ),
            [...places].slice(0, 10).map((place) => h("dd", {}, prose(texts[place] ?? ""))),
          ),
        ),
    ),
  );
}
