// What runs or is queried: functions, procedures, aggregates, views, materialized views, triggers, policies.

import type { Mutation } from "./mutation.ts";

const net = (attribute: string, action: string): Mutation => ({
  name: `a function: ${action}`,
  sql: `ALTER FUNCTION net(numeric, numeric) ${action}`,
  expect: [`changed function:public.net(numeric, numeric) ${attribute}`],
});

const netAgain = (attribute: string, definition: string): Mutation => ({
  name: `a function becomes ${definition}`,
  sql: `DROP FUNCTION net(numeric, numeric); CREATE FUNCTION net${definition};
    COMMENT ON FUNCTION net(numeric, numeric) IS 'Without tax'`,
  expect: [`changed function:public.net(numeric, numeric) ${attribute}`],
});

const totalAgain = (definition: string): Mutation => ({
  name: `an aggregate becomes ${definition}`,
  sql: `DROP AGGREGATE total(integer); CREATE AGGREGATE total(integer) (${definition})`,
  expect: ["changed function:public.total(integer) aggregate"],
});

const stampAgain = (definition: string): Mutation => ({
  name: `a trigger becomes ${definition}`,
  sql: `DROP TRIGGER stamp ON reviews; CREATE TRIGGER stamp ${definition};
    COMMENT ON TRIGGER stamp ON reviews IS 'When it changed'`,
  expect: ["changed trigger:public.reviews.stamp definition"],
});

const policyAgain = (attribute: string, name: string, definition: string): Mutation => ({
  name: `a policy becomes ${definition}`,
  sql: `DROP POLICY ${name} ON reviews; CREATE POLICY ${name} ON reviews ${definition};
    COMMENT ON POLICY ${name} ON reviews IS ${name === "see" ? "'One''s own'" : "NULL"}`,
  expect: [`changed policy:public.reviews.${name} ${attribute}`],
});

