-- Something of every kind that pg-structure models, with what it models differently.

COMMENT ON SCHEMA public IS 'ours';
CREATE SCHEMA "order";
CREATE SCHEMA "Strange ""schema"".x";

CREATE TYPE mood AS ENUM ('sad', 'so so', 'a,b', '');
COMMENT ON TYPE mood IS 'how one feels';
CREATE TYPE escaped AS ENUM ('a"b', 'c\d', '{e}', 'NULL', 'x",y');
CREATE TYPE "order"."user" AS ENUM ('one');
CREATE DOMAIN price AS numeric(10, 2) DEFAULT 0 NOT NULL CHECK (VALUE >= 0);
COMMENT ON CONSTRAINT price_check ON DOMAIN price IS 'never negative';
CREATE DOMAIN letter AS "char";
CREATE DOMAIN words AS character varying(20)[];
CREATE DOMAIN code AS character(3) COLLATE "C";
CREATE TYPE point3 AS (x integer, "Y z" character varying(5), t text COLLATE "C", span interval day to second, m mood[]);
CREATE TYPE span AS RANGE (SUBTYPE = timestamp with time zone);
COMMENT ON DOMAIN price IS 'in euro';
COMMENT ON TYPE point3 IS 'in space';
COMMENT ON TYPE span IS 'in time';
CREATE SEQUENCE numbers;
COMMENT ON SEQUENCE numbers IS 'one by one';

CREATE TABLE kinds_of_types (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  serial serial, small smallint, big bigint DEFAULT 5, num numeric, num5 numeric(5), num52 numeric(5, -2),
  c character, c5 character(5), c5s character(5)[], bp bpchar, "char" "char", chars "char"[],
  v varchar, v5 varchar(5), v5s varchar(5)[] DEFAULT '{}', t text NOT NULL, ts text[][],
  b bit, b5 bit(5), vb bit varying, vb5 bit varying(5),
  at timestamp, at3 timestamp(3), atz timestamptz(0), atzs timestamp(3) with time zone[], ti time(2), tiz timetz,
  i interval, i3 interval(3), ids interval day to second(3), iyms interval year to month[],
  m mood DEFAULT 'sad', ms mood[], u "order"."user", p price, w words, pt point3, s span,
  sql information_schema.sql_identifier, o oidvector, j jsonb,
  area numeric GENERATED ALWAYS AS (num5 * 2) STORED
);
COMMENT ON TABLE kinds_of_types IS 'all of them';
COMMENT ON COLUMN kinds_of_types.t IS 'required';
ALTER TABLE kinds_of_types DROP COLUMN small;
CREATE TABLE copied AS SELECT ts, v5s, ms FROM kinds_of_types;
CREATE TABLE "order"."Table ""x"".y" ("select" integer, "A b" text, plain text, UNIQUE ("select", "A b"));

