// Options as statements take them, of the lists in which a catalog has them: `name=value`.

import { unquoted } from "../catalog/object-id.ts";
import { identifier } from "../sql/identifier.ts";
import { literal } from "../sql/literal.ts";

const plainValue = /^(?:[a-z_]+|-?\d+(?:\.\d+)?)$/;

/** `WITH (fillfactor=70)`'s inside. A name may have a namespace: `toast.autovacuum_enabled`. */
export function storageParameters(options: readonly string[]): string {
  const written = options.map((option) => {
    const at = option.indexOf("=");
    const [name, value] = at < 0 ? [option, ""] : [option.slice(0, at), option.slice(at + 1)];
    const spelled = name.split(".").map(identifier).join(".");
    return `${spelled}=${plainValue.test(value) ? value : literal(value)}`;
  });
  return written.join(", ");
}

export interface ForeignOption {
  readonly name: string;
  readonly value: string;
}

/** Names are quoted where they must be. */
export function foreignOptionsOf(options: readonly string[]): ForeignOption[] {
  return options.map((option) => {
    const [name = ""] = /^"(?:[^"]|"")*"|^[^=]*/.exec(option) ?? [];
    return { name: unquoted(name), value: option.slice(name.length + 1) };
  });
}

/** ` OPTIONS (…)`, or nothing. */
export function optionsClause(options: readonly ForeignOption[]): string {
  const written = options.map(({ name, value }) => `${identifier(name)} ${literal(value)}`);
  return written.length === 0 ? "" : ` OPTIONS (${written.join(", ")})`;
}
