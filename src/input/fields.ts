// Reads the fields of what a person wrote. Every mistake is refused with the file, the subject and the field.

import type { Attributes, AttributeValue } from "../catalog/catalog.ts";
import { RuleError } from "../errors.ts";

export type Fields = Readonly<Record<string, unknown>>;

export class Check {
  readonly #file: string;
  readonly #subject: string;

  constructor(file: string, subject: string) {
    this.#file = file;
    this.#subject = subject;
  }

  fail(field: string, problem: string): never {
    throw new RuleError(`${this.#file}: ${this.#subject}: field ${field}: ${problem}`);
  }

  onlyFields(fields: Fields, known: readonly string[], path = ""): void {
    for (const name of Object.keys(fields)) {
      if (!known.includes(name)) this.fail(path + name, `is unknown; known are ${known.join(", ")}`);
    }
  }

  text(fields: Fields, name: string, path = ""): string {
    const value = fields[name];
    if (typeof value !== "string" || value.trim() === "")
      this.fail(path + name, value === undefined ? "is missing" : "must be text");
    return value;
  }

  optionalText(fields: Fields, name: string, path = ""): string | undefined {
    return fields[name] === undefined ? undefined : this.text(fields, name, path);
  }

  /** The value of one side of a drift: an attribute's, all attributes of an object, or null for nothing. */
  side(fields: Fields, name: string, path = ""): AttributeValue | Attributes | null {
    const value = fields[name];
    if (value === undefined) this.fail(path + name, "is missing. Write null for nothing.");
    if (value === null || isAttributeValue(value)) return value;
    if (isFields(value) && Object.values(value).every(isAttributeValue)) return value as Attributes;
    return this.fail(path + name, "must be an attribute's value, a mapping of attributes, or null");
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isAttributeValue(value: unknown): value is AttributeValue {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return true;
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

export const show = (value: unknown): string => JSON.stringify(value);

export const unknown = (value: string, known: readonly string[]): string =>
  `${show(value)} is unknown; known are ${known.join(", ")}`;
