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
  {
    name: "operators, their class and family, and a cast, all of the schema's own types and functions",
    sql: `CREATE TYPE leaf AS (n integer); CREATE TYPE bud AS (n integer);
      CREATE FUNCTION leaf_lt(leaf, leaf) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN $1.n < $2.n;
      CREATE FUNCTION mixed_lt(leaf, bud) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN $1.n < $2.n;
      CREATE FUNCTION real_lt(leaf, real) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN $1.n < $2;
      CREATE FUNCTION leaf_cmp(leaf, leaf) RETURNS integer LANGUAGE sql IMMUTABLE RETURN $1.n - $2.n;
      CREATE FUNCTION leaf_bud(leaf) RETURNS bud LANGUAGE sql IMMUTABLE RETURN ROW($1.n)::bud;
      CREATE OPERATOR <<< (FUNCTION = leaf_lt, LEFTARG = leaf, RIGHTARG = leaf, COMMUTATOR = >>>);
      CREATE OPERATOR <<< (FUNCTION = mixed_lt, LEFTARG = leaf, RIGHTARG = bud);
      CREATE OPERATOR <<< (FUNCTION = real_lt, LEFTARG = leaf, RIGHTARG = real);
      CREATE OPERATOR CLASS leaf_ops FOR TYPE leaf USING btree AS OPERATOR 1 <<<, FUNCTION 1 leaf_cmp(leaf, leaf);
      ALTER OPERATOR FAMILY leaf_ops USING btree ADD OPERATOR 1 <<< (leaf, bud), OPERATOR 1 <<< (leaf, real);
      CREATE CAST (leaf AS bud) WITH FUNCTION leaf_bud(leaf); CREATE CAST (leaf AS json) WITH INOUT;
      CREATE CAST (json AS leaf) WITH INOUT`,
  },
  {
    name: "a base type, its functions, and an array of them",
    sql: `CREATE TYPE grain; CREATE FUNCTION grain_in(cstring) RETURNS grain LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
      CREATE FUNCTION grain_out(grain) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
      CREATE TYPE grain (INPUT = grain_in, OUTPUT = grain_out, LIKE = integer); CREATE TYPE shell;
      CREATE TYPE grains; CREATE FUNCTION grains_in(cstring) RETURNS grains LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
      CREATE FUNCTION grains_out(grains) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
      CREATE TYPE grains (INPUT = grains_in, OUTPUT = grains_out, LIKE = integer, ELEMENT = grain, SUBSCRIPT = raw_array_subscript_handler);
      CREATE TABLE sacks (one grain, many grain[])`,
  },
  {
    name: "text search objects that use one another, and a language with its transform",
    sql: `CREATE TEXT SEARCH TEMPLATE small (INIT = dsimple_init, LEXIZE = dsimple_lexize);
      CREATE TEXT SEARCH PARSER cut (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
      CREATE TEXT SEARCH DICTIONARY known (TEMPLATE = small); CREATE TEXT SEARCH CONFIGURATION found (PARSER = cut);
      ALTER TEXT SEARCH CONFIGURATION found ADD MAPPING FOR word WITH known, simple;
      CREATE FUNCTION plseed() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
      CREATE LANGUAGE plseed HANDLER plseed; CREATE DOMAIN seed AS integer;
      CREATE FUNCTION sow(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'int4recv';
      CREATE TYPE husk AS (n integer); CREATE TRANSFORM FOR husk LANGUAGE plseed (FROM SQL WITH FUNCTION sow(internal))`,
  },
  {
    name: "labels on a schema and what is in it, and default privileges in it",
    sql: `CREATE TABLE safe (key text); CREATE FUNCTION lock(safe) RETURNS safe LANGUAGE sql AS 'SELECT $1';
      SET allow_system_table_mods = on; INSERT INTO pg_seclabel (objoid, classoid, objsubid, provider, label) VALUES
        ('safe'::regclass, 'pg_class'::regclass, 1, 'guard', 'a'), ('lock'::regproc, 'pg_proc'::regclass, 0, 'guard', 'b'),
        (current_schema()::regnamespace, 'pg_namespace'::regclass, 0, 'guard', 'c'); RESET allow_system_table_mods;
      DO $do$ BEGIN
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT ON TABLES TO pg_monitor', current_schema());
      END $do$`,
  },
  {
    name: "a publication of tables and of the schema itself, which stand elsewhere among others by its name",
    sql: `CREATE SCHEMA ranks; CREATE TABLE ranks.t (a integer); CREATE TABLE t (a integer, b integer);
      CREATE PUBLICATION listed FOR TABLE t (a) WHERE (a > 1), ranks.t;
      CREATE PUBLICATION held FOR TABLES IN SCHEMA CURRENT_SCHEMA, ranks`,
  },
  {
    name: "statistics of an expression, a rule and an event trigger that call functions",
    sql: `CREATE FUNCTION norm(t text) RETURNS text LANGUAGE sql IMMUTABLE RETURN lower(t);
      CREATE FUNCTION watched() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
      CREATE TABLE t (a integer, b text); CREATE TABLE shop (b text);
      CREATE STATISTICS s ON a, norm(b), (norm(b) || norm(b)) FROM t;
      CREATE RULE r AS ON INSERT TO t WHERE norm(NEW.b) <> '' DO ALSO INSERT INTO shop SELECT norm(shop.b) FROM shop;
      CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION watched()`,
  },
  {
    name: "foreign tables that inherit, are partitions and call functions",
    sql: `CREATE FUNCTION norm(t text) RETURNS text LANGUAGE sql IMMUTABLE RETURN lower(t);
      CREATE TABLE t (a integer); CREATE TABLE p (a integer) PARTITION BY LIST (a);
      CREATE FOREIGN TABLE f (b text DEFAULT norm('') CHECK (norm(b) <> '')) INHERITS (t) SERVER partner;
      CREATE FOREIGN TABLE g PARTITION OF p FOR VALUES IN (1) SERVER partner`,
  },
];
