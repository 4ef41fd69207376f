// Nouns in the plural, for every reporter.

/** Of one noun, whatever words stand before it. */
export function pluralOf(noun: string): string {
  if (noun.endsWith("statistics")) return noun;
  if (/(?:s|x|ch|sh)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
