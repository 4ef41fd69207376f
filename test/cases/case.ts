// What a folder of ../shared/cases asks for: its two sides, and what its expect.json says of them.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Major, majors } from "../support/servers/install.ts";

interface Expectation {
  readonly exit: number;
  /** Objects that the drift names. */
  readonly ids?: readonly string[];
  readonly args?: readonly string[];
  /** Phrases that no sentence of the report has. The other way round one may be right. */
  readonly not?: readonly string[];
  readonly why: string;
  /** Which servers the live side is loaded into, in words. */
  readonly server?: string;
}

export interface Case extends Expectation {
  readonly name: string;
  readonly folder: string;
  /** A file or a folder, as `live` is. */
  readonly declared: string;
  readonly live: string;
}

/** Every case in this folder. `restore` is none: its scripts come without a word on what a check of them says. */
export function casesIn(cases: string): Case[] {
  const names = readdirSync(cases).filter((name) => !name.endsWith(".md"));
  return names.flatMap((name) => {
    const folder = join(cases, name);
    const entries = readdirSync(folder);
    if (!entries.includes("expect.json")) return [];
    const side = (which: string) => join(folder, entries.find((entry) => /^[^.]*/.exec(entry)?.[0] === which) ?? which);
    const expectation = JSON.parse(readFileSync(join(folder, "expect.json"), "utf8")) as Expectation;
    return [{ ...expectation, name, folder, declared: side("declared"), live: side("live") }];
  });
}

/** The majors that the words name: of `15.20` it is 15. */
export function majorsNamed(words: string): Major[] {
  const numbers = (words.match(/\d+/g) ?? []).map(Number);
  return majors.filter((major) => numbers.includes(major));
}

/** The arguments for sides that have changed places. */
export function swapped(args: readonly string[]): string[] {
  return args.map((arg, at) => (args[at - 1] === "--map-schema" ? arg.split("=").reverse().join("=") : arg));
}
