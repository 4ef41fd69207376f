// The public API: what the commands do, for programs. What is not named here may change in any release.

export { audit, loadAllowlist } from "./api/audit.ts";
export { check, compare, explainObject, judge, readCatalog, type SideNames } from "./api/check.ts";
export {
  loadBaseline,
  loadPreset,
  loadRules,
  readSnapshot,
  render,
  writeBaseline,
  writeSnapshot,
} from "./api/files.ts";
export type {
  AuditOptions,
  BootstrapOptions,
  CheckOptions,
  CompareOptions,
  JudgeOptions,
  ReadOptions,
  StampOptions,
  VerifyOptions,
} from "./api/options.ts";
export { bootstrap, stamp, verify } from "./api/record.ts";
export type { AllowedEntry } from "./audit/allowlist/entry.ts";
export type { AuditFinding, AuditReport, CouldNotTell, SkippedFile, StaleEntry } from "./audit/report.ts";
export type { Attributes, AttributeValue, Catalog, CatalogObject, Unread } from "./catalog/catalog.ts";
export type { Drift, DriftType, IgnoredDrift } from "./catalog/drift.ts";
export type { ObjectId } from "./catalog/object-id.ts";
export type { Comparison } from "./compare/diff/diff.ts";
export type { Scope } from "./compare/in-scope.ts";
export { DriftcheckError, RuleError, SnapshotError, SourceError, UsageError } from "./errors.ts";
export type { Accepted } from "./judge/baseline.ts";
export type { Explained, ExplainedDrift } from "./judge/rules/explain.ts";
export type { Rule } from "./judge/rules/rule.ts";
export type {
  BaselinedDrift,
  DataFinding,
  Finding,
  FixedDrift,
  Migrated,
  NotCompared,
  PendingMigration,
  Report,
  ReportedSide,
} from "./reporters/reporter.ts";
export type { Attestation, Digests } from "./stamp/attestation.ts";
export type { Answer, Stamped, StampOutcome, Verified } from "./stamp/outcome.ts";
