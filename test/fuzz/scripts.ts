// What is mutated: small scripts of our own, and beside them dumps of the reference data where it is there.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { sharedFolder } from "../support/corpus.ts";

const test = join(import.meta.dirname, "..");

export const ownScripts: readonly string[] = [
  join(test, "fuzz/scripts/library.sql"),
  join(test, "fuzz/scripts/session.sql"),
  join(test, "corpus/own/clinic/live.sql"),
  join(test, "corpus/own/forum/live.sql"),
  join(test, "fixtures/shop/declared.sql"),
];

/** Small ones: a case should take a second. */
const dumps = ["dor_services", "semaphore_hub", "temporal", "sakila", "bytebase"];

export function allScripts(): readonly string[] {
  const shared = sharedFolder();
  const folder = join(shared ?? "", "corpus/dumps");
  const there = shared === undefined ? [] : dumps.map((name) => join(folder, `${name}.sql`)).filter(existsSync);
  return [...ownScripts, ...there];
}
