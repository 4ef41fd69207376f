// The table in which a migration tool remembers what it has run, as the tool's own sources make it, if nothing else depends on it.

import { recognise } from "../bookkeeping/recognise.ts";
import { declined, type Equivalence } from "./equivalence.ts";

export const bookkeepingTable: Equivalence = {
  name: "bookkeeping-table",
  summary:
    "It has the name, the columns with their types and the key of a migration tool's own table, nothing besides, and nothing but that tool can depend on it.",
  about: { kind: ["table"], type: ["unexpected"] },
  prove: ({ id }, { live }) => {
    const recognised = recognise(id, live);
    if ("not" in recognised) return declined(recognised.not);
    const { tool, columns } = recognised.own;
    return `it is ${tool}'s own: it has its columns (${Object.keys(columns).join(", ")}), their types and its key`;
  },
};
