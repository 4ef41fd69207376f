// Every option, once. `--help`, driftcheck.yaml, its JSON Schema and docs/options.md follow from here: a new option is one
// entry in one of these files, and the place that uses it.

import { auditing } from "./auditing.ts";
import { comparison } from "./comparison.ts";
import { gating } from "./gating.ts";
import { ignoring } from "./ignoring.ts";
import { limits } from "./limits.ts";
import { migrations } from "./migrations.ts";
import type { CommandName, Forms, OptionEntry, Options } from "./option.ts";
import { output } from "./output.ts";
import { schemas } from "./schemas.ts";
import { setup } from "./setup.ts";

type Table = typeof schemas &
  typeof comparison &
  typeof ignoring &
  typeof migrations &
  typeof output &
  typeof limits &
  typeof setup &
  typeof auditing &
  typeof gating;

export type OptionName = keyof Table;

/** By the heading that `--help` and the documentation give them, in their order. */
export const optionGroups: Readonly<Record<string, Options>> = {
  Schemas: schemas,
  Comparison: comparison,
  Ignoring: ignoring,
  Migrations: migrations,
  Output: output,
  Limits: limits,
  Setup: setup,
  Audit: auditing,
  Gate: gating,
};

export const options = Object.assign({}, ...Object.values(optionGroups)) as Readonly<Record<OptionName, OptionEntry>>;

/** `map-schema` is `mapSchema` in code. */
type Camel<S extends string> = S extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Camel<Rest>>}` : S;

type Taken<C extends CommandName> = {
  readonly [N in OptionName]: Forms[Table[N]["form"]] extends never
    ? never
    : C extends Table[N]["commands"][number]
      ? N
      : never;
}[OptionName];

/** Those that are always there: the command line asks for them, or gives their preset. */
type Sure<C extends CommandName> = {
  readonly [N in OptionName]: Table[N] extends { readonly preset: string }
    ? N
    : Table[N] extends { readonly required: readonly (infer R)[] }
      ? C extends R
        ? N
        : never
      : never;
}[OptionName];

/** What the command line says to a command. An option that the command does not take is not in here. */
export type OptionsOf<C extends CommandName> = {
  readonly [N in Exclude<Taken<C>, Sure<C>> as Camel<N>]?: Forms[Table[N]["form"]];
} & { readonly [N in Extract<Taken<C>, Sure<C>> as Camel<N>]: Forms[Table[N]["form"]] };

/** The options that an environment of driftcheck.yaml may say, and the form of each. */
export type FormsInFile = {
  readonly [N in OptionName as Table[N] extends { readonly inFile: string } ? Camel<N> : never]: Table[N]["form"];
};

export const camelCase = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