CREATE TABLE parents (a integer, b integer, c text, UNIQUE (a, b) INCLUDE (c), PRIMARY KEY (b, a) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE children (
  x integer REFERENCES kinds_of_types ON DELETE SET NULL ON UPDATE CASCADE, y integer, z integer, during tsrange,
  CONSTRAINT swapped FOREIGN KEY (y, z) REFERENCES parents (a, b) MATCH FULL DEFERRABLE,
  CONSTRAINT other FOREIGN KEY (z, y) REFERENCES parents (a, b) ON DELETE RESTRICT,
  CONSTRAINT positive CHECK (x > 0) NO INHERIT,
  CONSTRAINT apart EXCLUDE USING gist (during WITH &&)
);
COMMENT ON CONSTRAINT positive ON children IS 'more than nothing';
ALTER TABLE children ADD CONSTRAINT later CHECK (y < 10) NOT VALID;
ALTER TABLE children ADD CONSTRAINT inherited CHECK (z < 10);
CREATE TABLE grandchildren (own integer CHECK (own > 0)) INHERITS (children);

CREATE INDEX expressions ON children (coalesce(x, y, 0), (x + 1) DESC NULLS LAST, y) WHERE z IS NOT NULL;
CREATE UNIQUE INDEX carrying ON children (y DESC) INCLUDE (z);
CREATE INDEX "Odd name" ON "order"."Table ""x"".y" ("select" DESC, "A b" text_pattern_ops, plain COLLATE "C");

CREATE TABLE parted (id integer, day date, kind_id integer REFERENCES kinds_of_types, CHECK (id > 0), PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX ON parted (kind_id);
CREATE TABLE to_parted (id integer, day date, FOREIGN KEY (id, day) REFERENCES parted);

CREATE FUNCTION out_arguments(a integer, OUT b text, INOUT c mood, VARIADIC d "order"."user"[]) RETURNS record
  LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 0.5 AS $$ BEGIN b := '$function$'; END $$;
COMMENT ON FUNCTION out_arguments IS 'several';
CREATE FUNCTION table_of(n integer DEFAULT 1) RETURNS TABLE (a integer, b "char"[]) LANGUAGE sql ROWS 5 AS 'SELECT 1, NULL::"char"[]';
CREATE FUNCTION set_of(character(3), bit, "char", information_schema.sql_identifier) RETURNS SETOF kinds_of_types LANGUAGE sql COST 1000000 IMMUTABLE
  AS 'SELECT * FROM public.kinds_of_types';
CREATE FUNCTION standard(a integer) RETURNS integer LANGUAGE sql RETURN a + 1;
CREATE PROCEDURE proceed(IN a text, OUT b integer) LANGUAGE plpgsql AS $$ BEGIN b := 1; END $$;
CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
CREATE FUNCTION windowed() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE AS 'window_row_number';
CREATE FUNCTION on_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;

CREATE VIEW seen AS SELECT id AS "select", t AS "A b", ts FROM kinds_of_types;
ALTER VIEW seen ALTER COLUMN "A b" SET DEFAULT 'x';
COMMENT ON VIEW seen IS 'a part';
COMMENT ON COLUMN seen."select" IS 'the id of it';
CREATE MATERIALIZED VIEW kept AS SELECT id, ts FROM kinds_of_types;
CREATE UNIQUE INDEX kept_id ON kept (id);
COMMENT ON MATERIALIZED VIEW kept IS 'once';

CREATE TRIGGER changed BEFORE UPDATE OF t ON kinds_of_types FOR EACH ROW WHEN (OLD.t <> NEW.t) EXECUTE FUNCTION on_change();
CREATE TRIGGER off AFTER INSERT ON children FOR EACH STATEMENT EXECUTE FUNCTION on_change();
ALTER TABLE children DISABLE TRIGGER off;
CREATE TRIGGER built_in BEFORE UPDATE ON children FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
CREATE CONSTRAINT TRIGGER checking AFTER INSERT ON children DEFERRABLE FOR EACH ROW EXECUTE FUNCTION on_change();
CREATE TRIGGER cloned AFTER INSERT ON parted FOR EACH ROW EXECUTE FUNCTION on_change();
CREATE TRIGGER instead INSTEAD OF INSERT ON seen FOR EACH ROW EXECUTE FUNCTION on_change();

CREATE FOREIGN DATA WRAPPER nowhere;
CREATE SERVER nobody FOREIGN DATA WRAPPER nowhere;
CREATE FOREIGN TABLE away (id integer DEFAULT 1 NOT NULL, CONSTRAINT away_id CHECK (id > 0)) SERVER nobody;
CREATE TRIGGER afar BEFORE INSERT ON away FOR EACH ROW EXECUTE FUNCTION on_change();
CREATE FUNCTION of_foreign(away) RETURNS away[] LANGUAGE sql AS 'SELECT ARRAY[$1]';
CREATE TABLE with_foreign (a away, b away[]);

-- What an extension owns, in a schema of ours.
CREATE TABLE owned (id integer PRIMARY KEY, m mood, CHECK (id > 0));
CREATE TRIGGER owned_too BEFORE UPDATE ON owned FOR EACH ROW EXECUTE FUNCTION on_change();
CREATE TYPE owned_enum AS ENUM ('a');
CREATE FUNCTION owned_function(owned) RETURNS owned_enum LANGUAGE sql AS $$ SELECT 'a'::public.owned_enum $$;
CREATE VIEW owned_view AS SELECT 1 AS one;
CREATE SEQUENCE owned_sequence;
CREATE TABLE refers (id integer REFERENCES owned, e owned_enum);
ALTER EXTENSION plpgsql ADD TABLE owned;
ALTER EXTENSION plpgsql ADD TYPE owned_enum;
ALTER EXTENSION plpgsql ADD FUNCTION owned_function(owned);
ALTER EXTENSION plpgsql ADD VIEW owned_view;
ALTER EXTENSION plpgsql ADD SEQUENCE owned_sequence;
