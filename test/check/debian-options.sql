-- Every option that somebody can give to a relation or a column, beside columns of every sort of relation that have none.

CREATE EXTENSION pg_trgm;
CREATE TYPE pair AS (one int, other text);
ALTER TYPE pair ADD ATTRIBUTE third date;

CREATE TABLE plain (id serial PRIMARY KEY, a text, gone int, b int);
ALTER TABLE plain ADD later int;
ALTER TABLE plain DROP gone;
CREATE TABLE typed OF pair;
CREATE TABLE child (own int) INHERITS (plain);
CREATE TABLE given (a int, b text, c text) WITH (fillfactor = 60, autovacuum_enabled = false, toast.autovacuum_enabled = false);
ALTER TABLE given ALTER a SET (n_distinct = 5, n_distinct_inherited = -0.5);
ALTER TABLE given ALTER b SET (n_distinct_inherited = 7);
CREATE TABLE keyed (a int PRIMARY KEY WITH (fillfactor = 70), b text UNIQUE, c int4range, EXCLUDE USING gist (c WITH &&) WITH (fillfactor = 80));

CREATE TABLE parted (k int, l text) PARTITION BY RANGE (k);
CREATE TABLE part_one PARTITION OF parted FOR VALUES FROM (1) TO (2) WITH (fillfactor = 55);
CREATE TABLE part_two (k int, l text);
ALTER TABLE parted ATTACH PARTITION part_two FOR VALUES FROM (2) TO (3);
ALTER TABLE part_two ALTER l SET (n_distinct = 9);
CREATE INDEX parted_k ON parted (k) WITH (deduplicate_items = off);

CREATE INDEX given_trgm ON given USING gist (b gist_trgm_ops (siglen = 32), lower(c) gist_trgm_ops (siglen = 64)) WITH (buffering = on);
CREATE INDEX given_gin ON given USING gin (b gin_trgm_ops) WITH (fastupdate = off, gin_pending_list_limit = 128);
CREATE INDEX given_brin ON given USING brin (a) WITH (pages_per_range = 16, autosummarize = on);

CREATE VIEW seen AS SELECT * FROM plain;
CREATE VIEW barred WITH (security_barrier, check_option = local) AS SELECT a FROM plain WHERE b > 1;
CREATE MATERIALIZED VIEW kept WITH (fillfactor = 65) AS SELECT a, b FROM plain;
ALTER MATERIALIZED VIEW kept ALTER b SET (n_distinct = 3);

CREATE FOREIGN DATA WRAPPER bare OPTIONS (pg_wrapper '1');
CREATE SERVER far FOREIGN DATA WRAPPER bare OPTIONS (pg_server '2');
CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (pg_mapping '3');
CREATE FOREIGN TABLE distant (a int OPTIONS (pg_attver '4', plain '5'), b text) SERVER far OPTIONS (pg_table '6');
