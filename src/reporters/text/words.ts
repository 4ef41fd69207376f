// Numbers, sentences and lists, as the text report writes them.

export const sentence = (text: string) => (/[.?!]$/.test(text) ? text : `${text}.`);

export const number = (count: number) => count.toLocaleString("en-US");

export function plural(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  if (noun.endsWith("statistics")) return `${number(count)} ${noun}`;
  const regular = /(?:s|x|ch|sh)$/.test(noun)
    ? `${noun}es`
    : noun.endsWith("y")
      ? `${noun.slice(0, -1)}ies`
      : `${noun}s`;
  return `${number(count)} ${regular}`;
}

const most = 12;

/** The first lines of a list, and how to see the others. */
export function bounded(lines: readonly string[], what: string): readonly string[] {
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `  ${most} of ${number(lines.length)} ${what} shown; --reporter json lists all.`];
}
