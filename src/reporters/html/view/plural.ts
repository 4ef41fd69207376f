// How many of a thing, in words.

const count = new Intl.NumberFormat("en-US");

/** 5,000 */
export const number = (value: number): string => count.format(value);

export function plural(value: number, noun: string): string {
  if (value === 1) return `1 ${noun}`;
  if (noun.endsWith("statistics")) return `${number(value)} ${noun}`;
  const regular = /(?:s|x|ch|sh)$/.test(noun)
    ? `${noun}es`
    : /[^aeiou]y$/.test(noun)
      ? `${noun.slice(0, -1)}ies`
      : `${noun}s`;
  return `${number(value)} ${regular}`;
}
