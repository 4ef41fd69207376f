// What the command line makes of an option's value, by its form. The others are taken as they are.

import type { Forms } from "../config/options/option.ts";
import { reportTo } from "../config/report-to.ts";
import { longestTimeout } from "../config/timeout.ts";
import { UsageError } from "../errors.ts";
import { amongKnown } from "../input/nearest.ts";

interface Given<T> {
  readonly value: string;
  /** With its dashes, for messages. */
  readonly option: string;
  /** What the option was given already, where it is repeatable. */
  readonly before: T | undefined;
  readonly choices: readonly string[];
}

type Parse<T> = (given: Given<T>) => T;

export const parsers: { readonly [F in keyof Forms]?: Parse<Forms[F]> } = {
  seconds: ({ value, option }) =>
    wholeNumber(value, 1, longestTimeout) ??
    refuse(`${option} ${value}: write a whole number of seconds from 1 to ${longestTimeout}`),
  count: ({ value, option }) => wholeNumber(value, 1) ?? refuse(`${option} ${value}: write a whole number above 0`),
  number: ({ value, option }) => wholeNumber(value, 0) ?? refuse(`${option} ${value}: write a whole number`),
  choice: ({ value, option, choices }) => oneOf(value, option, choices),
  choices: ({ value, option, choices }) => value.split(",").map((each) => oneOf(each.trim(), option, choices)),
  mapping: ({ value, option, before = new Map() }) => {
    const [live, declared, ...rest] = value.split("=");
    if (!live || !declared || rest.length > 0) refuse(`${option} ${value}: write live=declared, as in app=public`);
    if (before.has(live)) refuse(`${option} ${value}: the live schema ${live} is mapped twice`);
    if ([...before.values()].includes(declared))
      refuse(`${option} ${value}: two live schemas are mapped to ${declared}`);
    return new Map([...before, [live, declared]]);
  },
  names: ({ value, option, before = [] }) =>
    before.includes(value) ? refuse(`${option} ${value} is given twice`) : [...before, value],
  shard: ({ value, option }) => {
    const [index = 0, of = 0] = /^(\d{1,6})\/(\d{1,6})$/.exec(value)?.slice(1).map(Number) ?? [];
    return index >= 1 && index <= of
      ? { index, of }
      : refuse(`${option} ${value}: write i/n with i from 1 to n, as in 3/16`);
  },
  globs: ({ value, before = [] }) => [...before, value],
  renames: ({ value, option, before = new Map() }) => {
    const at = value.lastIndexOf("=");
    const [live, name] = [value.slice(0, Math.max(at, 0)), value.slice(at + 1)];
    if (!live || !name) refuse(`${option} ${value}: write object=name, as in public.users.mail=email`);
    if (before.has(live)) refuse(`${option} ${value}: ${live} is renamed twice`);
    return new Map([...before, [live, name]]);
  },
  reports: ({ value, option, before = [], choices }) => [
    ...before,
    reportTo(value, choices, (problem) => refuse(`${option} ${value}: ${problem}`)),
  ],
};

function oneOf(value: string, option: string, choices: readonly string[]): string {
  if (choices.includes(value)) return value;
  return refuse(`${option} ${value} is unknown.${amongKnown(value, choices)}`);
}

function wholeNumber(value: string, from: number, to = Number.MAX_SAFE_INTEGER): number | undefined {
  const number = Number(value);
  return /^\d+$/.test(value) && number >= from && number <= to ? number : undefined;
}

function refuse(message: string): never {
  throw new UsageError(message);
}
