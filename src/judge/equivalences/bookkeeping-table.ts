// The table in which a migration tool remembers what it has run, as the tool's own sources make it, if nothing else depends on it.

import { recognise } from "../bookkeeping/recognise.ts";
import { declined, type Equivalence } from "../equivalence.ts";

export const bookkeepingTable: Equivalence = {
  name: "bookkeeping-table",
  summary:
    "The table has exactly the name, columns, types and key of a migration tool's table, and no other object depends on it.",
  about: { kind: ["table"], type: ["unexpected"] },
  prove: ({ id }, { live }) => {
    const recognised = recognise(id, live);
    if ("not" in recognised) return declined(recognised.not);
    const { tool, columns } = recognised.own;
    return `it is ${tool}'s table: it has exactly its columns (${Object.keys(columns).join(", ")}), types and key`;
  },
};
