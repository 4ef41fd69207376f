// An enum type that only one side has, whose labels live on under another type or a CHECK. A column of it that differs is told by
// itself, and the type is no second finding.

import type { Catalog, CatalogObject } from "../../catalog/catalog.ts";
import { usersOf } from "../../catalog/members.ts";
import { bothHaveIt, declined, type Equivalence } from "../equivalence.ts";
import { counterpart, labelsOf, oneSided, sameLabels } from "../evidence/facts.ts";
import { namedInCode } from "./named-in-code.ts";

export const enumOfSameLabels: Equivalence = {
  name: "enum-of-same-labels",
  summary:
    "A column that uses the enum type has the same labels on the other side, by another type or a CHECK; each column that differs is reported by itself.",
  about: { kind: ["enum"], type: ["missing", "unexpected"] },
  prove: (drift, comparison) => {
    const sides = oneSided(drift, comparison);
    if (sides === undefined) return bothHaveIt;
    const { side, own, other } = sides;
    const users = usersOf(drift.id, own);
    const twinOf = (user: CatalogObject) => counterpart(user.id, side, comparison);
    const livesOn = users.find((user) => {
      const [one, two] = [labelsOf(user, own), labelsIn(twinOf(user), other)];
      return side === "declared" ? sameLabels(one, two) : sameLabels(two, one);
    });
    const untold = users.find(
      (user) => user.kind !== "column" || twinOf(user)?.attributes.type === user.attributes.type,
    );
    if (users.length === 0)
      return declined("no column uses the type, so nothing shows where its labels are on the other side");
    if (livesOn === undefined)
      return declined(`${users[0]?.id} uses the type and accepts other labels on the other side`);
    if (untold !== undefined) return declined(`${untold.id} uses the type and would not be reported by itself`);
    const named = side === "declared" ? namedInCode(drift.id, comparison) : undefined;
    return named ?? `${twinOf(livesOn)?.id} has its labels, and each column that uses the type is judged by itself`;
  },
};

const labelsIn = (column: CatalogObject | undefined, catalog: Catalog) => column && labelsOf(column, catalog);
