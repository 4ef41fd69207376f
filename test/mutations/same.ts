// Objects that name others of their schema: made alike on both sides, each in its own schema, they are no drift.

export interface Same {
  readonly name: string;
  readonly sql: string;
}

export const sames: readonly Same[] = [
  {
    name: "a partition key that calls a function",
    sql: `CREATE FUNCTION bucket(n integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN n % 8;
      CREATE TABLE sharded (id integer) PARTITION BY LIST (bucket(id))`,
  },
  {
    name: "an aggregate of the schema's own functions",
    sql: `CREATE FUNCTION glue(a text, b text) RETURNS text LANGUAGE sql IMMUTABLE RETURN a || b;
      CREATE AGGREGATE glued(text) (SFUNC = glue, STYPE = text)`,
  },
  {
    name: "an aggregate over the schema's own type",
    sql: `CREATE TYPE mood AS ENUM ('sad', 'ok');
      CREATE FUNCTION later(a mood, b mood) RETURNS mood LANGUAGE sql IMMUTABLE RETURN b;
      CREATE AGGREGATE latest(mood) (SFUNC = later, STYPE = mood)`,
  },
  {
    name: "a view's default of the schema's own type",
    sql: `CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (m mood); CREATE VIEW v AS SELECT m FROM t;
      ALTER VIEW v ALTER COLUMN m SET DEFAULT 'ok'`,
  },
  { name: "an extension's schema", sql: "CREATE EXTENSION pg_trgm" },
  {
    name: "an index whose expression calls a function",
    sql: `CREATE FUNCTION norm(t text) RETURNS text LANGUAGE sql IMMUTABLE RETURN lower(t);
      CREATE TABLE t (a text, b text); CREATE INDEX i ON t (norm(a), (norm(a) || norm(b))) WHERE norm(a) <> ''`,
  },
  {
    name: "a function with arguments and results of the schema's own types",
    sql: `CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (m mood);
      CREATE FUNCTION f(m mood DEFAULT 'sad', VARIADIC n mood[] DEFAULT '{}') RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t'`,
  },
  {
    name: "composite, domain and range types over the schema's own types",
    sql: `CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE pair AS (m mood, n mood[]); CREATE DOMAIN good AS mood DEFAULT 'ok'
        CHECK (VALUE <> 'sad'::mood);
      CREATE TYPE moods AS RANGE (SUBTYPE = mood)`,
  },
  {
    name: "a column's own collation and a policy with a subquery",
    sql: `CREATE COLLATION plain FROM "C"; CREATE TABLE u (name text COLLATE plain); CREATE TABLE t (name text);
      CREATE INDEX i ON t (name COLLATE plain); CREATE POLICY p ON t USING (name IN (SELECT u.name FROM u))`,
  },
  {
    name: "a partition's bound of the schema's own type",
    sql: `CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (m mood) PARTITION BY LIST (m);
      CREATE TABLE t_sad PARTITION OF t FOR VALUES IN ('sad')`,
  },
  {
    name: "an exclusion constraint and a check that call functions",
    sql: `CREATE FUNCTION span(n integer) RETURNS int4range LANGUAGE sql IMMUTABLE RETURN int4range(n, n + 1);
      CREATE TABLE t (n integer CHECK (NOT isempty(span(n))), EXCLUDE USING gist (span(n) WITH &&) WHERE (upper(span(n)) > 0))`,
  },
];
