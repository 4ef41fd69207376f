-- Functions in C without their extension, as dumps of before CREATE EXTENSION have them: of a library that PGlite has, and of two that it lacks.
CREATE FUNCTION crypt(text, text) RETURNS text AS '$libdir/pgcrypto', 'pg_crypt' LANGUAGE c IMMUTABLE STRICT;
CREATE FUNCTION plpgsql_call_handler() RETURNS language_handler AS '$libdir/plpgsql' LANGUAGE c;
CREATE FUNCTION dblink_error_message(text) RETURNS text
    AS '$libdir/dblink', 'dblink_error_message'
    LANGUAGE c STRICT;
COMMENT ON FUNCTION dblink_error_message(text) IS 'the last one';
CREATE TYPE box3d;
CREATE FUNCTION box3d_in(cstring) RETURNS box3d AS '$libdir/postgis-3', 'BOX3D_in' LANGUAGE c IMMUTABLE STRICT COST 5;
CREATE FUNCTION box3d_out(box3d) RETURNS cstring LANGUAGE c IMMUTABLE STRICT AS '$libdir/postgis-3', 'BOX3D_out';
CREATE TYPE box3d (INTERNALLENGTH = 52, INPUT = box3d_in, OUTPUT = box3d_out, ALIGNMENT = double, STORAGE = plain);
CREATE TABLE people (
    id integer PRIMARY KEY,
    pass text DEFAULT crypt('x'::text, 'y'::text),
    error text DEFAULT dblink_error_message('a'::text),
    around box3d
);
CREATE VIEW failed AS SELECT id FROM people WHERE error = dblink_error_message('a'::text);
-- Versions that are asked for: the first is the default of PostgreSQL 15 alone, the second that of PGlite, too.
CREATE EXTENSION btree_gist VERSION '1.7';
CREATE EXTENSION pg_trgm VERSION '1.6';
