// The connection parameters of libpq: the environment variable of each, and which values driftcheck can honour. What it can't
// honour is refused by name, as ignoring it may check another database, or over a weaker connection.
// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS

export interface Parameter {
  readonly variable?: string;
  /** What is wrong with this value, and what to write instead; undefined where nothing is. */
  readonly check?: (value: string) => string | undefined;
}

const oneOf =
  (...known: readonly string[]) =>
  (value: string) =>
    known.includes(value) ? undefined : `must be one of ${known.join(", ")}`;

const integer = (value: string) => (/^\s*[+-]?\d{1,10}\s*$/.test(value) ? undefined : "must be a whole number");

const version = (value: string) =>
  /^(?:|TLSv1(?:\.[123])?)$/i.test(value) ? undefined : "must be one of TLSv1, TLSv1.1, TLSv1.2, TLSv1.3";

/** Known to libpq, and here only with a value that asks for nothing. */
const unsupported = (why: string, harmless: readonly string[] = [""]) => ({
  check: (value: string) => (harmless.includes(value.toLowerCase()) ? undefined : `is not supported: ${why}`),
});

const noGss = "driftcheck does not support GSSAPI";
const noOauth = "driftcheck does not support OAuth";
const off = ["", "0", "false", "no", "off"];

export const sslmodes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] as const;
export const sessionAttributes = ["any", "read-write", "read-only", "primary", "standby", "prefer-standby"] as const;

export const parameters: Readonly<Record<string, Parameter>> = {
  host: { variable: "PGHOST" },
  hostaddr: { variable: "PGHOSTADDR" },
  port: { variable: "PGPORT" },
  dbname: { variable: "PGDATABASE" },
  user: { variable: "PGUSER" },
  password: { variable: "PGPASSWORD" },
  passfile: { variable: "PGPASSFILE" },
  service: { variable: "PGSERVICE" },
  servicefile: { variable: "PGSERVICEFILE" },
  options: { variable: "PGOPTIONS" },
  application_name: { variable: "PGAPPNAME" },
  fallback_application_name: {},
  // PGCLIENTENCODING is not asked: it says how psql prints, and nothing of the database. What is read is always sent as UTF8.
  client_encoding: {
    check: (value) =>
      /^(?:|auto|utf-?8|unicode)$/i.test(value) ? undefined : "is not supported: driftcheck reads UTF8 only",
  },
  connect_timeout: { variable: "PGCONNECT_TIMEOUT", check: integer },
  keepalives: { check: integer },
  keepalives_idle: { check: integer },
  // Without effect where the system or the language has no such setting, as libpq has it, too: --timeout ends the wait.
  keepalives_interval: { check: integer },
  keepalives_count: { check: integer },
  tcp_user_timeout: { check: integer },
  sslmode: { variable: "PGSSLMODE", check: oneOf(...sslmodes) },
  sslnegotiation: { variable: "PGSSLNEGOTIATION", check: oneOf("postgres", "direct") },
  // No build of OpenSSL compresses any more.
  sslcompression: { variable: "PGSSLCOMPRESSION" },
  sslcert: { variable: "PGSSLCERT" },
  sslkey: { variable: "PGSSLKEY" },
  sslpassword: {},
  sslcertmode: {
    variable: "PGSSLCERTMODE",
    check: (value) =>
      value === "require"
        ? "is not supported: driftcheck cannot see whether the server requested a certificate"
        : oneOf("disable", "allow")(value),
  },
  sslrootcert: { variable: "PGSSLROOTCERT" },
  sslcrl: { variable: "PGSSLCRL" },
  sslcrldir: { variable: "PGSSLCRLDIR", ...unsupported("pass one file with sslcrl") },
  sslsni: { variable: "PGSSLSNI" },
  ssl_min_protocol_version: { variable: "PGSSLMINPROTOCOLVERSION", check: version },
  ssl_max_protocol_version: { variable: "PGSSLMAXPROTOCOLVERSION", check: version },
  sslkeylogfile: unsupported("it would write the connection's keys to a file"),
  channel_binding: { variable: "PGCHANNELBINDING", check: oneOf("disable", "prefer", "require") },
  require_auth: { variable: "PGREQUIREAUTH" },
  requirepeer: {
    variable: "PGREQUIREPEER",
    ...unsupported("Node.js cannot see whose process listens at a Unix socket"),
  },
  gssencmode: { variable: "PGGSSENCMODE", ...unsupported(noGss, ["disable", "prefer"]) },
  krbsrvname: { variable: "PGKRBSRVNAME", ...unsupported(noGss) },
  gsslib: { variable: "PGGSSLIB", ...unsupported(noGss) },
  gssdelegation: { variable: "PGGSSDELEGATION", ...unsupported(noGss, ["", "0"]) },
  target_session_attrs: { variable: "PGTARGETSESSIONATTRS", check: oneOf(...sessionAttributes) },
  load_balance_hosts: {
    variable: "PGLOADBALANCEHOSTS",
    ...unsupported("each check would read another server. List the hosts in order.", ["disable"]),
  },
  min_protocol_version: { variable: "PGMINPROTOCOLVERSION", ...unsupported("driftcheck uses protocol 3.0", ["3.0"]) },
  max_protocol_version: { variable: "PGMAXPROTOCOLVERSION", check: oneOf("3.0", "3.2", "latest") },
  replication: unsupported("driftcheck cannot check a replication connection", off),
  scram_client_key: unsupported("pass the password"),
  scram_server_key: unsupported("pass the password"),
  oauth_issuer: unsupported(noOauth),
  oauth_client_id: unsupported(noOauth),
  oauth_client_secret: unsupported(noOauth),
  oauth_scope: unsupported(noOauth),
  authtype: {},
  // Not libpq's: what Prisma's URLs say besides. How its engine pools connections says nothing of the database.
  schema: {
    check: (value) =>
      ["", "public"].includes(value)
        ? undefined
        : "is not supported: remove it, and pass --map-schema if the migrations name another schema",
  },
  ...Object.fromEntries(
    ["connection_limit", "pool_timeout", "pgbouncer", "socket_timeout", "statement_cache_size"].map((name) => [
      name,
      {},
    ]),
  ),
};
