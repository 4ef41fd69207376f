// A table, view or schema that the database does not have.

import type { RefusalClass } from "../class.ts";
import { nameIn } from "./known.ts";

export const missingTable: RefusalClass = {
  name: "missing-table",
  severity: "blocker",
  summary: "tables that the schema does not have",
  claims: ({ code, message }, { facts }) => {
    if (!["42P01", "3F000"].includes(code) && !message.startsWith("cross-database references")) return undefined;
    const elsewhere = facts?.relations.find(({ name }) => name === nameIn(message));
    if (elsewhere === undefined) return {};
    return {
      advice: `It is in the schema ${elsewhere.schema}. Write ${elsewhere.schema}.${elsewhere.name}, or pass --search-path ${elsewhere.schema}.`,
    };
  },
  example: "SELECT id FROM invoice",
  nearMiss: "WITH invoice AS (SELECT id FROM account) SELECT id FROM invoice",
};
