// Storage parameters of tables and materialized views, with those of the TOAST tables behind them.

import { givenOptions } from "./given-options.ts";
import { list, type Row } from "./row.ts";

/** A LEFT JOIN that brings what `storageOptions` reads as `toast.options`; select it as `toast_options`. */
export function joinToast(relation: string): string {
  return `LEFT JOIN (
      SELECT oid, ${givenOptions("reloptions")} AS options FROM pg_class WHERE relkind = 't' AND reloptions IS NOT NULL
    ) toast ON toast.oid = ${relation}.reltoastrelid`;
}

/** As in `WITH (…)`. A set, in whatever order it was written. */
export function storageOptions(row: Row): string[] {
  return [...list(row, "options"), ...list(row, "toast_options").map((option) => `toast.${option}`)].sort();
}
