// Every query that --data sends to a live server, with its purpose.

import type { Asked } from "../read/queries.ts";
import { majorQuery } from "./data.ts";
import { looks } from "./registry.ts";
import { questionFor } from "./sequences.ts";
import { begin, type DataLimits, dataSettings, end } from "./session.ts";

/** For a server of this major. Each but the first two and the last stands between these, in a transaction of its own. */
export function queriesOfData(major: number, limits: DataLimits): Asked[] {
  return [
    { purpose: "--data: begin a transaction, which can only read; before each of the following", sql: begin },
    {
      purpose: "--data: limit waiting, until the transaction ends; before each of the following",
      sql: dataSettings(limits),
    },
    { purpose: "--data: the server's version", sql: majorQuery },
    ...looks.map(({ name, listing }) => ({ purpose: `--data: ${name}`, sql: listing(major) })),
    {
      purpose:
        "--data: how far a sequence and its column are; :column, :table and :sequence stand for names, :n for a number",
      sql: questionFor({ at: ":n", column: ":column", table: ":table", sequence: ":sequence", extreme: "max" }),
      when: "for each sequence that numbers a column, up to 100 in one query; min instead of max if it counts down",
    },
    { purpose: "--data: end a transaction; after each", sql: end },
    { purpose: "--data: end a transaction that failed", sql: "ROLLBACK", when: "after an error" },
  ];
}
