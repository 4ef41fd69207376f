// Options whose values are secrets were never read: what has one is written without it, and says so.

import type { Attributes } from "../catalog/catalog.ts";
import { notRead } from "../kinds/foreign-options.ts";
import { list } from "../kinds/row.ts";
import { type ForeignOption, foreignOptionsOf } from "./options.ts";

export interface Readable {
  readonly options: readonly ForeignOption[];
  /** For the statement that leaves the others out. */
  readonly lacking: { readonly lacks?: string };
}

export function readableOptions(own: Attributes, attribute: string): Readable {
  const all = foreignOptionsOf(list(own, attribute));
  const secret = all.filter(({ value }) => value === notRead);
  if (secret.length === 0) return { options: all, lacking: {} };
  const names = secret.map(({ name }) => name).join(", ");
  const lacks = `Written without its ${secret.length === 1 ? "option" : "options"} ${names}, as secrets are never read`;
  return { options: all.filter(({ value }) => value !== notRead), lacking: { lacks } };
}
