// Spellings of one meaning, and near misses, for every place in which an expression stands. `@` stands for the number of the case.

const types: Readonly<Record<string, string>> = {
  d: "boolean",
  k: "int",
  b: "bigint",
  n: "numeric",
  fl: "float8",
  s: "text",
  v: "varchar(9)",
  c: "char(3)",
  at: "timestamptz",
  ts: "timestamp",
  day: "date",
  ta: "text[]",
};

/** Those that an expression names. */
const columns = (expression: string) =>
  ["id int", ...(expression.match(/\w+/g) ?? []).flatMap((name) => (types[name] ? `${name} ${types[name]}` : []))]
    .filter((column, at, all) => all.indexOf(column) === at)
    .join(", ");

/** The places, each with what it makes of an expression. */
const places = {
  default: (type: string, expression: string) => `CREATE TABLE t@ (a ${type} DEFAULT (${expression}));`,
  generated: (type: string, expression: string) =>
    `CREATE TABLE t@ (${columns(expression)}, a ${type} GENERATED ALWAYS AS (${expression}) STORED);`,
  check: (expression: string) => `CREATE TABLE t@ (${columns(expression)}, CONSTRAINT c CHECK (${expression}));`,
  key: (expression: string) => `CREATE TABLE t@ (${columns(expression)}); CREATE INDEX i@ ON t@ (id, (${expression}));`,
  predicate: (expression: string) =>
    `CREATE TABLE t@ (${columns(expression)}); CREATE UNIQUE INDEX i@ ON t@ (id) WHERE ${expression};`,
  exclusion: (expression: string) =>
    `CREATE TABLE t@ (${columns(expression)}, EXCLUDE USING btree ((${expression}) WITH =) WHERE (${expression} IS NOT NULL));`,
  using: (expression: string) =>
    `CREATE TABLE t@ (${columns(expression)}); CREATE POLICY p ON t@ USING (${expression});`,
  withCheck: (expression: string) =>
    `CREATE TABLE t@ (${columns(expression)}); CREATE POLICY p ON t@ FOR INSERT WITH CHECK (${expression});`,
  subquery: (expression: string) =>
    `CREATE TABLE t@ (${columns(expression)}); CREATE POLICY p ON t@ USING (EXISTS (SELECT FROM t@ AS o WHERE ${expression}));`,
  view: (expression: string) =>
    `CREATE TABLE t@ (${columns(expression)}); CREATE VIEW v@ AS SELECT ${expression} AS it FROM t@;`,
  where: (expression: string) =>
    `CREATE TABLE t@ (${columns(expression)}); CREATE VIEW v@ AS SELECT 1 AS it FROM t@ WHERE ${expression};`,
  join: (expression: string) =>
    `CREATE TABLE t@ (${columns(expression)}); CREATE MATERIALIZED VIEW v@ AS SELECT t.id FROM t@ AS t JOIN t@ AS o ON t.id = o.id AND ${expression};`,
  rule: (expression: string) =>
    `CREATE TABLE t@ (${columns(expression)}); CREATE RULE r@ AS ON INSERT TO t@ WHERE ${expression} DO INSTEAD NOTHING;`,
  when: (expression: string) =>
    `CREATE TABLE t@ (${columns(expression)}); CREATE TRIGGER g BEFORE UPDATE ON t@ FOR EACH ROW WHEN (${expression}) EXECUTE FUNCTION suppress_redundant_updates_trigger();`,
  domainDefault: (type: string, expression: string) => `CREATE DOMAIN o@ AS ${type} DEFAULT (${expression});`,
  domainCheck: (type: string, expression: string) => `CREATE DOMAIN o@ AS ${type} CONSTRAINT c CHECK (${expression});`,
  argument: (type: string, expression: string) =>
    `CREATE FUNCTION f@(a ${type} DEFAULT (${expression})) RETURNS int LANGUAGE sql AS 'SELECT 1';`,
  body: (expression: string) =>
    `CREATE TABLE t@ (${columns(expression)}); CREATE FUNCTION f@() RETURNS bigint BEGIN ATOMIC SELECT count(*) FROM t@ WHERE ${expression}; END;`,
  partition: (expression: string) => `CREATE TABLE t@ (${columns(expression)}) PARTITION BY RANGE ((${expression}));`,
  bound: (values: string) =>
    `CREATE TABLE t@ (s text) PARTITION BY LIST (s); CREATE TABLE p@ PARTITION OF t@ FOR VALUES IN (${values});`,
  statistics: (expression: string) =>
    `CREATE TABLE t@ (${columns(expression)}); CREATE STATISTICS s@ ON id, (${expression}) FROM t@;`,
  published: (expression: string) =>
    `CREATE TABLE t@ (${columns(expression)}, PRIMARY KEY (id)); CREATE PUBLICATION p@ FOR TABLE t@ WHERE (${expression});`,
} as const;

