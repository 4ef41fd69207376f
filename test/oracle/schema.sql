-- The schema that every walk begins with: at least one object of every kind that PostgreSQL 14 has, names that need quotes among them.

CREATE SCHEMA app;
CREATE SCHEMA "Odd ""schema"".x";
CREATE SCHEMA attic;
COMMENT ON SCHEMA app IS 'The application''s';
CREATE EXTENSION citext SCHEMA public;
CREATE EXTENSION btree_gist SCHEMA public;

CREATE TYPE app.mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE app.size AS ENUM ('s', 'm', 'l');
CREATE TYPE app.unused AS ENUM ('a', 'B "b"', 'c''d');
CREATE DOMAIN app.zip AS varchar(10) COLLATE "C" DEFAULT '' CONSTRAINT zip_digits CHECK (VALUE ~ '^[0-9]*$');
CREATE DOMAIN app.positive AS integer CONSTRAINT positive_check CHECK (VALUE > 0);
CREATE DOMAIN app.spare AS numeric(10, 2) NOT NULL;
CREATE TYPE app.amount AS (value numeric(12, 2), currency char(3), note text COLLATE "C");
CREATE TYPE app.place AS (latitude double precision, longitude double precision);
CREATE TYPE app.pair AS (one integer, other text COLLATE "C");
CREATE TYPE app.weights AS RANGE (SUBTYPE = double precision, SUBTYPE_DIFF = float8mi);
CREATE TYPE app.names AS RANGE (SUBTYPE = text, COLLATION = "C", MULTIRANGE_TYPE_NAME = app.many_names);
CREATE TYPE app.shell;
CREATE TYPE app.code;
CREATE FUNCTION app.code_in(cstring) RETURNS app.code LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.code_out(app.code) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE app.code (INPUT = app.code_in, OUTPUT = app.code_out, LIKE = text);
CREATE COLLATION app.german (PROVIDER = icu, LOCALE = 'de');
CREATE COLLATION app.plain FROM "C";

CREATE SEQUENCE app.invoices AS integer START 1000 MINVALUE 100 MAXVALUE 999999;
CREATE SEQUENCE app."Tickets";

CREATE FUNCTION app.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION app.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE FUNCTION app.watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE FUNCTION app.net(gross numeric, rate numeric DEFAULT 20) RETURNS numeric LANGUAGE sql STABLE
  AS $$ SELECT gross / (1 + rate / 100) $$;
CREATE FUNCTION app.norm(t text) RETURNS text LANGUAGE sql IMMUTABLE RETURN lower(t);
CREATE FUNCTION app.numbers(n integer, OUT a integer, OUT b text) RETURNS SETOF record LANGUAGE plpgsql ROWS 10 AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION app.glue(VARIADIC parts text[]) RETURNS text LANGUAGE sql STRICT AS $$ SELECT '' $$;
CREATE PROCEDURE app.close_day(IN day date, INOUT n integer DEFAULT 1) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE AGGREGATE app.total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
CREATE FUNCTION app.mood_text(app.mood) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '' $$;
CREATE FUNCTION app.amount_text(app.amount) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '' $$;
CREATE FUNCTION app.place_same(app.place, app.place) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT true $$;

