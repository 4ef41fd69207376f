// Attacks on the rules about the types of columns: what is stored beside a column may need just the type that is declared.

import { type Attacks, between, plpgsql, trigger } from "./attack.ts";

const int = between("integer", "bigint");
const text = between("varchar", "text");
const server =
  "CREATE EXTENSION IF NOT EXISTS file_fdw; CREATE SERVER IF NOT EXISTS remote FOREIGN DATA WRAPPER file_fdw;";

export const types: Attacks = {
  "widened-integer": [
    int(
      "a trigger calls a function of integers",
      `CREATE TABLE t (id §); ${plpgsql("log(i integer) RETURNS void", "BEGIN END")} ${trigger("PERFORM public.log(NEW.id);")}`,
    ),
    int(
      "a function returns rows of integers",
      `CREATE TABLE t (id §); ${plpgsql("f() RETURNS TABLE (n integer)", "BEGIN RETURN QUERY SELECT x.id FROM public.t x; END")}`,
    ),
    int(
      "a function that is run as text returns rows of integers",
      `CREATE TABLE t (id §); ${plpgsql("f() RETURNS TABLE (n integer)", "BEGIN RETURN QUERY EXECUTE 'SELECT id FROM public.t'; END")}`,
    ),
    int(
      "a generated column prints it in hexadecimal",
      "CREATE TABLE t (n §, h text GENERATED ALWAYS AS (to_hex(n)) STORED);",
    ),
    int("a check shifts it", "CREATE TABLE t (n §, CHECK ((n << 8) > 0));"),
    int("a view shifts it", "CREATE TABLE t (n §); CREATE VIEW v AS SELECT n << 24 AS shifted FROM t;"),
    int(
      "a check asks one of two functions",
      `CREATE FUNCTION ok(n integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true'; CREATE FUNCTION ok(n bigint) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT false';
      CREATE TABLE t (n §, CHECK (ok(n)));`,
    ),
    int(
      "the size of its row is what a view tells",
      "CREATE TABLE t (n §); CREATE VIEW v AS SELECT pg_column_size(n) AS bytes FROM t;",
    ),
    int(
      "a foreign table writes to another server's column",
      `${server} CREATE FOREIGN TABLE t (n §) SERVER remote OPTIONS (filename '/dev/null');`,
    ),
    {
      why: "a domain was the narrower",
      declared: "CREATE DOMAIN d AS integer CHECK (VALUE > 0); CREATE TABLE t (n d);",
      live: "CREATE TABLE t (n bigint);",
    },
    { why: "an array is wider", declared: "CREATE TABLE t (n integer[]);", live: "CREATE TABLE t (n bigint[]);" },
    { why: "a number is another family", declared: "CREATE TABLE t (n bigint);", live: "CREATE TABLE t (n numeric);" },
  ],
  "widened-sequence": [
    {
      why: "a number that was kept small may grow, in a column as wide as declared",
      declared: "CREATE TABLE t (id integer); CREATE SEQUENCE s AS smallint OWNED BY t.id;",
      live: "CREATE TABLE t (id integer); CREATE SEQUENCE s AS integer OWNED BY t.id;",
    },
    {
      why: "a bigint's numbers were kept to integers",
      declared: "CREATE TABLE t (id bigint); CREATE SEQUENCE s AS integer OWNED BY t.id;",
      live: "CREATE TABLE t (id bigint); CREATE SEQUENCE s AS bigint OWNED BY t.id;",
    },
    {
      why: "no column owns it",
      declared: "CREATE TABLE t (id integer); CREATE SEQUENCE s AS integer;",
      live: "CREATE TABLE t (id bigint); CREATE SEQUENCE s AS bigint;",
    },
    {
      why: "another column owns it",
      declared: "CREATE TABLE t (id integer, b integer); CREATE SEQUENCE s AS integer OWNED BY t.id;",
      live: "CREATE TABLE t (id bigint, b bigint); CREATE SEQUENCE s AS bigint OWNED BY t.b;",
    },
    {
      why: "it starts again where it ends",
      declared: "CREATE TABLE t (id serial); ALTER SEQUENCE t_id_seq CYCLE;",
      live: "CREATE TABLE t (id bigserial); ALTER SEQUENCE t_id_seq CYCLE;",
    },
    {
      why: "a narrower column of another table draws from it",
      declared: "CREATE TABLE t (id smallserial); CREATE TABLE u (id smallint DEFAULT nextval('t_id_seq'));",
      live: "CREATE TABLE t (id serial); CREATE TABLE u (id smallint DEFAULT nextval('t_id_seq'));",
    },
  ],
  "text-for-varchar": [
    text(
      "a function returns rows of varchar",
      `CREATE TABLE t (s §); ${plpgsql("f() RETURNS TABLE (r varchar)", "BEGIN RETURN QUERY SELECT s FROM public.t; END")}`,
    ),
    {
      why: "operators on arrays take no text for varchar",
      declared: "CREATE TABLE t (s varchar[]);",
      live: "CREATE TABLE t (s text[]);",
    },
    text(
      "a view asks for its type",
      "CREATE TABLE t (s §); CREATE VIEW v AS SELECT pg_typeof(s)::text AS type FROM t;",
    ),
    text(
      "a check asks one of two functions",
      `CREATE FUNCTION ok(s varchar) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true'; CREATE FUNCTION ok(s text) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT false';
      CREATE TABLE t (s §, CHECK (ok(s)));`,
    ),
    { why: "a length is lost", declared: "CREATE TABLE t (s varchar(80));", live: "CREATE TABLE t (s text);" },
    { why: "blanks are padded", declared: "CREATE TABLE t (s char(1));", live: "CREATE TABLE t (s text);" },
    {
      why: "a collation folds case",
      declared: "CREATE TABLE t (s varchar);",
      live: 'CREATE TABLE t (s text COLLATE "C");',
      told: "column:public.t.s collation",
    },
  ],
  "null-default": [
    {
      why: "a domain has a default of its own",
      declared: "CREATE DOMAIN d AS int DEFAULT 1; CREATE DOMAIN e AS d; CREATE TABLE t (n e);",
      live: "CREATE DOMAIN d AS int DEFAULT 1; CREATE DOMAIN e AS d; CREATE TABLE t (n e DEFAULT NULL);",
    },
    {
      why: "a cast makes something of NULL",
      declared:
        "CREATE TYPE m AS ENUM ('a'); CREATE FUNCTION c(text) RETURNS m LANGUAGE sql AS $$ SELECT 'a'::m $$; CREATE TABLE t (n text);",
      live: "CREATE TYPE m AS ENUM ('a'); CREATE FUNCTION c(text) RETURNS m LANGUAGE sql AS $$ SELECT 'a'::m $$; CREATE TABLE t (n text DEFAULT c(NULL));",
    },
    {
      why: "the word NULL is a string",
      declared: "CREATE TABLE t (n text);",
      live: "CREATE TABLE t (n text DEFAULT 'NULL');",
    },
    {
      why: "an empty array is none",
      declared: "CREATE TABLE t (n int[]);",
      live: "CREATE TABLE t (n int[] DEFAULT ARRAY[NULL]::int[]);",
    },
    {
      why: "a row of NULLs is a row",
      declared: "CREATE TYPE p AS (x int); CREATE TABLE t (n p);",
      live: "CREATE TYPE p AS (x int); CREATE TABLE t (n p DEFAULT ROW(NULL));",
    },
  ],
  "default-spelling": [
    {
      why: "the hour that comes twice",
      declared: "CREATE TABLE t (n timestamp DEFAULT now());",
      live: "CREATE TABLE t (n timestamptz DEFAULT now()::timestamp);",
    },
    {
      why: "the session's clock",
      declared: "CREATE TABLE t (n timestamp DEFAULT CURRENT_TIMESTAMP);",
      live: "CREATE TABLE t (n timestamp DEFAULT LOCALTIMESTAMP);",
    },
    {
      why: "a cast that cuts",
      declared: "CREATE TABLE t (n text DEFAULT 'abc');",
      live: "CREATE TABLE t (n text DEFAULT 'abc'::varchar(2));",
    },
    {
      why: "a call in quotes",
      declared: "CREATE TABLE t (n text DEFAULT gen_random_uuid());",
      live: "CREATE TABLE t (n text DEFAULT 'gen_random_uuid()');",
    },
    {
      why: "digits of a float",
      declared: "CREATE TABLE t (n real DEFAULT 0.1);",
      live: "CREATE TABLE t (n double precision DEFAULT 0.1::real);",
    },
    {
      why: "bits of a number",
      declared: "CREATE TABLE t (n bit(3) DEFAULT 5::bit(3));",
      live: "CREATE TABLE t (n bit(3) DEFAULT B'011');",
    },
  ],
};
