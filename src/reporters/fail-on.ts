// Which drift fails a check: by what it is, or by how grave it is. What is named decides the exit code, and hides nothing.

import type { Drift } from "../catalog/drift.ts";
import type { Report } from "./reporter.ts";
import { number } from "./words.ts";

const types = ["missing", "unexpected", "changed"] as const;

/** `semantic` drift changes what the application can rely on; of `review` drift nobody can tell without a look; `data` is what --data finds. */
const severities = ["semantic", "review", "data"] as const;

export const failOnNames = [...types, ...severities] as const;

const severityOf = ({ review }: Drift): (typeof severities)[number] => (review ? "review" : "semantic");

/**
 * Whether a check fails. Types and severities that are named together must both be met; what is no drift (a stale rule under
 * --strict, a changed migration) fails always.
 */
export function fails({
  drift,
  data = [],
  failures = [],
  failOn: on,
}: Pick<Report, "drift" | "data" | "failures" | "failOn">): boolean {
  if (failures.length > 0) return true;
  if (on === undefined) return drift.length + data.length > 0;
  const meets = (names: readonly string[], name: string) =>
    !names.some((each) => on.includes(each)) || on.includes(name);
  const isAsked = on.some((name) => name !== "data");
  return (
    (on.includes("data") && data.length > 0) ||
    (isAsked && drift.some((each) => meets(types, each.type) && meets(["semantic", "review"], severityOf(each))))
  );
}

/** In a sentence, where --fail-on lets some of it pass, or all of it. */
export function passedText(report: Report): string | undefined {
  const { drift, data = [], failOn } = report;
  if (failOn === undefined) return undefined;
  const alone = [...drift.map((each) => ({ drift: [each] })), ...data.map((each) => ({ drift: [], data: [each] }))];
  const failing = alone.filter((each) => fails({ ...each, failOn })).length;
  const [all, by] = [alone.length, `the check (--fail-on ${failOn.join(",")}).`];
  if (failing === all) return undefined;
  if (failing > 0) return `${number(failing)} of ${number(all)} ${failing === 1 ? "fails" : "fail"} ${by}`;
  return all === 1 ? `It does not fail ${by}` : `None of them fails ${by}`;
}
