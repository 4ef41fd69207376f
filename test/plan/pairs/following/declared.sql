CREATE AGGREGATE everything(*) (SFUNC = pg_catalog.int8inc, STYPE = int8, INITCOND = '0');
COMMENT ON AGGREGATE everything(*) IS 'counts all';
CREATE SEQUENCE tickets MINVALUE 20 MAXVALUE 90;
CREATE TABLE pupils (id integer, PRIMARY KEY (id));
CREATE TABLE marks (pupil integer, CONSTRAINT of_pupil FOREIGN KEY (pupil) REFERENCES pupils);
CREATE TABLE orders (id integer);
CREATE SEQUENCE order_numbers OWNED BY orders.id;
CREATE TABLE events (id integer, at date, CONSTRAINT positive CHECK (id > 0), PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
