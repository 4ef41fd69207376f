-- The one side of what differs in meaning however alike it is printed: no version's way of printing may hide any of it.
-- Every view, constraint, index, policy, rule, trigger and function here has its twin in versions-near.live.sql.

CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, c varchar(20), d numeric, f timestamptz, g date, h char(3), j jsonb, k integer[], r real);
CREATE TABLE u (id integer, a integer, b text, t_id integer);
CREATE VIEW v_cast AS SELECT a FROM t WHERE b::integer > 1;
CREATE VIEW v_cast_length AS SELECT b::varchar(5) AS b FROM t;
CREATE VIEW v_char AS SELECT a FROM t WHERE h::text = 'a';
CREATE VIEW v_column AS SELECT t.a FROM t JOIN u ON t.id = u.t_id;
CREATE VIEW v_correlated AS SELECT a FROM t WHERE a IN (SELECT u.a FROM u WHERE u.b = t.b);
CREATE VIEW v_correlated_id AS SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.t_id = t.id);
CREATE VIEW v_inner AS SELECT x.a FROM t x WHERE EXISTS (SELECT 1 FROM u y WHERE y.a = x.a);
CREATE VIEW v_order AS SELECT a AS b, b AS a FROM t ORDER BY t.a;
CREATE VIEW v_group AS SELECT lower(b) AS b, count(*) AS n FROM t GROUP BY t.b;
CREATE VIEW v_union AS SELECT a FROM t UNION SELECT a FROM u;
CREATE VIEW v_using AS SELECT id, u.a FROM t LEFT JOIN u USING (id);
CREATE VIEW v_cte AS WITH w AS (SELECT a FROM t) SELECT a FROM w;
CREATE VIEW v_materialized AS WITH w AS MATERIALIZED (SELECT a FROM t) SELECT a FROM w;
CREATE VIEW v_only AS SELECT a FROM ONLY t;
CREATE VIEW v_sample AS SELECT a FROM t TABLESAMPLE bernoulli (10);
CREATE VIEW v_window AS SELECT sum(a) OVER (PARTITION BY b ORDER BY c) AS n FROM t;
CREATE VIEW v_case AS SELECT CASE WHEN a > 1 THEN 'x' END AS n FROM t;
CREATE VIEW v_not AS SELECT a FROM t WHERE NOT (a > 1 OR b = 'x');
CREATE VIEW v_between AS SELECT a FROM t WHERE a BETWEEN SYMMETRIC 10 AND 1;
CREATE VIEW v_interval AS SELECT f + INTERVAL '1 day' AS f FROM t;
CREATE VIEW v_zone AS SELECT f AT TIME ZONE 'UTC' AS f FROM t;
CREATE VIEW v_extract AS SELECT EXTRACT(year FROM f) AS y FROM t;
CREATE VIEW v_alias AS SELECT a AS x FROM t;
CREATE VIEW v_whole AS SELECT count(t.*) AS n FROM t;
CREATE VIEW v_distinct AS SELECT DISTINCT a FROM t;
CREATE VIEW v_null AS SELECT a FROM t WHERE a IS DISTINCT FROM 1;
CREATE VIEW v_over AS SELECT a FROM v_cast;
CREATE MATERIALIZED VIEW mv AS SELECT t.a FROM t WHERE t.c IN ('x', 'y');
ALTER TABLE t
  ADD CONSTRAINT c_cast CHECK (b::integer > 1),
  ADD CONSTRAINT c_in CHECK (c IN ('x', 'y')),
  ADD CONSTRAINT c_in_text CHECK (b IN ('x', 'y')),
  ADD CONSTRAINT c_real CHECK (r > 1.5),
  ADD CONSTRAINT c_row CHECK ((a, b) < (1, 'x')),
  ADD CONSTRAINT c_like CHECK (b LIKE 'a_'),
  ADD CONSTRAINT c_not CHECK (NOT a = 1 AND a <> 2),
  ADD CONSTRAINT c_collate CHECK (b COLLATE "C" < 'a'),
  ADD CONSTRAINT c_null CHECK (COALESCE(a, 0) > 1),
  ADD CONSTRAINT c_any CHECK (a = ANY (k));
CREATE INDEX i_cast ON t ((b::integer));
CREATE INDEX i_json ON t ((j -> 'a'));
CREATE INDEX i_where ON t (a) WHERE c::text = 'x' OR c = 'y';
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p_sub ON t USING (a IN (SELECT u.a FROM u WHERE u.id = t.id));
CREATE FUNCTION f_trigger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW WHEN (OLD.a <> NEW.a) EXECUTE FUNCTION f_trigger();
CREATE RULE r_insert AS ON INSERT TO v_alias DO INSTEAD INSERT INTO t (id, a) VALUES (NEW.x, 1);
CREATE RULE r_update AS ON UPDATE TO v_alias DO INSTEAD UPDATE t SET a = NEW.x WHERE t.a = OLD.x;
CREATE FUNCTION f_atomic(n integer) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM t WHERE t.a = f_atomic.n; END;
CREATE STATISTICS s_expression ON (a + 1), b FROM t;