export const functionMutations: readonly Mutation[] = [
  {
    name: "the body of pgloader's function changes",
    sql: `CREATE OR REPLACE FUNCTION on_update_current_timestamp_products() RETURNS trigger LANGUAGE plpgsql
      AS $$\nBEGIN\n   NEW.updated_at = clock_timestamp();\n   RETURN NEW;\nEND;\n$$`,
    // What stamps the column is no more known to give the present time.
    expect: [
      "changed function:public.on_update_current_timestamp_products() body",
      "changed column:public.products.updated_at type",
    ],
  },
  netAgain(
    "body",
    "(gross numeric, rate numeric DEFAULT 20) RETURNS numeric LANGUAGE sql STABLE AS $$ SELECT gross / (1 + rate / 101) $$",
  ),
  netAgain(
    "body",
    "(gross numeric, rate numeric DEFAULT 20) RETURNS numeric LANGUAGE sql STABLE AS $$ select gross / (1 + rate / 100) $$",
  ),
  netAgain(
    "arguments",
    "(gross numeric, rate numeric DEFAULT 19) RETURNS numeric LANGUAGE sql STABLE AS $$ SELECT gross / (1 + rate / 100) $$",
  ),
  netAgain(
    "arguments",
    "(gross numeric, rate numeric) RETURNS numeric LANGUAGE sql STABLE AS $$ SELECT gross / (1 + rate / 100) $$",
  ),
  netAgain(
    "arguments",
    "(price numeric, rate numeric DEFAULT 20) RETURNS numeric LANGUAGE sql STABLE AS $$ SELECT gross / (1 + rate / 100) $$",
  ),
  netAgain(
    "returns",
    "(gross numeric, rate numeric DEFAULT 20) RETURNS text LANGUAGE sql STABLE AS $$ SELECT gross / (1 + rate / 100) $$",
  ),
  {
    name: "a function returns a set",
    sql: `DROP FUNCTION doubled(numeric);
      CREATE FUNCTION doubled(price numeric) RETURNS SETOF numeric LANGUAGE sql IMMUTABLE RETURN price * 2`,
    expect: ["changed function:public.doubled(numeric) returns", "changed function:public.doubled(numeric) rows"],
  },
  netAgain(
    "language",
    "(gross numeric, rate numeric DEFAULT 20) RETURNS numeric LANGUAGE plpgsql STABLE AS $$ SELECT gross / (1 + rate / 100) $$",
  ),
  net("volatility", "IMMUTABLE"),
  net("volatility", "VOLATILE"),
  net("parallel", "PARALLEL SAFE"),
  net("parallel", "PARALLEL RESTRICTED"),
  net("strict", "STRICT"),
  net("securityDefiner", "SECURITY DEFINER"),
  net("leakproof", "LEAKPROOF"),
  net("cost", "COST 1000"),
  net("settings", "SET work_mem = '64MB'"),
  net("settings", "SET search_path = pg_catalog"),
  {
    name: "a function's estimated rows change",
    sql: "ALTER FUNCTION some_numbers(integer) ROWS 20",
    expect: ["changed function:public.some_numbers(integer) rows"],
  },
  {
    name: "a function gets a support function",
    sql: "ALTER FUNCTION some_numbers(integer) SUPPORT generate_series_int4_support",
    expect: ["changed function:public.some_numbers(integer) support"],
  },
  {
    name: "a function transforms a type",
    sql: `CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION int4recv(internal));
      CREATE OR REPLACE FUNCTION net(gross numeric, rate numeric DEFAULT 20) RETURNS numeric
        LANGUAGE sql TRANSFORM FOR TYPE integer STABLE AS $$ SELECT gross / (1 + rate / 100) $$`,
    expect: [
      "changed function:public.net(numeric, numeric) transforms",
      "unexpected transform:pg_catalog.int4(LANGUAGE sql)",
    ],
  },
  {
    name: "a function's comment changes",
    sql: "COMMENT ON FUNCTION net(numeric, numeric) IS 'With tax'",
    expect: ["changed function:public.net(numeric, numeric) comment"],
  },
  {
    name: "a function's SQL-standard body changes",
    sql: "CREATE OR REPLACE FUNCTION doubled(price numeric) RETURNS numeric LANGUAGE sql IMMUTABLE RETURN price * 3",
    expect: ["changed function:public.doubled(numeric) body"],
  },
  {
    name: "a C function is of another library",
    sql: "CREATE OR REPLACE FUNCTION handler() RETURNS language_handler LANGUAGE c AS 'plpgsql', 'plpgsql_call_handler'",
    expect: ["changed function:public.handler() library"],
  },
  {
    name: "a C function calls another symbol",
    sql: "CREATE OR REPLACE FUNCTION handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_inline_handler'",
    expect: ["changed function:public.handler() body"],
  },
  {
    name: "a procedure's body changes",
    sql: "CREATE OR REPLACE PROCEDURE close_day(IN day date) LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$",
    expect: ["changed function:public.close_day(date) body"],
  },
  {
    name: "a procedure becomes a function",
    sql: "DROP PROCEDURE close_day(date); CREATE FUNCTION close_day(IN day date) RETURNS void LANGUAGE plpgsql AS $$ BEGIN NULL; END $$",
    expect: [
      "changed function:public.close_day(date) arguments",
      "changed function:public.close_day(date) returns",
      "changed function:public.close_day(date) type",
    ],
  },
  totalAgain("SFUNC = int4pl, STYPE = integer, INITCOND = '1'"),
  totalAgain("SFUNC = int4pl, STYPE = integer"),
  totalAgain("SFUNC = int4mul, STYPE = integer, INITCOND = '0'"),
  totalAgain("SFUNC = int4pl, STYPE = integer, INITCOND = '0', COMBINEFUNC = int4pl"),
  totalAgain("SFUNC = int4pl, STYPE = integer, INITCOND = '0', FINALFUNC = int4abs"),
  {
    name: "a function is dropped",
    sql: "DROP FUNCTION doubled(numeric)",
    expect: ["missing function:public.doubled(numeric)"],
  },
  {
    name: "a function is overloaded",
    sql: "CREATE FUNCTION doubled(price integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN price * 2",
    expect: ["unexpected function:public.doubled(integer)"],
  },
  {
    name: "a function's argument is of another type",
    sql: "DROP FUNCTION doubled(numeric); CREATE FUNCTION doubled(price integer) RETURNS numeric LANGUAGE sql IMMUTABLE RETURN price * 2",
    expect: ["missing function:public.doubled(numeric)", "unexpected function:public.doubled(integer)"],
  },
  {
    name: "a trigger's function moves to another schema",
    sql: "ALTER FUNCTION refuse() SET SCHEMA warehouse",
    expect: [
      "changed trigger:public.shown.instead definition",
      "missing function:public.refuse()",
      "unexpected function:warehouse.refuse()",
    ],
  },
  {
    name: "an aggregate is dropped",
    sql: "DROP AGGREGATE total(integer)",
    expect: ["missing function:public.total(integer)"],
  },
];

