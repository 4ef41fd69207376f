// What a plan says of itself in one line: what is missing stands first. No database is needed for a sentence.

import { expect, test } from "vitest";
import { objectId } from "../../src/catalog/object-id.ts";
import type { Plan, Proof, Refused } from "../../src/plan/plan.ts";
import { verdict } from "../../src/plan/verdict.ts";
import { planOf, withLabel } from "./formats/example.ts";

const label = objectId("enum", ["public", "state"]);
const key = objectId("constraint", ["public", "pos", "pc"]);
const none = { ran: 0, of: 0, gone: [], left: [], added: [], changedNoise: [] };

function said(outcome: Plan["outcome"], proof: Partial<Proof>, refused: readonly Refused[], more: Partial<Plan> = {}) {
  const plan = planOf(withLabel);
  return verdict({ ...plan, outcome, refused, proof: { ...plan.proof, ...proof }, ...more });
}

test("a way back that is not whole is told where the plan is called proven", () => {
  const refused = [{ id: label, attribute: "labels", reason: "PostgreSQL removes no label", isReverse: true }] as const;
  const counts = "2 of 2 statements; 2 drifts gone, 0 new";
  expect(said("proven", { wayBack: "whole" }, [])).toBe(`proven: ${counts}`);
  expect(said("proven", { wayBack: "incomplete" }, refused)).toBe(
    `proven, but the way back is incomplete: ${counts}. No way back for enum:public.state labels`,
  );
  expect(said("proven", { wayBack: "none" }, refused)).toMatch(/^proven, but no way back: 2 of 2 statements; /);
});

test("why a plan is unproven stands before what of it is proven", () => {
  const refused = ["generated", "expression", "expression"].map((attribute) => ({ id: key, attribute, reason: "no" }));
  expect(said("unproven", {}, refused)).toBe(
    "unproven: 2 drifts not planned. Of the rest, proven: 2 of 2 statements; 2 drifts gone, 0 new",
  );
  const back = { ...none, left: [key], added: [key] };
  expect(said("unproven", { reverse: back }, [])).toBe(
    "unproven: the way back leaves: constraint:public.pos.pc. Ran: 2 of 2 statements; 2 drifts gone, 0 new",
  );
  const left = said("unproven", { ...none, losing: { gone: [], left: [key] } }, []);
  expect(left).toBe("unproven: still there: constraint:public.pos.pc");
});