CREATE TABLE app.customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email citext NOT NULL,
  name varchar(80) COLLATE "C",
  mood app.mood DEFAULT 'ok',
  zip app.zip,
  at app.place,
  born date,
  notes text,
  score smallint DEFAULT 5,
  doubled integer GENERATED ALWAYS AS (score * 2) STORED,
  CONSTRAINT customers_email_key UNIQUE (email),
  CONSTRAINT customers_score CHECK (score BETWEEN 1 AND 10)
);
COMMENT ON TABLE app.customers IS 'Who buys';
COMMENT ON COLUMN app.customers.email IS 'Unique';
COMMENT ON CONSTRAINT customers_score ON app.customers IS 'Ten is best';
CREATE TABLE app.orders (
  id serial PRIMARY KEY,
  customer_id bigint NOT NULL CONSTRAINT orders_customer REFERENCES app.customers (id) ON DELETE CASCADE,
  during tstzrange,
  total numeric(10, 2) NOT NULL DEFAULT 0,
  state text DEFAULT 'new',
  meta jsonb,
  words tsvector,
  size app.size,
  CONSTRAINT orders_apart EXCLUDE USING gist (customer_id WITH =, during WITH &&) WHERE (total > 0),
  CONSTRAINT orders_total CHECK (total >= 0) NOT VALID
);
ALTER SEQUENCE app."Tickets" OWNED BY app.orders.id;
CREATE INDEX orders_state ON app.orders (state, total DESC) INCLUDE (size) WHERE total > 10;
CREATE INDEX orders_lower ON app.orders (app.norm(state), (total + 1));
CREATE UNIQUE INDEX orders_once ON app.orders (id, customer_id);
CREATE INDEX orders_meta ON app.orders USING gin (meta);
COMMENT ON INDEX app.orders_state IS 'For the list';
CREATE TABLE app.order_lines (
  order_id integer REFERENCES app.orders (id) DEFERRABLE INITIALLY DEFERRED,
  line integer,
  amount app.amount,
  weight app.positive,
  PRIMARY KEY (order_id, line)
);
CREATE TABLE "Odd ""schema"".x"."T ""one"".y" (
  "Id" integer PRIMARY KEY,
  "a.b" text DEFAULT 'it''s',
  "größe" integer CHECK ("größe" > 0),
  "select" timestamptz DEFAULT now()
);
CREATE INDEX "Ix ""odd""" ON "Odd ""schema"".x"."T ""one"".y" ("a.b", "größe");
CREATE TABLE app.people (name text, born date, CONSTRAINT people_born CHECK (born > '1900-01-01'));
CREATE TABLE app.suppliers (vat text) INHERITS (app.people);
CREATE TABLE app.lonely (name text, born date, CONSTRAINT people_born CHECK (born > '1900-01-01'), extra text);
CREATE TABLE app.depots OF app.place (latitude DEFAULT 0);
CREATE TABLE app.sites (latitude double precision, longitude double precision);
CREATE UNLOGGED TABLE app.scratch (id integer, word text);
CREATE TABLE app.loose (id integer NOT NULL, tag text NOT NULL);
CREATE UNIQUE INDEX loose_id ON app.loose (id);

