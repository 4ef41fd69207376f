// How PostgreSQL reads a constant's digits, each type by its own rules: one text for each value. Undefined for what is not certain.

const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Without leading zeros: `007` is 7. */
export function readInteger(text: string): string | undefined {
  return /^[+-]?\d+$/.test(text) ? String(BigInt(text.replace(/^\+/, ""))) : undefined;
}

/** With the digits behind the point as they are, as a numeric shows them: `1.50` is not `1.5`, `1e3` is `1000`. */
export function readDecimal(text: string): string | undefined {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = decimal.exec(text) ?? [];
  const digits = whole + fraction;
  if (digits === "") return undefined;
  const point = whole.length + Number(exponent);
  const before = digits.slice(0, Math.max(point, 0)).padEnd(point, "0");
  const after = "0".repeat(Math.max(-point, 0)) + digits.slice(Math.max(point, 0));
  const shown = (before.replace(/^0+/, "") || "0") + (after === "" ? "" : `.${after}`);
  return sign === "-" && /[1-9]/.test(shown) ? `-${shown}` : shown;
}

/** The shortest decimal. Of a string the sign of zero is kept, of a number there is none. */
export function readFloat(text: string, isNumber: boolean): string | undefined {
  const value = readDecimal(text);
  if (value === undefined) return undefined;
  const shortest = withoutTrailingZeros(value);
  return shortest === "0" && text.startsWith("-") && !isNumber ? "-0" : shortest;
}

export function withoutTrailingZeros(value: string): string {
  return value.includes(".") ? value.replace(/\.?0+$/, "") : value;
}

export function readTruth(text: string): string | undefined {
  if (["true", "t", "yes", "y", "on", "1"].includes(text)) return "true";
  return ["false", "f", "no", "n", "off", "0"].includes(text) ? "false" : undefined;
}
