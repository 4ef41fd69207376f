// The names of databases, as files, folders, classes, functions and clients have them.

/** What an application has beside PostgreSQL, and does not move from. */
const beside = new Set([
  "clickhouse",
  "bigquery",
  "snowflake",
  "cassandra",
  "elasticsearch",
  "duckdb",
  "neo4j",
  "trino",
  "presto",
  "hive",
  "impala",
  "memsql",
  "couchbase",
  "netezza",
  "databricks",
  "athena",
  "vertica",
  "exasol",
  "firebird",
  "informix",
  "sybase",
  "teradata",
  "dynamodb",
  "kylin",
  "druid",
  "tinybird",
  "db2",
  "influxdb",
  "cql",
]);

/** Words that mean something else more often: only where nothing stands with them. */
const alone = new Set(["drill", "d1", "influx", "pinot", "phoenix", "dremio", "nz"]);

/** Snowflakes are ids and hives are hives where a function is called so. */
const otherwiseMeant = new Set(["snowflake", "presto", "hive", "impala", "athena", "druid", "elasticsearch", "cql"]);

export const others = ["mysql", "mariadb", "sqlite", "sqlite3", "mssql", "sqlserver", "oracle"] as const;

export const ours = [
  "postgres",
  "postgresql",
  "pgsql",
  "psql",
  "pg",
  "Postgres",
  "PostgreSQL",
  "Postgresql",
  "Pgsql",
  "Pg",
] as const;

/** `MySQLStore` has mysql and store. */
export const wordsIn = (name: string): readonly string[] =>
  name
    .replaceAll("SQL", "sql")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");

/** One that an application has beside, by the name of a file or folder: `big_query.py` is BigQuery's. */
export function besideInFile(name: string): string | undefined {
  const words = wordsIn(name);
  const found = words.find((word, at) => beside.has(word) || beside.has(`${word}${words[at + 1] ?? ""}`));
  const [stem = "", ...rest] = name.toLowerCase().split(".");
  return found ?? (rest.length === 1 && alone.has(stem) ? stem : undefined);
}

/** By the name of a class, a function or a client. */
export function besideInCode(name: string): string | undefined {
  const words = wordsIn(name);
  const all = words.flatMap((word, at) => [word, `${word}${words[at + 1] ?? ""}`]);
  return all.find((word) => beside.has(word) && !otherwiseMeant.has(word));
}

/** One from which an application may move. */
export const otherIn = (name: string): string | undefined =>
  wordsIn(name).find((word) => others.some((other) => other === word));

export const isOurs = (name: string): boolean =>
  wordsIn(name).some((word) => /^(?:postgres\w*|pgsql|psql|pg)$/.test(word));
