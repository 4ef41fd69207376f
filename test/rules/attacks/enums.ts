// Attacks on the rules about enum types and the checks that stand for them.

import { type Attacks, plpgsql } from "./attack.ts";

const named = (type: string, rest = "CREATE TABLE t (m §);") =>
  `CREATE TYPE ${type} AS ENUM ('a', 'b'); ${rest.replaceAll("§", type)}`;
const check = "CREATE TABLE t (m varchar(9), CONSTRAINT c CHECK (m IN ('a', 'b')));";
const enumerated = "CREATE TYPE t_m AS ENUM ('a', 'b'); CREATE TABLE t (m t_m);";
/** A CHECK declared that lives as an enum, with the same code on both sides. */
const asEnum = (why: string, code: string) => ({ why, declared: `${check} ${code}`, live: `${enumerated} ${code}` });

export const enums: Attacks = {
  "enum-type-name": [
    {
      why: "a function takes the declared type, which is there still",
      declared: `${named("mood")} ${plpgsql("f(x mood) RETURNS int", "BEGIN RETURN 1; END")}`,
      live: `CREATE TYPE mood AS ENUM ('a', 'b'); ${named("t_m")} ${plpgsql("f(x mood) RETURNS int", "BEGIN RETURN 1; END")}`,
    },
    {
      why: "another column is compared with it",
      declared: `${named("mood", "CREATE TABLE t (m §, n §);")} ${plpgsql("f() RETURNS bigint", "BEGIN RETURN (SELECT count(*) FROM public.t WHERE m = n); END")}`,
      live: `CREATE TYPE mood AS ENUM ('a', 'b'); CREATE TYPE t_m AS ENUM ('a', 'b'); CREATE TABLE t (m t_m, n mood); ${plpgsql("f() RETURNS bigint", "BEGIN RETURN (SELECT count(*) FROM public.t WHERE m = n); END")}`,
    },
    {
      why: "a cast from the declared type, which is there still",
      declared: `${named("mood")} CREATE FUNCTION n(mood) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1'; CREATE CAST (mood AS int) WITH FUNCTION n(mood);`,
      live: `CREATE TYPE mood AS ENUM ('a', 'b'); ${named("t_m")} CREATE FUNCTION n(mood) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1'; CREATE CAST (mood AS int) WITH FUNCTION n(mood);`,
    },
    { why: "an enum is text now, and casts to its name fail", declared: enumerated, live: check },
    {
      why: "text sorts by the database's collation",
      declared: "CREATE TYPE t_m AS ENUM ('B', 'a'); CREATE TABLE t (m t_m);",
      live: "CREATE TABLE t (m varchar(9), CHECK (m IN ('B', 'a')));",
    },
    {
      why: "children of the table are not checked",
      declared: `${enumerated}CREATE TABLE k () INHERITS (t);`,
      live: "CREATE TABLE t (m varchar(9), CONSTRAINT c CHECK (m IN ('a', 'b')) NO INHERIT); CREATE TABLE k () INHERITS (t);",
    },
    {
      why: "labels sort otherwise",
      declared: "CREATE TYPE a AS ENUM ('low', 'high'); CREATE TABLE t (m a);",
      live: "CREATE TYPE b AS ENUM ('high', 'low'); CREATE TABLE t (m b);",
    },
    asEnum(
      "a function takes it for text",
      plpgsql("f() RETURNS bigint", "BEGIN RETURN (SELECT count(*) FROM public.t WHERE lower(m) = 'a'); END"),
    ),
    asEnum(
      "a function compares it with text",
      plpgsql("f(p text) RETURNS bigint", "BEGIN RETURN (SELECT count(*) FROM public.t WHERE m = p); END"),
    ),
    asEnum(
      "a function writes text into it",
      plpgsql("f(p text) RETURNS void", "BEGIN INSERT INTO public.t (m) VALUES (p); END"),
    ),
    asEnum("a function sets it to text", plpgsql("f(p text) RETURNS void", "BEGIN UPDATE public.t SET m = p; END")),
    asEnum(
      "a function searches it",
      plpgsql("f() RETURNS bigint", "BEGIN RETURN (SELECT count(*) FROM public.t WHERE m LIKE 'a%'); END"),
    ),
    {
      why: "a view sorts by it",
      declared:
        "CREATE TABLE t (m varchar(9), CHECK (m IN ('low', 'high'))); CREATE VIEW v AS SELECT m FROM t ORDER BY m;",
      live: "CREATE TYPE t_m AS ENUM ('low', 'high'); CREATE TABLE t (m t_m); CREATE VIEW v AS SELECT m FROM t ORDER BY m;",
    },
    {
      why: "a check that is not valid",
      declared: enumerated,
      live: "CREATE TABLE t (m varchar(9)); ALTER TABLE t ADD CHECK (m IN ('a', 'b')) NOT VALID;",
    },
  ],
  "enum-type-renamed": [
    {
      why: "a trigger's argument names it",
      declared: `${named("mood")} ${plpgsql("g() RETURNS trigger", "BEGIN RETURN NEW; END")} CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g('mood');`,
      live: `${named("t_m")} ${plpgsql("g() RETURNS trigger", "BEGIN RETURN NEW; END")} CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g('mood');`,
    },
    {
      why: "a function's variable has it",
      declared: `${named("mood")} ${plpgsql("f() RETURNS void", "DECLARE m public.mood; BEGIN END")}`,
      live: `${named("t_m")} ${plpgsql("f() RETURNS void", "DECLARE m public.mood; BEGIN END")}`,
    },
    {
      why: "a function looks it up",
      declared: `${named("mood")} CREATE FUNCTION f() RETURNS SETOF text LANGUAGE sql AS $$ SELECT enumlabel::text FROM pg_enum WHERE enumtypid = to_regtype('public.mood') $$;`,
      live: `${named("t_m")} CREATE FUNCTION f() RETURNS SETOF text LANGUAGE sql AS $$ SELECT enumlabel::text FROM pg_enum WHERE enumtypid = to_regtype('public.mood') $$;`,
    },
    {
      why: "a label is added in the middle",
      declared: named("mood"),
      live: "CREATE TYPE t_m AS ENUM ('a', 'ab', 'b'); CREATE TABLE t (m t_m);",
    },
    {
      why: "a composite type has it",
      declared: `${named("mood")} CREATE TYPE p AS (m mood);`,
      live: `${named("t_m")} CREATE TYPE p AS (m t_m);`,
      told: "composite:public.p attributes",
    },
    {
      why: "a domain is made of it",
      declared: `${named("mood")} CREATE DOMAIN d AS mood;`,
      live: `${named("t_m")} CREATE DOMAIN d AS t_m;`,
      told: "domain:public.d type",
    },
    {
      why: "a function takes it",
      declared: `${named("mood")} CREATE FUNCTION f(mood) RETURNS int LANGUAGE sql AS 'SELECT 1';`,
      live: `${named("t_m")} CREATE FUNCTION f(t_m) RETURNS int LANGUAGE sql AS 'SELECT 1';`,
      told: "function:public.f",
    },
    {
      why: "the name is another type's now",
      declared: "CREATE TYPE x AS ENUM ('a', 'b'); CREATE TYPE y AS ENUM ('a', 'b'); CREATE TABLE t (m x, n y);",
      live: "CREATE TYPE y AS ENUM ('a', 'b'); CREATE TYPE x AS ENUM ('a', 'b'); CREATE TABLE t (m y, n x);",
    },
  ],
  "enum-type-unmatched": [
    { why: "the type is gone and its labels live in a CHECK", declared: enumerated, live: check },
    { why: "a column that takes any text now", declared: enumerated, live: "CREATE TABLE t (m text);" },
    {
      why: "nothing uses it",
      declared: "CREATE TABLE t (a int);",
      live: "CREATE TYPE t_m AS ENUM ('a'); CREATE TABLE t (a int);",
    },
    {
      why: "a label is missing",
      declared: named("mood", "CREATE TABLE t (m §, n §);"),
      live: "CREATE TYPE t_m AS ENUM ('a'); CREATE TYPE t_n AS ENUM ('a'); CREATE TABLE t (m t_m, n t_n);",
    },
    {
      why: "stored code names it",
      declared: `${named("mood", "CREATE TABLE t (m §, n §);")} ${plpgsql("f() RETURNS void", "BEGIN PERFORM 'a'::public.mood; END")}`,
      live: `CREATE TYPE t_m AS ENUM ('a', 'b'); CREATE TYPE t_n AS ENUM ('a', 'b'); CREATE TABLE t (m t_m, n t_n); ${plpgsql("f() RETURNS void", "BEGIN PERFORM 'a'::public.mood; END")}`,
      told: "enum:public.mood",
    },
  ],
  "enum-for-check": [
    asEnum(
      "a function drops it by its name",
      plpgsql("f() RETURNS void", "BEGIN ALTER TABLE public.t DROP CONSTRAINT c; END"),
    ),
    asEnum(
      "a function catches what it raises",
      plpgsql(
        "f() RETURNS void",
        "BEGIN INSERT INTO public.t VALUES ('z'); EXCEPTION WHEN check_violation THEN NULL; END",
      ),
    ),
    { why: "the enum is gone, and a CHECK came", declared: enumerated, live: check },
    {
      why: "a part of the rows",
      declared: "CREATE TABLE t (m varchar(9), n int, CHECK (m IN ('a', 'b') OR n > 0));",
      live: "CREATE TYPE t_m AS ENUM ('a', 'b'); CREATE TABLE t (m t_m, n int);",
    },
    { why: "a label more", declared: check, live: "CREATE TYPE t_m AS ENUM ('a', 'b', 'c'); CREATE TABLE t (m t_m);" },
    { why: "none may be", declared: "CREATE TABLE t (m varchar(9), CHECK (m NOT IN ('a', 'b')));", live: enumerated },
  ],
  "boolean-check": [
    {
      why: "a function drops it by its name",
      declared: `CREATE TABLE t (b boolean, CONSTRAINT c CHECK (b IN (true, false))); ${plpgsql("f() RETURNS void", "BEGIN ALTER TABLE public.t DROP CONSTRAINT c; END")}`,
      live: `CREATE TABLE t (b boolean); ${plpgsql("f() RETURNS void", "BEGIN ALTER TABLE public.t DROP CONSTRAINT c; END")}`,
    },
    {
      why: "NULL is refused",
      declared: "CREATE TABLE t (b boolean, CHECK (b IS NOT NULL));",
      live: "CREATE TABLE t (b boolean);",
    },
    {
      why: "it must be true",
      declared: "CREATE TABLE t (b boolean, CHECK (b IN (true, true)));",
      live: "CREATE TABLE t (b boolean);",
    },
    {
      why: "it is of a number still",
      declared: "CREATE TABLE t (b smallint, CHECK (b IN (0, 1)));",
      live: "CREATE TABLE t (b smallint);",
    },
    {
      why: "it is of two columns",
      declared: "CREATE TABLE t (b boolean, c boolean, CHECK (b IN (true, c)));",
      live: "CREATE TABLE t (b boolean, c boolean);",
    },
  ],
  "same-membership": [
    {
      why: "a label in other letters",
      declared: "CREATE TABLE t (m text, CONSTRAINT c CHECK (m IN ('a', 'b')));",
      live: "CREATE TABLE t (m text, CONSTRAINT c CHECK (m IN ('a', 'B')));",
    },
    {
      why: "a label that a cast cuts",
      declared: "CREATE TABLE t (m text, CONSTRAINT c CHECK (m IN ('abc', 'b')));",
      live: "CREATE TABLE t (m text, CONSTRAINT c CHECK (m IN ('abc'::varchar(2), 'b')));",
    },
    {
      why: "a collation that folds case",
      declared:
        "CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false); CREATE TABLE t (m text, CONSTRAINT c CHECK (m IN ('a', 'b')));",
      live: "CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false); CREATE TABLE t (m text, CONSTRAINT c CHECK (m COLLATE ci IN ('a', 'b')));",
    },
    {
      why: "an empty label",
      declared: "CREATE TABLE t (m text, CONSTRAINT c CHECK (m IN ('a', '')));",
      live: "CREATE TABLE t (m text, CONSTRAINT c CHECK (m IN ('a')));",
    },
    {
      why: "NULL in the list lets all pass",
      declared: "CREATE TABLE t (m text, CONSTRAINT c CHECK (m IN ('a', 'b')));",
      live: "CREATE TABLE t (m text, CONSTRAINT c CHECK (m IN ('a', 'b', NULL)));",
    },
    {
      why: "the blanks of char count",
      declared: "CREATE TABLE t (m char(3), CONSTRAINT c CHECK (m::text IN ('a', 'b')));",
      live: "CREATE TABLE t (m char(3), CONSTRAINT c CHECK (m::text IN ('a', 'b ')));",
    },
  ],
  "respelled-expression": [
    {
      why: "an empty list of another type",
      declared: "CREATE VIEW v AS SELECT ARRAY[]::integer[] AS a;",
      live: "CREATE VIEW v AS SELECT ARRAY[]::text[] AS a;",
    },
    {
      why: "elements of another type",
      declared: "CREATE TABLE t (m text, CONSTRAINT c CHECK (m = ANY (ARRAY['a']::varchar(1)[])));",
      live: "CREATE TABLE t (m text, CONSTRAINT c CHECK (m = ANY (ARRAY['a'::varchar(2)])));",
    },
    {
      why: "a call for each element",
      declared: "CREATE TABLE t (m text[], CONSTRAINT c CHECK (ARRAY[lower(m[1])]::varchar(2)[] <> '{}'));",
      live: "CREATE TABLE t (m text[], CONSTRAINT c CHECK (ARRAY[lower(m[1])::varchar(2)]::varchar[] <> '{}'));",
    },
  ],
};