export const viewMutations: readonly Mutation[] = [
  {
    name: "a view's condition changes",
    sql: "CREATE OR REPLACE VIEW catalog AS SELECT sku, name, price, list_price FROM products WHERE stock >= 0",
    expect: ["changed view:public.catalog body"],
  },
  {
    name: "a view has another column",
    sql: "CREATE OR REPLACE VIEW catalog AS SELECT sku, name, price, list_price, rating FROM products WHERE stock > 0",
    expect: ["changed view:public.catalog body"],
  },
  {
    name: "a view's columns are swapped",
    sql: "CREATE OR REPLACE VIEW catalog AS SELECT sku, name, list_price AS price, price AS list_price FROM products WHERE stock > 0",
    expect: ["changed view:public.catalog body"],
  },
  {
    name: "a view reads a table of the same name in another schema",
    sql: `CREATE TABLE warehouse.products (sku text, name text, price numeric(10,2), list_price numeric(10,2), stock bigint);
      DROP VIEW catalog; CREATE VIEW catalog AS SELECT sku, name, price, list_price FROM warehouse.products WHERE stock > 0`,
    expect: ["changed view:public.catalog body", "unexpected table:warehouse.products"],
  },
  {
    name: "a view's column is renamed",
    sql: "ALTER VIEW catalog RENAME COLUMN price TO gross",
    expect: ["changed view:public.catalog body"],
  },
  { name: "a view is dropped", sql: "DROP VIEW catalog", expect: ["missing view:public.catalog"] },
  { name: "a view is added", sql: "CREATE VIEW one AS SELECT 1 AS one", expect: ["unexpected view:public.one"] },
  {
    name: "a view becomes a table",
    sql: "DROP VIEW catalog; CREATE TABLE catalog AS SELECT sku, name, price, list_price FROM products WHERE stock > 0",
    expect: ["missing view:public.catalog", "unexpected table:public.catalog"],
  },
  {
    name: "a view is a barrier",
    sql: "ALTER VIEW catalog SET (security_barrier = true)",
    expect: ["changed view:public.catalog options"],
  },
  {
    name: "a view runs as who asks",
    sql: "ALTER VIEW catalog SET (security_invoker = true)",
    expect: ["changed view:public.catalog options"],
    since: 15,
  },
  {
    name: "a view checks what is put in",
    sql: "ALTER VIEW catalog SET (check_option = local)",
    expect: ["changed view:public.catalog options"],
  },
  {
    name: "a view's default changes",
    sql: "ALTER VIEW shown ALTER COLUMN score SET DEFAULT 6",
    expect: ["changed view:public.shown defaults"],
  },
  {
    name: "the comment on a view's column is lost",
    sql: "COMMENT ON COLUMN shown.score IS NULL",
    expect: ["changed view:public.shown columnComments"],
  },
  {
    name: "a view's comment changes",
    sql: "COMMENT ON VIEW shown IS 'What we show'",
    expect: ["changed view:public.shown comment"],
  },
  {
    name: "a materialized view's query changes",
    sql: `DROP MATERIALIZED VIEW best;
      CREATE MATERIALIZED VIEW best AS SELECT product_id, min(score) AS score FROM reviews GROUP BY product_id;
      CREATE UNIQUE INDEX ux_best ON best (product_id); COMMENT ON MATERIALIZED VIEW best IS 'Once a day';
      COMMENT ON COLUMN best.score IS 'Of ten'`,
    expect: ["changed materialized view:public.best body"],
  },
  {
    name: "a materialized view has a storage parameter",
    sql: "ALTER MATERIALIZED VIEW best SET (fillfactor = 50)",
    expect: ["changed materialized view:public.best options"],
  },
  {
    name: "the comment on a materialized view's column changes",
    sql: "COMMENT ON COLUMN best.score IS 'Of eleven'",
    expect: ["changed materialized view:public.best columnComments"],
  },
  {
    name: "a materialized view's comment is lost",
    sql: "COMMENT ON MATERIALIZED VIEW best IS NULL",
    expect: ["changed materialized view:public.best comment"],
  },
  {
    name: "a materialized view becomes a view",
    sql: "DROP MATERIALIZED VIEW best; CREATE VIEW best AS SELECT product_id, max(score) AS score FROM reviews GROUP BY product_id",
    expect: ["missing materialized view:public.best", "unexpected view:public.best"],
  },
  {
    name: "a materialized view is dropped",
    sql: "DROP MATERIALIZED VIEW best",
    expect: ["missing materialized view:public.best"],
  },
  {
    name: "a materialized view is added",
    sql: "CREATE MATERIALIZED VIEW one AS SELECT 1 AS one",
    expect: ["unexpected materialized view:public.one"],
  },
];

