// The session in which a catalog is read: one read-only transaction, in which everything is pinned that changes how PostgreSQL
// prints an expression, so that both sides are read in the same state; and which never waits long for anybody.

export interface Etiquette {
  /** How long a query waits for a lock, in seconds; 10 by default. */
  readonly lockTimeout?: number | undefined;
  /** How long a query may run, in seconds; 120 by default. */
  readonly statementTimeout?: number | undefined;
}

export const defaultLockTimeout = 10;
export const defaultStatementTimeout = 120;

export const own = { begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", end: "ROLLBACK" };

// What is read is what the caller's transaction sees, and its settings are its own again afterwards.
export const callers = {
  begin: "SAVEPOINT driftcheck_read",
  end: "ROLLBACK TO SAVEPOINT driftcheck_read; RELEASE SAVEPOINT driftcheck_read",
};

/** Until the end of the transaction, and not longer. */
export const settings = ({
  lockTimeout = defaultLockTimeout,
  statementTimeout = defaultStatementTimeout,
}: Etiquette): string => `
  SELECT set_config(name, value, true) FROM (VALUES
    ('search_path', ''), ('lock_timeout', '${lockTimeout}s'), ('statement_timeout', '${statementTimeout}s'), ('jit', 'off'),
    -- Everything is read whole, and on a server that was never analyzed a nested loop is quadratic.
    ('enable_nestloop', 'off'),
    ('TimeZone', 'UTC'), ('DateStyle', 'ISO, MDY'), ('IntervalStyle', 'postgres'), ('bytea_output', 'hex'),
    ('extra_float_digits', '1'), ('quote_all_identifiers', 'off'), ('standard_conforming_strings', 'on')
  ) AS setting (name, value)`;

export const versionQuery =
  "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version";
