// How many of a thing, in words.

import { pluralOf } from "../../plural.ts";

const count = new Intl.NumberFormat("en-US");

/** 5,000 */
export const number = (value: number): string => count.format(value);

export const plural = (value: number, noun: string): string =>
  value === 1 ? `1 ${noun}` : `${number(value)} ${pluralOf(noun)}`;
