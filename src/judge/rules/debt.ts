// What makes a project's own rule a reviewed debt: why it is there, whose it is, until when, for what exactly and how often.

import { isDeepStrictEqual } from "node:util";
import type { Drift } from "../../catalog/drift.ts";
import { type Check, type Fields, isFields, show } from "../../input/fields.ts";
import { refuseUnwritten, reviewedOf } from "../../input/reviewed.ts";
import type { Debt, Expect, Rule } from "./rule.ts";

export const debtFields = ["reason", "owner", "issue", "expires", "expect", "max"] as const;

export function debtOf(fields: Fields, check: Check): Debt {
  const reason = check.optionalText(fields, "reason");
  if (reason !== undefined) refuseUnwritten(reason, "this drift", check);
  const reviewed = reviewedOf(fields, check);
  const { max } = fields;
  if (max !== undefined && !(typeof max === "number" && Number.isSafeInteger(max) && max >= 1))
    check.fail("max", `must be a whole number, 1 or more, not ${show(max)}`);
  const expected = expectOf(fields.expect, check);
  return {
    ...(reason !== undefined && { reason }),
    ...reviewed,
    ...(expected !== undefined && { expect: expected }),
    ...(typeof max === "number" && { max }),
  };
}

function expectOf(fields: unknown, check: Check): Expect | undefined {
  if (fields === undefined) return undefined;
  if (!isFields(fields)) return check.fail("expect", "must be a mapping with declared and live");
  check.onlyFields(fields, ["declared", "live", "contents"], "expect.");
  const contents = check.optionalText(fields, "contents", "expect.");
  return {
    declared: check.side(fields, "declared", "expect."),
    live: check.side(fields, "live", "expect."),
    ...(contents !== undefined && { contents }),
  };
}

/** Is it still the drift that was reviewed? */
export function isExpected({ expect }: Rule, { declared, live, contents }: Drift): boolean {
  if (expect === undefined) return true;
  return isDeepStrictEqual([declared, live, contents], [expect.declared, expect.live, expect.contents]);
}

/** Why it is not. */
export function unexpected({ expect }: Rule, { declared, live, contents }: Drift): string {
  if (expect === undefined || !isDeepStrictEqual([declared, live], [expect.declared, expect.live]))
    return "the two values differ from those that the rule expects";
  return expect.contents === undefined
    ? `the object has parts, which the rule does not expect. Add contents: ${contents} to expect them`
    : "the parts of the object differ from those that the rule expects";
}
