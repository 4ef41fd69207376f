// By which index CLUSTER sorts a table. It does so only when it is asked to.

import type { Equivalence } from "./equivalence.ts";
import { saidInCode } from "./named-in-code.ts";

export const unclustered: Equivalence = {
  name: "unclustered",
  summary: "No function says CLUSTER, which without an index's name needs one that is chosen.",
  about: { kind: ["index", "constraint"], type: ["changed"], attribute: ["clustered"] },
  prove: (_, comparison) =>
    saidInCode(["cluster"], comparison, "clusters tables, and may leave it to the table by which index") ??
    "rows are in no order but that in which the last CLUSTER left them",
};
