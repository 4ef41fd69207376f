// What makes something that a team accepts a reviewed debt, in whatever file it stands: why, whose it is, and until when.

import { type Check, type Fields, show } from "./fields.ts";

/** What driftcheck writes for a person to replace, and what nothing loads. */
export const unwrittenReason = "TODO";

export interface Reviewed {
  readonly owner?: string;
  readonly issue?: string;
  /** As `2027-01-31`: from this day on it is not accepted. */
  readonly expires?: string;
}

/** @param what is accepted, for messages: `this drift` */
export function refuseUnwritten(reason: string, what: string, check: Check): void {
  if (/^\s*todo\b/i.test(reason))
    check.fail("reason", `is still ${unwrittenReason}. Write why the team accepts ${what}.`);
}

/** @throws RuleError naming the field */
export function reviewedOf(fields: Fields, check: Check): Reviewed {
  const owner = check.optionalText(fields, "owner");
  const issue = typeof fields.issue === "number" ? String(fields.issue) : check.optionalText(fields, "issue");
  const expires = check.optionalText(fields, "expires");
  if (expires !== undefined && !isDate(expires))
    check.fail("expires", `must be a date like 2027-01-31, not ${show(expires)}`);
  return {
    ...(owner !== undefined && { owner }),
    ...(issue !== undefined && { issue }),
    ...(expires !== undefined && { expires }),
  };
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  // JavaScript takes 2027-02-31 for the third of March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && text.length === 10;
}

/** As `expires` is written. */
export const today = () => new Date().toISOString().slice(0, 10);

/** @param today as `2027-01-31` */
export const isExpired = ({ expires }: Reviewed, today: string): boolean => expires !== undefined && expires <= today;