export type Case = readonly [declared: string, live: string];

/** The same expression of one place in several spellings: each against the first. */
const each = (place: (expression: string) => string, ...spellings: readonly string[]): Case[] =>
  spellings.slice(1).map((spelling) => [place(spellings[0] ?? ""), place(spelling)]);

const of = (place: (type: string, expression: string) => string, type: string) => (expression: string) =>
  place(type, expression);

/** The condition alone, and what goes on where it holds. */
const truths = [places.check, places.where];

const everywhere = [
  places.check,
  places.predicate,
  places.using,
  places.withCheck,
  places.view,
  places.where,
  places.rule,
  places.body,
  places.published,
];

// biome-ignore format: a line for each meaning
export const same: readonly Case[] = [
  ...everywhere.flatMap((place) => [
    ...each(place, "NOT d AND k IN (1, 2) AND s = 'x'", "d = false AND k = ANY ('{2,1}') AND s = ANY (ARRAY['x'])"),
    ...each(place, "d", "d = true", "d <> false", "d IN (true)"),
  ]),
  ...each(of(places.default, "timestamp"), "now() AT TIME ZONE 'UTC'", "timezone('UTC', now())", "timezone('UTC'::text, CURRENT_TIMESTAMP)"),
  ...each(of(places.generated, "timestamp"), "at AT TIME ZONE 'UTC'", "timezone('UTC', at)"),
  ...each(places.key, "date_trunc('sec', at AT TIME ZONE 'UTC')", "date_trunc('sec', timezone('UTC', at))"),
  ...each(places.key, "trim(s)", "btrim(s)", "trim(both from s)"),
  ...each(places.key, "trim(v)", "btrim(v)", "trim(v::text)", "btrim(v::text)"),
  ...each(places.key, "trim(both 'x' from c)", "btrim(c, 'x')"),
  ...each(places.key, "substring(v from 1 for 2)", "substring(v, 1, 2)", "substr(v, 1, 2)"),
  ...each(places.view, "day AT TIME ZONE 'UTC'", "timezone('UTC', day)"),
  ...each(places.key, "trim(leading 'x' from s)", "ltrim(s, 'x')"),
  ...each(places.key, "substring(s from 2 for 3)", "substring(s, 2, 3)", "substr(s, 2, 3)"),
  ...each(places.key, "substring(s for 3)", "substring(s, 1, 3)"),
  ...each(places.key, "position('a' in s)", "strpos(s, 'a')", `"position"(s, 'a')`),
  ...each(places.key, "overlay(s placing 'x' from 2)", `"overlay"(s, 'x', 2)`),
  ...each(places.key, "extract(year from day)", `"extract"('year', day)`),
  ...each(places.key, "normalize(s, nfc)", `"normalize"(s, 'NFC')`, "normalize(s)"),
  ...each(places.key, "char_length(s)", "length(s)", "character_length(s)"),
  ...each(places.key, "date(ts)", "ts::date"),
  ...each(places.check, "s IS NFC NORMALIZED", "is_normalized(s, 'NFC')", "s IS NORMALIZED"),
  ...each(places.check, "s SIMILAR TO 'a%'", "s ~ similar_to_escape('a%')", "s ~ similar_escape('a%', NULL)"),
  ...each(places.check, "s LIKE 'a!%' ESCAPE '!'", "s ~~ like_escape('a!%', '!')"),
  ...each(places.check, "s LIKE 'a\\_'", "s LIKE 'a\\_' ESCAPE '\\'"),
  ...each(places.check, "NOT (s LIKE 'a%')", "s NOT LIKE 'a%'", "s !~~ 'a%'"),
  ...each(places.where, "(ts, ts) OVERLAPS (ts, now()::timestamp)", `"overlaps"(ts, ts, ts, LOCALTIMESTAMP)`),
  ...each(places.view, "collation for (s)", "pg_collation_for(s)"),
  ...each(places.using, "s = current_user", "s = user", "s = CURRENT_ROLE", `s = "current_user"()`),
  ...each(places.using, "s = SESSION_USER", `s = "session_user"()`),
  ...each(places.subquery, "o.s IN ('a') AND trim(o.v) = 'x'", "o.s = ANY ('{a}') AND btrim(o.v) = 'x'"),
  ...each(places.join, "t.at AT TIME ZONE 'UTC' > o.ts AND NOT o.d", "timezone('UTC', t.at) > o.ts AND o.d = false"),
  ...each(places.statistics, "trim(s)", "btrim(s)"),
  ...each(places.partition, "trim(s)", "btrim(s)"),
  ...each(places.exclusion, "trim(s)", "btrim(s)"),
  ...each(of(places.default, "text[]"), "'{}'", "ARRAY[]::text[]", "ARRAY[]::varchar[]", "ARRAY[]::varchar(3)[]"),
  ...each(of(places.default, "varchar(7)[]"), "'{}'", "ARRAY[]::varchar[]", "ARRAY[]::varchar(7)[]", "ARRAY[]::text[]"),
  ...each(of(places.default, "text[]"), `'{a,"b c",NULL,"NULL"}'`, "ARRAY['a','b c',NULL,'NULL']", `'{a, "b c", null, "NULL"}'`),
  ...each(of(places.default, "varchar[]"), "'{a,b}'", "ARRAY['a','b']", "ARRAY['a','b']::varchar[]", "ARRAY['a','b']::text[]"),
  ...each(of(places.default, "int[]"), "'{1,-2}'", "ARRAY[1,-2]", "ARRAY[1,-2]::int[]"),
  ...each(of(places.default, "bigint[]"), "'{1,2}'", "ARRAY[1,2]", "ARRAY[1::bigint,2]", "ARRAY[1,2]::bigint[]"),
  ...each(of(places.default, "numeric[]"), "'{1,2.50}'", "ARRAY[1,2.50]"),
  ...each(of(places.default, "boolean[]"), "'{t,f}'", "ARRAY[true,false]", "ARRAY['t'::boolean,'f']"),
  ...each(of(places.default, "mood[]"), "'{sad,ok}'", "ARRAY['sad','ok']::mood[]", "ARRAY['sad'::mood,'ok']"),
  ...each(of(places.default, "short[]"), "'{a}'", "ARRAY['a'::short]"),
  ...each(of(places.default, "date[]"), "'{2020-01-01}'", "ARRAY['2020-01-01'::date]"),
  ...each(of(places.default, "int[]"), "'{{1,2},{3,4}}'", "ARRAY[[1,2],[3,4]]"),
  ...each(of(places.argument, "text[]"), "'{}'", "ARRAY[]::text[]"),
  ...each(of(places.domainDefault, "text[]"), "'{}'", "ARRAY[]::text[]"),
  ...each(of(places.domainCheck, "text"), "VALUE IN ('a', 'b')", "VALUE = 'b' OR VALUE = 'a'"),
  ...each(of(places.domainCheck, "varchar(3)"), "VALUE IN ('a', 'b')", "VALUE = ANY ('{b,a}'::varchar[])"),
  ...each(places.bound, "'a', 'b', NULL", "NULL, 'b', 'a'"),
  ...truths.flatMap((place) => [
    ...each(place, "s IN ('x')", "s = 'x'", "s = ANY (ARRAY['x'])", "s = ANY ('{x}')"),
    ...each(place, "k IN (1, 2)", "k IN (2, 1)", "k = 1 OR k = 2", "k = ANY ('{1,2}')", "k IN (1, 2, 1)"),
    ...each(place, "v NOT IN ('x', 'y')", "v <> ALL ('{y,x}')", "v <> 'x' AND v <> 'y'", "NOT (v IN ('y', 'x'))"),
    ...each(place, "NOT d", "d = false", "d <> true", "d = 'f'", "false = d", "NOT (d = true)"),
    ...each(place, "d", "d = true", "d <> false", "NOT (NOT d)", "d IN (true)"),
    ...each(place, "b > 1", "b > 1::bigint", "b > '1'", "1 < b", "b > 1::smallint"),
  ]),
  ...each(places.check, "n IN (1, 1.5)", "n IN (1.50, 1.0)", "n = '1.5' OR n = 1"),
  ...each(places.check, "fl IN (1, 2)", "fl = '2' OR fl = 1.0"),
  ...each(places.check, "c IN ('a', 'b')", "c = 'b' OR c = 'a'"),
  ...each(places.check, "day IN ('2020-01-01', '2021-01-01')", "day = '2021-01-01' OR day = DATE '2020-01-01'"),
  ...each(places.check, "k IS NULL OR k IN (1, 2)", "k IS NULL OR (k = 2 OR k = 1)"),
  ...each(places.check, "d IS NOT TRUE", "d IS DISTINCT FROM true", "NOT (d IS TRUE)"),
  ...each(places.when, "new.d AND new.s IN ('a', 'b')", "new.d = true AND new.s = ANY ('{b,a}')"),
  ...each(of(places.default, "date"), "CURRENT_DATE", "now()::date", "now()", "('now'::text)::date", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP"),
  ...each(of(places.default, "timestamp"), "LOCALTIMESTAMP", "now()", "CURRENT_TIMESTAMP::timestamp", "('now'::text)::timestamp", "transaction_timestamp()", "CURRENT_TIMESTAMP(6)"),
  ...each(of(places.default, "timestamptz"), "now()", "CURRENT_TIMESTAMP", "transaction_timestamp()", "('now'::text)::timestamptz", "CURRENT_TIMESTAMP(6)"),
  ...each(of(places.default, "timestamptz(3)"), "now()", "CURRENT_TIMESTAMP(3)", "now()::timestamptz(3)"),
  ...each(of(places.default, "time"), "LOCALTIME", "now()::time", "now()", "('now'::text)::time"),
  ...each(of(places.default, "timetz"), "CURRENT_TIME", "now()::timetz", "now()"),
  ...each(of(places.argument, "date"), "CURRENT_DATE", "now()::date"),
  ...each(of(places.domainDefault, "date"), "CURRENT_DATE", "now()::date"),
  ...each(places.view, "CURRENT_DATE", "now()::date AS it, 1 AS one".slice(0, 11)),
  ...each(places.where, "day > CURRENT_DATE - 7", "day > now()::date - 7"),
  ...each(of(places.default, "varchar(9)"), "'a'", "'a'::text", "'a'::varchar", "'a'::text::varchar", "'a'::varchar(9)", "'a'::varchar(3)"),
  ...each(of(places.default, "bigint"), "1", "'1'", "1::bigint", "'1'::smallint"),
  ...each(of(places.default, "smallint"), "-1", "'-1'", "(-1)::smallint", "'-1'::integer"),
  ...each(of(places.argument, "bigint"), "0", "'0'::bigint", "0::bigint"),
  ...each(of(places.domainDefault, "numeric(6,2)"), "0", "'0.00'", "0.0"),
  ...each(of(places.default, "double precision"), "0", "'0'", "0.0"),
];

// biome-ignore format: a line for each meaning
export const other: readonly Case[] = [
  ...everywhere.flatMap((place) => [
    ...each(place, "NOT d AND k IN (1, 2) AND s = 'x'", "NOT d AND k IN (1, 3) AND s = 'x'", "NOT d AND k NOT IN (1, 2) AND s = 'x'", "d AND k IN (1, 2) AND s = 'x'"),
    ...each(place, "d", "d IS TRUE", "NOT d", "d IS NOT FALSE"),
  ]),
  // A function of that name in another schema is another function.
  ...each(of(places.default, "timestamp"), "now() AT TIME ZONE 'UTC'", "other.timezone('UTC', now())", "now() AT TIME ZONE 'utc'", "timezone('UTC', clock_timestamp())"),
  ...each(places.key, "trim(s)", "ltrim(s)", "rtrim(s)", "trim('x' from s)", "other.btrim(s)"),
  ...each(places.view, "day AT TIME ZONE 'UTC'", "timezone('UTC', day::timestamp)", "timezone('UTC', ts)"),
  ...each(places.key, "trim(v)", "btrim(s)", "btrim(v::varchar(2))", "btrim(c)"),
  ...each(places.key, "position('a' in s)", "position(s in 'a')", "strpos('a', s)", "strpos(s, 'b')"),
  ...each(places.key, "substring(s from 2)", "substring(s for 2)", "substring(s from '2')", "substring(s, 3)", "left(s, 2)"),
  ...each(places.key, "substring(s from 'a' for '#')", "substring(s from 'a')"),
  ...each(places.key, "overlay(s placing 'x' from 2)", "overlay('x' placing s from 2)", "overlay(s placing 'x' from 2 for 0)"),
  ...each(places.key, "extract(year from day)", "date_part('year', day)", "extract(month from day)", "extract(isoyear from day)"),
  ...each(places.key, "normalize(s)", "normalize(s, nfd)", "normalize(s, nfkc)", "s"),
  ...each(places.key, "length(s)", "octet_length(s)", "bit_length(s)", "length(c)"),
  ...each(places.check, "s IS NORMALIZED", "s IS NOT NORMALIZED", "s IS NFD NORMALIZED"),
  ...each(places.check, "s SIMILAR TO 'a%'", "s ~ 'a%'", "s LIKE 'a%'", "s SIMILAR TO 'a%' ESCAPE '!'", "s NOT SIMILAR TO 'a%'"),
  ...each(places.check, "s LIKE 'a!%' ESCAPE '!'", "s LIKE 'a!%'", "s LIKE 'a!%' ESCAPE '#'", "s LIKE 'a!%' ESCAPE ''", "s ILIKE 'a!%'"),
  ...each(places.using, "s = current_user", "s = session_user", "s = current_database()", "s = 'current_user'"),
  ...each(of(places.default, "text[]"), "'{NULL}'", `'{"NULL"}'`, "'{}'", "NULL", "ARRAY['']", "ARRAY['NULL']", "'{{NULL}}'"),
  ...each(of(places.default, "text[]"), "'{a,b}'", "'{b,a}'", "'{a,b,b}'", `'{"a,b"}'`, "'{a,B}'", "'[0:1]={a,b}'", "'{{a,b}}'", `'{a,"b "}'`, "ARRAY['a','b']::varchar(0 + 1)[]".replace("0 + 1", "1")),
  ...each(of(places.default, "int[]"), "'{1,2}'", "'{1,2,NULL}'", "'[0:1]={1,2}'", "ARRAY[[1,2]]", "'{1,20}'", "ARRAY[1]"),
  ...each(of(places.default, "boolean[]"), "'{t,f}'", "'{f,t}'", "'{t}'", "'{t,NULL}'"),
  ...each(of(places.default, "varchar(3)[]"), "'{abcdef}'", "ARRAY['abcdef']::varchar(3)[]"),
  ...each(of(places.default, "json"), "'[]'", "'[ ]'", "'{}'", "'null'"),
  ...each(places.bound, "'a', 'b'", "'a'", "'a', 'b', NULL", "'a', 'c'", "'a', 'B'"),
  ...each(of(places.domainCheck, "text"), "VALUE IN ('a', 'b')", "VALUE IN ('a')", "VALUE NOT IN ('a', 'b')", "VALUE IN ('a', 'b ')"),
  ...truths.flatMap((place) => [
    ...each(place, "s IN ('x')", "s IN ('X')", "s IN ('x ')", "s <> 'x'", "v IN ('x')", "s IN ('x', NULL)", "s = ANY (ta)", "s IN ('x') AND s IS NOT NULL"),
    ...each(place, "k IN (1, 2)", "k IN (1, 3)", "k IN (1)", "k NOT IN (1, 2)", "k = 1 AND k = 2", "k = 1 OR b = 2", "k > ANY ('{1,2}')", "k = ALL ('{1,2}')"),
    ...each(place, "v NOT IN ('x', 'y')", "v <> ANY ('{x,y}')", "v <> 'x' OR v <> 'y'", "v NOT IN ('x', 'y', NULL)", "NOT (v = 'x' AND v = 'y')"),
    ...each(place, "NOT d", "d", "d IS FALSE", "d IS NOT TRUE", "d IS NULL", "d = true", "NOT coalesce(d, false)"),
    ...each(place, "d", "d IS TRUE", "d IS NOT FALSE", "NOT d", "d IS NOT NULL", "coalesce(d, true)", "d IN (true, NULL)"),
    ...each(place, "b > 1", "b > 2", "b >= 1", "b < 1", "1 > b", "b > 1.5", "k > 1"),
  ]),
  ...each(places.check, "n IN (1, 1.5)", "n IN (1, 1.05)", "n IN (1)", "n::int IN (1, 2)"),
  ...each(places.check, "c = 'a'", "c::text = 'a'", "s = 'a'"),
  ...each(places.check, "s = 'a'", `s COLLATE "C" = 'a'`, "lower(s) = 'a'"),
  ...each(of(places.domainCheck, "short"), "VALUE = 'a'", "VALUE OPERATOR(other.=) 'a'::text"),
  ...each(of(places.default, "date"), "CURRENT_DATE", "'2020-01-01'", "CURRENT_DATE + 1", "clock_timestamp()::date", "statement_timestamp()", "now() AT TIME ZONE 'UTC'"),
  ...each(of(places.default, "timestamp"), "LOCALTIMESTAMP", "CURRENT_DATE", "timezone('UTC', now())", "clock_timestamp()", "statement_timestamp()", "LOCALTIMESTAMP(0)", "'2020-01-01'", "now() + interval '0'"),
  ...each(of(places.default, "timestamptz"), "now()", "LOCALTIMESTAMP", "clock_timestamp()", "CURRENT_TIMESTAMP(0)", "now()::timestamp", "CURRENT_DATE", "timeofday()::timestamptz"),
  ...each(of(places.default, "timestamp(0)"), "LOCALTIMESTAMP", "CURRENT_TIMESTAMP(0)", "LOCALTIMESTAMP(3)"),
  ...each(of(places.default, "time"), "LOCALTIME", "LOCALTIME(0)", "'12:00'", "clock_timestamp()::time", "timezone('UTC', now())::time"),
  ...each(of(places.default, "text"), "now()", "now()::date", "CURRENT_DATE", "'now'", "LOCALTIMESTAMP", "clock_timestamp()"),
  ...each(places.view, "now()", "now()::timestamp", "CURRENT_TIMESTAMP(6)", "clock_timestamp()", "now()::date"),
  ...each(of(places.default, "varchar(9)"), "'abcdef'", "'abcdef'::varchar(3)", "'abcdef'::char(3)", "'abcdeF'", "'abcdef '", "upper('abcdef')"),
  ...each(of(places.default, "varchar(3)"), "'abcdef'", "'abcdef'::varchar(3)"),
  ...each(of(places.default, "bigint"), "1", "2", "-1", "1.5::int", "NULL", "10"),
  ...each(of(places.default, "numeric"), "1.5", "1.5::int", "1.5::numeric(5,0)", "1.05", "15"),
  ...each(of(places.default, "double precision"), "0.1", "0.1::real", "0.10000000000000001::int"),
  ...each(of(places.default, "double precision"), "0", "'-0'", "'NaN'"),
  // A view's columns have the types of what it selects.
  ...each(places.view, "'a'::text", "'a'::varchar", "'a'::varchar(9)", "'a'::bpchar"),
  ...each(places.view, "1", "1::bigint", "'1'::smallint", "1.0", "'1'"),
  ...each(places.view, "1.5", "1.50", "1.5::float8"),
  ...each(places.view, "v", "v::text", "v::varchar", "v::varchar(4)"),
  ...each(places.view, "ts", "ts::date", "ts::timestamp(0)", "ts::timestamptz"),
  ...each(places.view, "ARRAY['a']", "ARRAY['a']::varchar[]", "'{b}'::text[]"),
  ...each(places.view, "random() = 1 OR random() = 2", "random() = 2 OR random() = 1", "random() IN (1, 2)"),
  ...each(places.where, "k = 1 OR random() = 1", "k = 1 OR random() = 2"),
  ...each(of(places.argument, "date"), "CURRENT_DATE", "clock_timestamp()::date"),
];
