// What a condition asks: which database is it?

export interface Asks {
  /** The database of which the code runs where the condition holds. */
  readonly on?: string;
  /** And where it does not. */
  readonly otherwise?: string;
}

const asked =
  /dialect|vendor|engine|adapter|driver|backend|db_?type|database_?type|connector|platform|client\b|protocol|scheme|bind\b|\burl|\buri\b|dsn\b|connection/i;
const other = /["'`:](mysql|mariadb|sqlite|pymysql|mssql|oracle)\w*["'`]?/i;
const postgres = /["'`:](?:postgres\w*|pgsql|pg|psycopg\w*)\b/i;
/** `$platform instanceof MySQLPlatform`, `isinstance(dialect, MySQLDialect)`. */
const typed =
  /(?:\binstanceof\s+|\bisinstance\s*\([^,]+,\s*|\bis\s+(?:not\s+)?)[\w\\.]*?(mysql|mariadb|sqlite|mssql|sqlserver|oracle|postgre|pgsql)\w*/i;
/** `is_mysql`, `self.isSQLite()`, `mysql` by itself. */
const flag = /^[\w.$>()-]*?(?:\b|_|is)(mysql|mariadb|sqlite|mssql|oracle)(?:_db|db)?(?:\(\))?$/i;
const postgresFlag = /^[\w.$>()-]*?(?:\b|_|is)(?:postgres\w*|pgsql|pg)(?:\(\))?$/i;

const longest = 400; // characters of a condition

export function asksOf(condition: string): Asks | undefined {
  if (condition.length > longest) return undefined;
  const alternatives = condition.split(/\bor\b|\|\|/);
  const all = alternatives.map(ofAll);
  const [first] = all;
  // Each alternative must ask for a database, or another may be PostgreSQL.
  if (first === undefined || all.some((each) => each === undefined)) return undefined;
  if (all.every((each) => each?.on !== undefined)) return first;
  return all.length === 1 ? first : undefined;
}

/** `mysql and enabled`: where it does not hold, nothing is known. */
function ofAll(text: string): Asks | undefined {
  const parts = text.split(/\band\b|&&/);
  if (parts.length === 1) return askOf(text);
  const on = parts.map((part) => askOf(part)?.on).find((each) => each !== undefined);
  return on === undefined ? undefined : { on };
}

function askOf(text: string): Asks | undefined {
  const plain = text.trim().replace(/^\(+|\)+:?$/g, "");
  const isNegated = /!==?|<>|\bnot\b|^\s*!|\bunless\b/.test(plain);
  const bare = plain.replace(/^(?:not\s+|!\s*)/, "");
  const isAsked = asked.test(plain);
  const type = typed.exec(plain)?.[1]?.toLowerCase();
  const isType = type !== undefined && !/^p/.test(type);
  const isPostgres = (isAsked && postgres.test(plain)) || postgresFlag.test(bare) || (type !== undefined && !isType);
  const name = (isAsked ? other.exec(plain)?.[1] : undefined) ?? (isType ? type : undefined) ?? flag.exec(bare)?.[1];
  if (isPostgres === (name !== undefined)) return undefined;
  if (isPostgres) return isNegated ? { on: "another database" } : { otherwise: "another database" };
  const database = name?.toLowerCase() ?? "";
  return isNegated ? { otherwise: database } : { on: database };
}
