-- As versions.sql, for what PostgreSQL 18 brought.

CREATE TABLE v (a integer, b text, c integer GENERATED ALWAYS AS (a * 2) VIRTUAL, d text GENERATED ALWAYS AS (upper(b)));
CREATE TABLE n (a integer CONSTRAINT a_there NOT NULL NO INHERIT, b integer, c integer, CHECK (c > 0) NOT ENFORCED);
ALTER TABLE n ADD CONSTRAINT b_later NOT NULL b NOT VALID;
CREATE TABLE rooms (id int4range, at tsrange, PRIMARY KEY (id, at WITHOUT OVERLAPS));
CREATE TABLE bookings (id int4range, at tsrange, room int4range, FOREIGN KEY (room, PERIOD at) REFERENCES rooms (id, PERIOD at), UNIQUE (id, at WITHOUT OVERLAPS));
CREATE TABLE k (a integer PRIMARY KEY, b integer, FOREIGN KEY (b) REFERENCES k NOT ENFORCED);
CREATE FUNCTION returns_both() RETURNS SETOF integer LANGUAGE sql BEGIN ATOMIC
  UPDATE k SET b = k.b + 1 RETURNING OLD.b;
  INSERT INTO k VALUES (1, 2) ON CONFLICT (a) DO UPDATE SET b = EXCLUDED.b RETURNING WITH (OLD AS o, NEW AS n) n.b;
END;
CREATE VIEW virtual_ AS SELECT c, casefold(b) AS f, uuidv7() AS u FROM v WHERE c > 1;
