// MySQL's dates of zeros, which are no dates to PostgreSQL.

import { wordAt } from "../../statement/words.ts";
import type { RefusalClass } from "../class.ts";

export const zeroDate: RefusalClass = {
  name: "zero-date",
  severity: "blocker",
  summary: "dates of zeros",
  claims: ({ code, at }, { words }) => {
    const literal = words[wordAt(words, at)]?.text ?? "";
    if (!code.startsWith("22") || !/^'(?:0000-|\d{4}-00|\d{4}-\d{2}-00)/.test(literal)) return undefined;
    return {
      advice: "Store NULL instead, and write IS NULL for the comparison. pgloader turns such dates into NULL.",
      source: "https://pgloader.readthedocs.io/en/latest/ref/mysql.html",
    };
  },
  example: "SELECT id FROM account WHERE created = '0000-00-00 00:00:00'",
  nearMiss: "SELECT id FROM account WHERE email = '0000-00-00 00:00:00'",
};
