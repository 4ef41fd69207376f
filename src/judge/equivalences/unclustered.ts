// By which index CLUSTER sorts a table. It does so only when it is asked to.

import type { Equivalence } from "../equivalence.ts";
import { saidInCode } from "./named-in-code.ts";

export const unclustered: Equivalence = {
  name: "unclustered",
  summary: "No function runs CLUSTER, which uses the chosen index when the statement names none.",
  about: { kind: ["index", "constraint"], type: ["changed"], attribute: ["clustered"] },
  prove: (_, comparison) =>
    saidInCode(["cluster"], comparison, "runs CLUSTER, possibly without naming an index") ??
    "the setting does not reorder rows; only the next CLUSTER does",
};
