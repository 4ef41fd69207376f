-- What PostgreSQL 15 has more.

CREATE VIEW app.invoked WITH (security_invoker) AS SELECT id FROM app.loose;
CREATE PUBLICATION filtered FOR TABLE app.orders (id, total) WHERE (total > 0);
CREATE PUBLICATION whole_schema FOR TABLES IN SCHEMA attic;
CREATE UNIQUE INDEX loose_tag ON app.loose (tag) NULLS NOT DISTINCT;
