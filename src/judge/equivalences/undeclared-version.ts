// An extension of which the declared side names no version: it takes what a server installs.

import { declined, type Equivalence } from "../equivalence.ts";

export const undeclaredVersion: Equivalence = {
  name: "undeclared-version",
  summary: "The declared side names no version of the extension, as in CREATE EXTENSION without VERSION.",
  about: { kind: ["extension"], type: ["changed"], attribute: ["version"] },
  prove: ({ declared, live }) =>
    declared === undefined || declared === null
      ? `no version is declared, and the live one is ${String(live)}`
      : declined(`the declared side names version ${String(declared)}`),
};
