// TRUNCATE: MySQL starts AUTO_INCREMENT again, PostgreSQL goes on with the sequence, and can undo it.

import { isTree } from "../../../sql/parse.ts";
import type { MeaningClass } from "../class.ts";

export const truncateIdentity: MeaningClass = {
  name: "truncate-identity",
  severity: "changed-meaning",
  summary: "TRUNCATE keeps sequences",
  finds: ({ tree }) => {
    const statement = tree?.TruncateStmt;
    if (!isTree(statement) || statement.restart_seqs === true) return [];
    return [
      {
        message: "TRUNCATE leaves sequences as they are in PostgreSQL; in MySQL AUTO_INCREMENT starts again at 1.",
        advice: "Write TRUNCATE … RESTART IDENTITY if numbers should start again.",
        source: "https://www.postgresql.org/docs/current/sql-truncate.html",
      },
    ];
  },
  example: "TRUNCATE TABLE orders",
  nearMiss: "TRUNCATE TABLE orders RESTART IDENTITY",
};
