-- As versions.sql, for what PostgreSQL 15 brought.

CREATE TABLE t (a integer, b integer, c text, d integer[], UNIQUE NULLS NOT DISTINCT (a, b), n numeric(3, -2));
CREATE UNIQUE INDEX ix_nulls ON t (lower(c)) NULLS NOT DISTINCT WHERE a > 1;
CREATE TABLE u (id integer PRIMARY KEY, e integer, f integer, UNIQUE (e, f));
CREATE TABLE v (e integer, f integer DEFAULT 1, FOREIGN KEY (e, f) REFERENCES u (e, f) ON DELETE SET NULL (e), FOREIGN KEY (f) REFERENCES u ON DELETE SET DEFAULT (f));
CREATE VIEW invoked WITH (security_invoker = true) AS SELECT a, b FROM t WHERE c IN ('x', 'y');
CREATE FUNCTION merges(i integer) RETURNS void LANGUAGE sql BEGIN ATOMIC
  MERGE INTO t USING (SELECT id, e FROM u WHERE id > merges.i) AS s ON t.a = s.id
  WHEN MATCHED AND t.b > 1 THEN UPDATE SET b = s.e, c = 'x' WHEN MATCHED THEN DELETE
  WHEN NOT MATCHED AND s.e > 2 THEN INSERT (a, b) VALUES (s.id, s.e) WHEN NOT MATCHED THEN DO NOTHING;
END;
CREATE RULE merged AS ON UPDATE TO invoked DO INSTEAD UPDATE t SET b = NEW.b WHERE t.a = OLD.a;
CREATE VIEW counted AS SELECT regexp_count(c, 'a') AS n, c ~ regexp_substr(c, 'b') AS s, array_agg(a ORDER BY b) AS l FROM t GROUP BY c;
CREATE SCHEMA published;
CREATE TABLE published.w (a integer PRIMARY KEY, b text, c varchar(3));
CREATE PUBLICATION filtered FOR TABLE published.w (a, b) WHERE (a > 1 AND b IN ('x', 'y'));
CREATE PUBLICATION whole_schema FOR TABLES IN SCHEMA published;
