// Plain SQL, for psql or whatever runs a file statement by statement.

import { loadParser } from "../../sql/parse.ts";
import { comments, headOf } from "./comments.ts";
import type { PlanFormat } from "./format.ts";
import { fileOf, paragraphsOf } from "./sql-text.ts";
import { unitsOf } from "./units.ts";

export const sql: PlanFormat = {
  name: "sql",
  summary: "one file for psql, each transaction in its own BEGIN and COMMIT",
  out: "the file to be written",
  draft: async (plan, { path, lockTimeout }) => {
    await loadParser();
    const head = comments("-- ", headOf(plan, { at: 1, of: 1 }));
    const run = '-- run it with: psql -X -v ON_ERROR_STOP=1 -f FILE "$DATABASE_URL"';
    const steps = unitsOf(plan.statements, []).map(({ up }) => up);
    const paragraphs = steps.flatMap((step) => paragraphsOf(step, { lockTimeout, hasTransaction: true }));
    return { files: [{ file: path, text: fileOf([...head, run].join("\n"), ...paragraphs) }] };
  },
};
