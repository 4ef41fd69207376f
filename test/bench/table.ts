// Numbers to Markdown tables on stdout. Progress goes to stderr, so that stdout can be kept.

import type { Usage } from "./measure.ts";

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

export function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((cell, at) => Math.max(cell.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, at) => (cells[at] ?? "").padEnd(width)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  print(["", title, "", line(head), rule, ...rows.map(line), ""].join("\n"));
}

/** The middle one, or the mean of the two in the middle; undefined if any is. */
export function median(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  if (known.length === 0 || known.length < values.length) return undefined;
  const [low, high] = [known[Math.floor((known.length - 1) / 2)], known[Math.ceil((known.length - 1) / 2)]];
  return ((low ?? 0) + (high ?? 0)) / 2;
}

/** Medians of the same thing measured several times. */
export function medians(usages: readonly Usage[]): Record<"wallMs" | "cpuMs" | "peakMb", number | undefined> {
  return {
    wallMs: median(usages.map(({ wallMs }) => wallMs)),
    cpuMs: median(usages.map(({ cpuMs }) => cpuMs)),
    peakMb: median(usages.map(({ peakMb }) => peakMb)),
  };
}

/** The median of what each measurement is to its neighbour in time: the machine's own drift is in both and cancels. */
export function ratio(ones: readonly Usage[], others: readonly Usage[]): number | undefined {
  if (others.length === 0) return undefined;
  return median(ones.map(({ wallMs }, at) => wallMs / (others[at]?.wallMs ?? Number.NaN)));
}

export const quotient = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? undefined : one / other;

const told = (value: number | undefined, text: (value: number) => string) => (value === undefined ? "–" : text(value));

export const seconds = (ms: number | undefined) => told(ms, (it) => `${(it / 1000).toFixed(2)} s`);
export const milliseconds = (ms: number | undefined) => told(ms, (it) => it.toFixed(it < 10 ? 1 : 0));
export const megabytes = (mb: number | undefined) => told(mb, (it) => `${it.toFixed(it < 10 ? 2 : 0)} MB`);
export const times = (factor: number | undefined) => told(factor, (it) => `${it.toFixed(2)}×`);
export const count = (value: number) => value.toLocaleString("en");
