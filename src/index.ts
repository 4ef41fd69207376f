// The public API: what `driftcheck check` and `driftcheck snapshot` do, for programs.

export { type BootstrapOptions, bootstrap } from "./bootstrap/bootstrap.ts";
export type { Attributes, AttributeValue, Catalog, CatalogObject } from "./catalog/catalog.ts";
export type { Drift, DriftType, IgnoredDrift } from "./catalog/drift.ts";
export { type CheckOptions, check } from "./check.ts";
export type { Scope } from "./compare/in-scope.ts";
export { DriftcheckError, RuleError, SnapshotError, SourceError, UsageError } from "./errors.ts";
export { type Explained, type ExplainedDrift, explainObject } from "./explain.ts";
export { type Accepted, loadBaseline, writeBaseline } from "./judge/baseline.ts";
export { loadPreset, loadRules } from "./judge/rules/load.ts";
export type { Rule } from "./judge/rules/rule.ts";
export { readCatalog } from "./read-catalog.ts";
export type { BaselinedDrift, DataFinding, FixedDrift, NotCompared, Report } from "./reporters/reporter.ts";
export { writeSnapshot } from "./snapshot/file.ts";
export { type StampOptions, stamp } from "./stamp/stamp.ts";
export { verify } from "./stamp/verify.ts";