export const triggerMutations: readonly Mutation[] = [
  {
    name: "a trigger is disabled",
    sql: "ALTER TABLE products DISABLE TRIGGER on_update_current_timestamp",
    expect: ["changed trigger:public.products.on_update_current_timestamp enabled"],
  },
  {
    name: "a trigger fires in replicas only",
    sql: "ALTER TABLE products ENABLE REPLICA TRIGGER on_update_current_timestamp",
    expect: ["changed trigger:public.products.on_update_current_timestamp enabled"],
  },
  {
    name: "a trigger fires always",
    sql: "ALTER TABLE products ENABLE ALWAYS TRIGGER on_update_current_timestamp",
    expect: ["changed trigger:public.products.on_update_current_timestamp enabled"],
  },
  {
    name: "a trigger is disabled on one partition",
    sql: "ALTER TABLE events_2024 DISABLE TRIGGER stamp",
    expect: ["unexpected trigger:public.events_2024.stamp"],
  },
  {
    name: "the triggers behind a foreign key are disabled",
    sql: "ALTER TABLE order_lines DISABLE TRIGGER ALL",
    expect: [
      "changed constraint:public.order_lines.order_lines_order_id_fkey disabled",
      "changed constraint:public.order_lines.order_lines_product_id_fkey disabled",
    ],
  },
  {
    name: "a trigger is dropped",
    sql: "DROP TRIGGER on_update_current_timestamp ON products",
    expect: ["missing trigger:public.products.on_update_current_timestamp"],
  },
  {
    name: "a trigger is added",
    sql: "CREATE TRIGGER another BEFORE INSERT ON tags FOR EACH ROW EXECUTE FUNCTION stamp()",
    expect: ["unexpected trigger:public.tags.another"],
  },
  {
    name: "a trigger is renamed",
    sql: "ALTER TRIGGER stamp ON reviews RENAME TO a_stamp",
    expect: ["missing trigger:public.reviews.stamp", "unexpected trigger:public.reviews.a_stamp"],
  },
  {
    name: "a trigger's comment is lost",
    sql: "COMMENT ON TRIGGER stamp ON reviews IS NULL",
    expect: ["changed trigger:public.reviews.stamp comment"],
  },
  stampAgain(
    "AFTER INSERT OR UPDATE OF title ON reviews FOR EACH ROW WHEN (NEW.score > 1) EXECUTE FUNCTION stamp('a')",
  ),
  stampAgain("BEFORE UPDATE OF title ON reviews FOR EACH ROW WHEN (NEW.score > 1) EXECUTE FUNCTION stamp('a')"),
  stampAgain("BEFORE INSERT OR UPDATE ON reviews FOR EACH ROW WHEN (NEW.score > 1) EXECUTE FUNCTION stamp('a')"),
  stampAgain(
    "BEFORE INSERT OR UPDATE OF state ON reviews FOR EACH ROW WHEN (NEW.score > 1) EXECUTE FUNCTION stamp('a')",
  ),
  stampAgain(
    "BEFORE INSERT OR UPDATE OF title ON reviews FOR EACH ROW WHEN (NEW.score > 2) EXECUTE FUNCTION stamp('a')",
  ),
  stampAgain("BEFORE INSERT OR UPDATE OF title ON reviews FOR EACH ROW EXECUTE FUNCTION stamp('a')"),
  stampAgain(
    "BEFORE INSERT OR UPDATE OF title ON reviews FOR EACH ROW WHEN (NEW.score > 1) EXECUTE FUNCTION stamp('b')",
  ),
  stampAgain(
    "BEFORE INSERT OR UPDATE OF title ON reviews FOR EACH ROW WHEN (NEW.score > 1) EXECUTE FUNCTION refuse('a')",
  ),
  stampAgain("BEFORE INSERT OR UPDATE OF title ON reviews FOR EACH STATEMENT EXECUTE FUNCTION stamp('a')"),
  {
    name: "a constraint trigger is deferred",
    sql: `DROP TRIGGER later ON reviews;
      CREATE CONSTRAINT TRIGGER later AFTER INSERT ON reviews DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stamp()`,
    expect: ["changed trigger:public.reviews.later definition"],
  },
  {
    name: "a view's trigger calls another function",
    sql: "DROP TRIGGER instead ON shown; CREATE TRIGGER instead INSTEAD OF INSERT ON shown FOR EACH ROW EXECUTE FUNCTION stamp()",
    expect: ["changed trigger:public.shown.instead definition"],
  },
];

