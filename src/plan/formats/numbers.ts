// The numbers of new migrations: in the style of those that are there, and after them all.

/** `timestamp` is of fourteen digits, in UTC; `unix` counts seconds; `sequence` counts migrations. */
export type Style = "timestamp" | "unix" | "sequence";

/**
 * @param there the numbers that are taken, as they are written
 * @param otherwise the style where there are none
 */
export function nextNumbers(
  count: number,
  there: readonly string[],
  now: Date,
  otherwise: { readonly style: Style; readonly width?: number },
): string[] {
  const highest = there.reduce<string | undefined>(
    (one, other) => (one === undefined || BigInt(other) > BigInt(one) ? other : one),
    undefined,
  );
  const style = highest === undefined ? otherwise.style : styleOf(highest);
  const width = highest === undefined ? (otherwise.width ?? 1) : highest.startsWith("0") ? highest.length : 1;
  const after = BigInt(highest ?? 0);
  return Array.from({ length: count }, (_, at) => {
    if (style === "timestamp") return stamp(later(now, after), at);
    const first = style === "unix" ? BigInt(Math.floor(now.getTime() / 1000)) : 0n;
    const number = (first > after ? first : after + 1n) + BigInt(at);
    return String(number).padStart(width, "0");
  });
}

function styleOf(number: string): Style {
  if (/^(?:19|2\d)\d{12}$/.test(number)) return "timestamp";
  return /^1\d{9}$/.test(number) ? "unix" : "sequence";
}

/** Now, or a second after the one that is there, should that lie ahead. */
function later(now: Date, after: bigint): Date {
  if (BigInt(stamp(now, 0)) > after) return now;
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(String(after)) ?? [];
  const last = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return new Date(last + 1000);
}

function stamp(date: Date, seconds: number): string {
  return new Date(date.getTime() + seconds * 1000).toISOString().replace(/\D/g, "").slice(0, 14);
}
