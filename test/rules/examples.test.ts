// Every example of every rule of the shipped preset: what it ignores, and the near miss that it keeps.

import { describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/catalog.ts";
import type { Drift } from "../../src/catalog/drift.ts";
import { objectId } from "../../src/catalog/object-id.ts";
import { type Comparison, diff } from "../../src/compare/diff/diff.ts";
import { isProof, untold } from "../../src/judge/equivalence.ts";
import { applyRules } from "../../src/judge/rules/apply.ts";
import { loadShipped } from "../../src/judge/rules/load.ts";
import type { Example, Rule } from "../../src/judge/rules/rule.ts";
import { rulingOf } from "../../src/judge/rules/ruling.ts";
import { kindNamed } from "../../src/kinds/registry.ts";
import { useEmbedded } from "../support/pglite.ts";
import { sample } from "../support/sample.ts";

const preset = await loadShipped();
const read = useEmbedded();
const today = "2026-01-01";

const isSql = (value: Example["declared"]): value is string =>
  typeof value === "string" && value.trimEnd().endsWith(";");

async function compareSql({ declared, live }: Example): Promise<Comparison> {
  return diff(await read(String(declared)), await read(String(live)), (object, usedBy) =>
    kindNamed(object.kind)?.shape?.(object, usedBy),
  );
}

/** Two values of an attribute, as a drift of a column that has no other. */
function compareValues({ match }: Rule, { declared, live }: Example): Comparison {
  const id = objectId(match.kind ?? "column", ["public", "t", "c"]);
  const drift: Drift = { type: "changed", id, attribute: match.attribute ?? "", declared, live };
  const empty: Catalog = { server: "18", objects: new Map(), notCompared: [] };
  return { declared: empty, live: empty, drift: [drift], liveOf: () => undefined, declaredOf: () => undefined };
}

const isUntold = (ruling: ReturnType<typeof rulingOf>) =>
  ruling !== undefined && !isProof(ruling) && ruling.declined.startsWith(untold);

/** By day one of each rule, ignored or kept, another one every day. */
const some = (examples: Rule["examples"] = []) => sample(examples, 1);

describe.each(preset)("$id", (rule) => {
  test.each(some(rule.examples))("declared $declared, live $live, ignored $ignored", async (example) => {
    const comparison = isSql(example.declared) ? await compareSql(example) : compareValues(rule, example);
    expect(comparison.drift, "the two sides must differ").not.toEqual([]);
    const { drift, ignored } = await applyRules(comparison, [rule], today);
    if (example.ignored) expect(ignored.map(({ because }) => because)).not.toEqual([]);
    else expect({ ignored, keptSomething: drift.length > 0 }).toEqual({ ignored: [], keptSomething: true });
    expect(drift.map((each) => rulingOf(rule, each, comparison)).filter(isUntold), "says why it declined").toEqual([]);
  });
});
