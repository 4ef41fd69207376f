-- What PostgreSQL 18 has more.

CREATE TABLE app.modern (
  id integer CONSTRAINT modern_id_given NOT NULL,
  a integer,
  b integer GENERATED ALWAYS AS (a + 1) VIRTUAL,
  during tstzrange,
  CONSTRAINT modern_key PRIMARY KEY (id, during WITHOUT OVERLAPS),
  CONSTRAINT modern_a CHECK (a > 0) NOT ENFORCED
);
CREATE TABLE app.modern_lines (
  id integer,
  during tstzrange,
  c integer,
  CONSTRAINT modern_lines_key FOREIGN KEY (id, PERIOD during) REFERENCES app.modern (id, PERIOD during)
);
ALTER TABLE app.modern_lines ADD CONSTRAINT c_given NOT NULL c NOT VALID;
