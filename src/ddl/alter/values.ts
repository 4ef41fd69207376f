// What alterations read of an attribute: texts, lists, options as `name=value`.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { literal } from "../../sql/literal.ts";

export const textOf = ({ attributes }: CatalogObject, name: string): string | undefined => {
  const value = attributes[name];
  return value === undefined ? undefined : String(value);
};

export const listOf = ({ attributes }: CatalogObject, name: string): readonly string[] => {
  const value = attributes[name];
  return Array.isArray(value) ? value : [];
};

export const isSet = ({ attributes }: CatalogObject, name: string): boolean => attributes[name] === true;

type Pairs = ReadonlyMap<string, string>;

/** `name=value` by name. */
export function pairsOf(options: readonly string[]): Pairs {
  return new Map(
    options.map((option) => {
      const at = option.indexOf("=");
      return at < 0 ? [option, ""] : [option.slice(0, at), option.slice(at + 1)];
    }),
  );
}

interface Differing {
  /** With values that are there only afterwards, or are others then. */
  readonly set: Pairs;
  readonly added: Pairs;
  readonly gone: readonly string[];
}

function differing(from: readonly string[], to: readonly string[]): Differing {
  const [before, after] = [pairsOf(from), pairsOf(to)];
  return {
    set: new Map([...after].filter(([name, value]) => before.has(name) && before.get(name) !== value)),
    added: new Map([...after].filter(([name]) => !before.has(name))),
    gone: [...before.keys()].filter((name) => !after.has(name)),
  };
}

/** A storage parameter's value: a number or a word stays bare, and whatever else is quoted. */
export const parameter = ([name, value]: readonly [string, string]) =>
  `${name} = ${/^(?:-?\d+(?:\.\d+)?|true|false|on|off|auto)$/.test(value) ? value : literal(value)}`;

/** `ALTER … SET (…)` and `RESET (…)`, after the words that name what is altered. */
export function setAndReset(head: string, from: readonly string[], to: readonly string[]): string[] {
  const { set, added, gone } = differing(from, to);
  const all = [...set, ...added];
  return [
    ...(gone.length > 0 ? [`${head} RESET (${gone.join(", ")})`] : []),
    ...(all.length > 0 ? [`${head} SET (${all.map(parameter).join(", ")})`] : []),
  ];
}

/** `OPTIONS (ADD …, SET …, DROP …)` of foreign data. */
export function foreignOptionsOf(from: readonly string[], to: readonly string[]): string {
  const { set, added, gone } = differing(from, to);
  return [
    ...gone.map((name) => `DROP ${name}`),
    ...[...set].map(([name, value]) => `SET ${name} ${literal(value)}`),
    ...[...added].map(([name, value]) => `ADD ${name} ${literal(value)}`),
  ].join(", ");
}

/** The name, as quote_ident put it at the start of a text, and what follows it. */
export function leadingName(text: string): { readonly name: string; readonly rest: string } {
  const match = /^(?:"((?:[^"]|"")+)"|([^\s"]+))(?: |$)/.exec(text);
  return { name: match?.[2] ?? match?.[1]?.replaceAll('""', '"') ?? "", rest: text.slice(match?.[0].length ?? 0) };
}
