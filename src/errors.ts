// What driftcheck knows can go wrong. Each message is one line: what, where and what to do. None holds a password.

export class DriftcheckError extends Error {
  override readonly name: string = "DriftcheckError";
}

/** The command line, or the options of the API, make no sense. */
export class UsageError extends DriftcheckError {
  override readonly name = "UsageError";
}

/** A catalog could not be read: an unreachable server, a missing file, a statement that fails. */
export class SourceError extends DriftcheckError {
  override readonly name = "SourceError";
}

/** DDL was committed while a catalog was read, so that it may be half before and half after. */
export class SchemaChangedError extends SourceError {}

/** A rule file can't be used. */
export class RuleError extends DriftcheckError {
  override readonly name = "RuleError";
}

/** A snapshot can't be trusted or understood. */
export class SnapshotError extends DriftcheckError {
  override readonly name = "SnapshotError";
}
