CREATE AGGREGATE everything(*) (SFUNC = pg_catalog.int8inc, STYPE = int8, INITCOND = '0');
CREATE SEQUENCE tickets MINVALUE 10 MAXVALUE 90;
CREATE TABLE pupils (id integer, class text, PRIMARY KEY (id, class));
CREATE TABLE marks (pupil integer, class text, CONSTRAINT of_pupil FOREIGN KEY (pupil, class) REFERENCES pupils);
CREATE TABLE old_orders (id integer DEFAULT 1);
CREATE SEQUENCE order_numbers OWNED BY old_orders.id;
CREATE TABLE events (id integer, at date, CONSTRAINT positive CHECK (id > 0), PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
ALTER TABLE events DETACH PARTITION events_2024;
