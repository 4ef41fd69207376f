// The number that a migration's id is, for tools whose version table has a bigint.

import { SourceError } from "../errors.ts";

/** @throws SourceError where the id is no number that a bigint can hold */
export function numberOf(id: string): string {
  const number = /^\d{1,30}$/.test(id) ? BigInt(id) : undefined;
  if (number === undefined || number > 9223372036854775807n)
    throw new SourceError(`the migration ${id} has no number that fits a version table. Rename its file.`);
  return String(number);
}
