// A name with capitals, which PostgreSQL folds to small letters outside of quotes. MySQL and SQLite find it either way.

import type { Facts } from "../../statement/facts.ts";
import type { RefusalClass } from "../class.ts";
import { inOtherCase, nameIn } from "./known.ts";

export const foldedName: RefusalClass = {
  name: "folded-name",
  severity: "blocker",
  summary: "names whose capitals need quotes",
  claims: ({ code, message }, { facts }) => {
    if (facts === undefined || !["42P01", "42703"].includes(code)) return undefined;
    const there = inOtherCase(code === "42P01" ? relations(facts) : columns(facts), nameIn(message));
    if (there === undefined) return undefined;
    return {
      advice: `Write "${there}" in double quotes, the name in the database, or rename it there to small letters.`,
      source: "https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS",
    };
  },
  example: "SELECT displayName FROM account",
  nearMiss: 'SELECT "displayName" FROM account',
};

const relations = ({ relations: all }: Facts) => all.map(({ name }) => name);
const columns = ({ relations: all }: Facts) => all.flatMap((each) => [...each.columns.keys()]);