CREATE TABLE app.events (id integer NOT NULL, day date NOT NULL, word text, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE app.events_2024 PARTITION OF app.events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE app.events_2025 PARTITION OF app.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE app.events_2026 (id integer NOT NULL, day date NOT NULL, word text);
CREATE TABLE app.events_rest PARTITION OF app.events DEFAULT;
CREATE INDEX events_word ON app.events (word);
CREATE TRIGGER stamp BEFORE INSERT ON app.events FOR EACH ROW EXECUTE FUNCTION app.stamp();
CREATE TABLE app.shards (id integer, word text) PARTITION BY HASH (id);
CREATE TABLE app.shards_0 PARTITION OF app.shards FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE INDEX shards_word ON ONLY app.shards (word);
CREATE INDEX shards_0_word ON app.shards_0 (word);

CREATE VIEW app.shown AS SELECT id, email, score FROM app.customers WHERE mood = 'happy';
COMMENT ON VIEW app.shown IS 'What everybody sees';
COMMENT ON COLUMN app.shown.score IS 'Of ten';
CREATE VIEW app.big_orders WITH (security_barrier) AS SELECT * FROM app.orders WHERE total > 100;
CREATE VIEW app.joined AS SELECT o.id, c.email FROM app.orders o JOIN app.customers c ON c.id = o.customer_id;
CREATE MATERIALIZED VIEW app.best AS SELECT customer_id, max(total) AS total FROM app.orders GROUP BY customer_id;
CREATE UNIQUE INDEX best_customer ON app.best (customer_id);
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE OF state ON app.orders
  FOR EACH ROW WHEN (NEW.total > 1) EXECUTE FUNCTION app.stamp('a', 'b''c');
CREATE TRIGGER seen AFTER UPDATE ON app.orders REFERENCING OLD TABLE AS old NEW TABLE AS new
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse();
CREATE CONSTRAINT TRIGGER later AFTER INSERT ON app.customers DEFERRABLE FOR EACH ROW EXECUTE FUNCTION app.stamp();
CREATE TRIGGER instead INSTEAD OF INSERT ON app.shown FOR EACH ROW EXECUTE FUNCTION app.refuse();
ALTER TABLE app.customers ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON app.customers FOR SELECT USING (score > 1);
CREATE POLICY edit ON app.customers AS RESTRICTIVE FOR UPDATE TO oracle_reader, oracle_writer USING (score > 1) WITH CHECK (score > 2);
CREATE RULE log AS ON UPDATE TO app.scratch DO ALSO INSERT INTO app.loose VALUES (NEW.id, NEW.word);
CREATE RULE hold AS ON DELETE TO app.loose DO INSTEAD NOTHING;
CREATE STATISTICS app.orders_stats (ndistinct, dependencies) ON customer_id, state FROM app.orders;
CREATE STATISTICS app.orders_lower_stats ON lower(state) FROM app.orders;
CREATE EVENT TRIGGER watcher ON ddl_command_end WHEN TAG IN ('CREATE FOREIGN DATA WRAPPER') EXECUTE FUNCTION app.watch();

CREATE CAST (app.mood AS text) WITH FUNCTION app.mood_text(app.mood) AS ASSIGNMENT;
CREATE OPERATOR app.=== (LEFTARG = app.place, RIGHTARG = app.place, FUNCTION = app.place_same, COMMUTATOR = OPERATOR(app.===));
CREATE OPERATOR FAMILY app.numbers USING btree;
CREATE OPERATOR CLASS app.backwards FOR TYPE integer USING btree AS
  OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 btint4cmp(integer, integer);
CREATE CONVERSION app.to_utf8 FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE TEXT SEARCH PARSER app.parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH TEMPLATE app.template (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH DICTIONARY app.dictionary (TEMPLATE = simple, STOPWORDS = english);
CREATE TEXT SEARCH CONFIGURATION app.search (PARSER = default);
ALTER TEXT SEARCH CONFIGURATION app.search ADD MAPPING FOR asciiword, word WITH app.dictionary, simple;
-- Functions of its own: pg_dump writes a language's functions only where it writes the functions, too.
CREATE FUNCTION app.handle() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION app.inline(internal) RETURNS void LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_inline_handler';
CREATE FUNCTION app.valid(oid) RETURNS void LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_validator';
CREATE TRUSTED LANGUAGE plmade HANDLER app.handle INLINE app.inline VALIDATOR app.valid;
CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION int4recv(internal));
CREATE ACCESS METHOD heap_too TYPE TABLE HANDLER heap_tableam_handler;
CREATE ACCESS METHOD btree_too TYPE INDEX HANDLER bthandler;

CREATE FOREIGN DATA WRAPPER wrapper OPTIONS (debug 'true');
CREATE SERVER elsewhere TYPE 'postgres' VERSION '15' FOREIGN DATA WRAPPER wrapper OPTIONS (host 'h', "Port" '1');
CREATE USER MAPPING FOR PUBLIC SERVER elsewhere OPTIONS ("user" 'me');
CREATE FOREIGN TABLE app.remote (id integer OPTIONS (key 'true') NOT NULL, word text, CONSTRAINT remote_id CHECK (id > 0))
  SERVER elsewhere OPTIONS (table_name 'there');
CREATE PUBLICATION part FOR TABLE app.customers, app.loose;
CREATE PUBLICATION all_of_it FOR ALL TABLES;
GRANT SELECT ON app.customers TO oracle_reader;
GRANT UPDATE (email) ON app.customers TO oracle_writer;
GRANT USAGE ON SCHEMA app TO oracle_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA app GRANT SELECT ON TABLES TO oracle_reader;
