// Names that would be markup, script, or a trick on the eye, if a page took them for anything but text.

import type { Drift, DriftType, IgnoredDrift } from "../../../src/catalog/drift.ts";
import { memberId, objectId } from "../../../src/catalog/object-id.ts";
import type { Report } from "../../../src/reporters/reporter.ts";
import { hostileNames } from "../hostile.ts";

const known = [
  "<script>alert(1)</script>",
  "</script><script>alert(1)</script>",
  "<!--<script>",
  "--></style><style>*{display:none}</style>",
  '"><img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  "<iframe src=javascript:alert(1)></iframe>",
  "<a href=javascript:alert(1)>x</a>",
  "<base href=//example.com/>",
  "<meta http-equiv=refresh content=0;url=//example.com/>",
  "<link rel=stylesheet href=//example.com/x.css>",
  "</title></textarea></noscript></template><h1>",
  "javascript:alert(1)",
  "&lt;b&gt; &amp;amp; &#60;i&#62;",
  "{{constructor.constructor('alert(1)')()}} $\u007balert(1)}",
  "__proto__",
  "constructor",
  "]]>",
  "\u2028\u2029\u202e\u200b\ufeff\u0000\u001b[31m",
  "\ud800",
  "a\tb\nc\rd",
  "-1; DROP TABLE x",
  "' OR ''='",
  "$(touch x) `touch x`",
];

/** Those of every reporter, and before them what is made for a page. */
export const namesForPage = (count: number, seed: number): string[] => [
  ...known,
  ...hostileNames(count - known.length, seed),
];

/** Each name in each place where a report has one. */
export function hostileReport(names: readonly string[]): Report {
  const at = (index: number) => names[index % names.length] ?? "";
  const drift = names.map((name, index): Drift => {
    const table = objectId("table", [at(index + 1), at(index + 2)]);
    const type = (["missing", "unexpected", "changed"] as const)[index % 3] as DriftType;
    const value = { [name]: name, list: [name, at(index + 3)] };
    const text = index % 2 === 0 ? name : `${name}\n${at(index + 3)}\n${name}`;
    return {
      type,
      id: index % 5 === 0 ? objectId("function", [at(index), name], name) : memberId("column", table, name),
      ...(type === "changed" && { attribute: name }),
      declared: type === "changed" ? text : type === "missing" ? value : null,
      live: type === "changed" ? `${at(index + 4)}\n${name}` : type === "unexpected" ? value : null,
      ...{ loss: at(index % 50), because: name, unproven: at(index + 5), finding: at(0), holds: { [name]: 2 } },
    };
  });
  const ignored = drift.map(
    (each, index): IgnoredDrift => ({ ...each, rule: at(index % 40), because: at(index % 60) }),
  );
  const tables = names.slice(0, 12).map((name) => objectId("table", ["public", name]));
  const side = { locator: at(3), server: at(4), found: at(5) };
  const first = tables[0] ?? objectId("table", ["x"]);
  return {
    ...{ version: 1, outcome: "drift", declared: side, live: side, drift, ignored },
    ...{ failures: names.slice(0, 40), hints: names.slice(0, 40) },
    ...{ compared: { [at(6)]: 1 }, coverage: { [at(6)]: { declared: 1, live: 2 } } },
    notCompared: names.slice(0, 40).map((name) => ({ what: name, side: "live", count: 1, reason: name, id: first })),
    affected: {
      tables: tables.map((id) => ({ id, on: "both", drifts: 1 })),
      foreignKeys: tables.map((id) => ({ id, table: id, columns: [at(7)], references: first, on: "live" })),
    },
    migrations: {
      ...{ tool: at(8), table: at(9), recorded: [at(10)], heads: [at(11)], comparedAtRecorded: false },
      pending: names.slice(0, 40).map((name) => ({ id: name, file: name, title: name })),
    },
    data: [{ kind: "index not valid", id: first, says: at(12), fix: at(13) }],
    findings: [{ id: at(0), says: at(1), count: 2 }],
    baselined: drift.slice(0, 40).map((each) => ({ ...each, fingerprint: at(2) })),
    fixedInBaseline: [{ type: "missing", id: at(3), declared: null, live: null, fingerprint: at(4) }],
    staleRules: [{ rule: at(5), reason: at(6) }],
    disabledRules: [{ rule: at(7), in: at(8) }],
  };
}
