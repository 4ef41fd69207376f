// Storage parameters that only say how fast and how full. One that is not known here may say more, as that of an extension's method.

import { declined, type Equivalence } from "../equivalence.ts";

export const tuning: Equivalence = {
  name: "tuning",
  summary: "All parameters that differ are PostgreSQL's parameters for space, vacuuming and planning.",
  about: { kind: ["table", "index", "constraint"], type: ["changed"], attribute: ["options"] },
  prove: ({ declared, live }) => {
    const [one, other] = [declared, live].map((value) => (Array.isArray(value) ? value.map(String) : []));
    const differing = [
      ...(one ?? []).filter((each) => !other?.includes(each)),
      ...(other ?? []).filter((each) => !one?.includes(each)),
    ];
    const names = [...new Set(differing.map((each) => each.split("=")[0] ?? ""))];
    const telling = names.find((name) => !isTuning(name));
    return telling === undefined
      ? `no statement's result depends on ${names.join(", ")}`
      : declined(`${telling} may change more than how space is used`);
  },
};

function isTuning(name: string): boolean {
  const own = name.replace(/^toast\./, "");
  return own.startsWith("autovacuum_") || parameters.has(own);
}

const parameters = new Set([
  "autosummarize",
  "buffering",
  "deduplicate_items",
  "fastupdate",
  "fillfactor",
  "gin_pending_list_limit",
  "log_autoanalyze_min_duration",
  "log_autovacuum_min_duration",
  "pages_per_range",
  "parallel_workers",
  "toast_tuple_target",
  "vacuum_index_cleanup",
  "vacuum_max_eager_freeze_failure_rate",
  "vacuum_truncate",
]);