export const policyMutations: readonly Mutation[] = [
  {
    name: "a policy's predicate changes",
    sql: "ALTER POLICY see ON reviews USING (author <> 'me')",
    expect: ["changed policy:public.reviews.see using"],
  },
  {
    name: "a policy permits everything",
    sql: "ALTER POLICY see ON reviews USING (true)",
    expect: ["changed policy:public.reviews.see using"],
  },
  {
    name: "a policy's check changes",
    sql: "ALTER POLICY edit ON reviews WITH CHECK (score > 0)",
    expect: ["changed policy:public.reviews.edit withCheck"],
  },
  {
    name: "a policy binds another role",
    sql: "ALTER POLICY edit ON reviews TO pg_signal_backend",
    expect: ["changed policy:public.reviews.edit roles"],
  },
  {
    name: "a policy binds everybody",
    sql: "ALTER POLICY edit ON reviews TO PUBLIC",
    expect: ["changed policy:public.reviews.edit roles"],
  },
  policyAgain("command", "see", "FOR ALL USING (author = 'me')"),
  policyAgain("command", "see", "FOR DELETE USING (author = 'me')"),
  policyAgain("type", "see", "AS RESTRICTIVE FOR SELECT USING (author = 'me')"),
  policyAgain("withCheck", "edit", "FOR UPDATE TO pg_monitor USING (author = 'me')"),
  {
    name: "a policy's comment changes",
    sql: "COMMENT ON POLICY see ON reviews IS 'All'",
    expect: ["changed policy:public.reviews.see comment"],
  },
  { name: "a policy is dropped", sql: "DROP POLICY see ON reviews", expect: ["missing policy:public.reviews.see"] },
  {
    name: "a policy is added",
    sql: "CREATE POLICY another ON reviews USING (true)",
    expect: ["unexpected policy:public.reviews.another"],
  },
  {
    name: "a policy is renamed",
    sql: "ALTER POLICY see ON reviews RENAME TO look",
    expect: ["missing policy:public.reviews.see", "unexpected policy:public.reviews.look"],
  },
];
