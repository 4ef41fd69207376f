// What a connection was given, parameter by parameter, and by what. A message may name the parameter and where it stands, but
// never a value: any may be a password in the wrong place.

import { SourceError } from "../../errors.ts";
import { didYouMean } from "../../input/nearest.ts";
import { parameters } from "./parameters.ts";

export interface Given {
  readonly value: string;
  /** For messages: `PGSSLMODE`, `the service prod`; undefined of the locator itself. */
  readonly from?: string;
}

export type Settings = ReadonlyMap<string, Given>;

export const valueIn = (settings: Settings, name: string): string | undefined => settings.get(name)?.value;

/** The value, or undefined where none or an empty one is given. */
export const textOf = (settings: Settings, name: string): string | undefined => valueIn(settings, name) || undefined;

export class ConnectionError extends SourceError {}

/** @throws ConnectionError naming the parameter and the likely one that is meant */
export function refuseUnknown(name: string): void {
  if (Object.hasOwn(parameters, name)) return;
  throw new ConnectionError(
    `the connection parameter ${show(name)} is unknown.${didYouMean(name, Object.keys(parameters))} Remove parameters that libpq does not have.`,
  );
}

/** @throws ConnectionError at the first value that can't be honoured */
export function refuseUnsupported(settings: Settings): void {
  for (const [name, { value, from }] of settings) {
    const problem = parameters[name]?.check?.(value);
    if (problem === undefined) continue;
    throw new ConnectionError(`${name}${from === undefined ? "" : ` (from ${from})`} ${problem}`);
  }
}

/** A name as it may be shown: one that is no word may be a piece of a password. */
const show = (name: string) => (/^[a-z_]{1,40}$/i.test(name) ? name : "with characters other than letters");
