// A text as SQL takes it, with standard_conforming_strings on.

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
