-- What the examples of the audit's classes are prepared against.
CREATE EXTENSION citext;
CREATE TABLE account (
  id integer PRIMARY KEY,
  email varchar(200) NOT NULL,
  "displayName" text,
  handle citext,
  status text,
  active boolean NOT NULL DEFAULT true,
  level integer,
  balance numeric(12, 2),
  ratio double precision,
  created timestamptz NOT NULL DEFAULT now(),
  born date
);
CREATE TABLE "user" (id integer PRIMARY KEY, email text);
CREATE TABLE orders (
  id integer PRIMARY KEY,
  account_id integer NOT NULL REFERENCES account,
  note text,
  total numeric(12, 2) NOT NULL,
  shipped date,
  paid boolean
);
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.created := now(); RETURN NEW; END $$;
