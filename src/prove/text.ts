// The proof for a person: the score, every mutation that is hidden and by which rule, then what was accepted and left out.

import { printable } from "../redact.ts";
import type { Hidden, Proof } from "./proof.ts";

const shown = 20;

export function proofText(proof: Proof): string {
  return `${[...holes(proof), ...score(proof), ...accepted(proof), ...leftOut(proof)].join("\n")}\n`;
}

function holes({ holes: hidden }: Proof): string[] {
  return [...groupBy(hidden, ({ rules }) => rules.join(", "))].flatMap(([rules, of]) => {
    const by = rules === "" ? "Reported by no drift:" : `Hidden by the rule ${rules}:`;
    const lines = of
      .slice(0, shown)
      .flatMap(({ mutation, sql }) => [
        `  ${printable(mutation)}`,
        ...(sql === undefined ? [] : [`      ${printable(sql)}`]),
      ]);
    return [by, ...lines, ...more(of.length), ""];
  });
}

const more = (count: number) => (count > shown ? [`  … and ${count - shown} more (--reporter json lists all)`] : []);

function score({ total, reported, inCatalog, holes: hidden, seed }: Proof): string[] {
  const percent = total === 0 ? 0 : (100 * reported) / total;
  // A score is 100 % only if nothing at all is hidden.
  const rounded = hidden.length === 0 ? "100" : Math.min(99.99, Math.floor(percent * 100) / 100).toFixed(2);
  const sampled = seed === undefined ? "" : `, a sample with seed ${seed}`;
  return [
    `Mutation score ${rounded} %: ${number(reported)} of ${number(total)} mutations are reported${sampled}.`,
    ...(inCatalog === 0
      ? []
      : [`${number(inCatalog)} of them were made in the catalog as read, because no statement can make them here.`]),
  ];
}

function accepted({ accepted: list }: Proof): string[] {
  if (list.length === 0) return [];
  const lines = [...groupBy(list, ({ as }) => as)].map(
    ([as, of]) => `  ${String(of.length).padStart(6)}  ${as}; by ${[...new Set(of.flatMap(rulesOf))].join(", ")}`,
  );
  return ["", `${number(list.length)} more are noise and were ignored:`, ...lines];
}

const rulesOf = ({ rules }: Hidden) => (rules.length === 0 ? ["the comparison itself"] : rules);

function leftOut({ noDifference, covered, impossible }: Proof): string[] {
  const refused = Object.values(impossible).reduce((sum, count) => sum + count, 0);
  const lines = [
    ...(noDifference === 0
      ? []
      : [`${number(noDifference)} made no difference, or made the live object equal to the declared one.`]),
    ...(covered === 0 ? [] : [`${number(covered)} are in tables that are reported as a whole.`]),
    ...(refused === 0 ? [] : [`${number(refused)} are impossible here because PostgreSQL refuses them:`]),
    ...Object.entries(impossible).map(([group, count]) => `  ${String(count).padStart(6)}  ${group}`),
  ];
  return lines.length === 0 ? [] : ["", "Not counted:", ...lines.map((line) => `  ${line}`)];
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

const number = (count: number) => count.toLocaleString("en-US");
