-- Names that SQL takes only in quotes, wherever one can stand.
CREATE SCHEMA "order";
CREATE SCHEMA "select.from";
CREATE TYPE "order"."user" AS ENUM ('it''s', 'a,b', '"', '\');
CREATE TYPE "order"."Pair" AS ("left" integer, "From" "order"."user", "a.b" text COLLATE "C");
COMMENT ON COLUMN "order"."Pair"."a.b" IS 'a ''quoted'' comment';
CREATE DOMAIN "order"."check" AS text CONSTRAINT "not" CHECK (VALUE <> '') DEFAULT 'x';
CREATE SEQUENCE "order"."table";
CREATE TABLE "order"."table ""of"" all" (
    "user" integer DEFAULT nextval('"order"."table"') NOT NULL,
    "Select" "order"."user" DEFAULT 'a,b',
    "a b" "order"."Pair",
    "end" integer GENERATED ALWAYS AS ("user" * 2) STORED,
    "über" text,
    limit_ text,
    CONSTRAINT "primary" PRIMARY KEY ("user"),
    CONSTRAINT "unique key" UNIQUE ("end", "über"),
    CHECK ("end" > 0 OR "user" IS NULL)
);
COMMENT ON COLUMN "order"."table ""of"" all"."user" IS E'two\nlines, a $$ and a \\';
CREATE INDEX "desc" ON "order"."table ""of"" all" ("user" DESC, "über" COLLATE "C", lower("über")) INCLUDE ("end");
CREATE INDEX "asc" ON "order"."table ""of"" all" ((("über")::character varying(10)), "Select" NULLS FIRST);
CREATE INDEX ix_limit ON "order"."table ""of"" all" (limit_, (limit_ || "über"));
CREATE TABLE "select.from"."user" (
    "user" integer REFERENCES "order"."table ""of"" all" ON DELETE SET NULL,
    "end" integer,
    "group" text,
    FOREIGN KEY ("end", "group") REFERENCES "order"."table ""of"" all" ("end", "über")
);
CREATE VIEW "select.from"."view" AS SELECT "user" AS "from", "end" FROM "order"."table ""of"" all";
COMMENT ON COLUMN "select.from"."view"."from" IS 'from';
ALTER VIEW "select.from"."view" ALTER "from" SET DEFAULT 5;
CREATE FUNCTION "select.from"."function"("in" integer, "Out" OUT text, "default" text DEFAULT 'a''b')
    LANGUAGE sql SET search_path = "order", "$user", pg_temp SET "my.Setting" = 'x, "y"' AS 'SELECT $2 || ''$$''';
CREATE PROCEDURE "select.from"."do"() LANGUAGE plpgsql AS $body$ BEGIN PERFORM '$$', '$body'; END $body$;
CREATE FUNCTION "select.from"."trigger"() RETURNS trigger LANGUAGE plpgsql AS ' BEGIN RETURN NEW; END ';
CREATE TRIGGER "trigger" BEFORE UPDATE OF "end" ON "select.from"."user" FOR EACH ROW EXECUTE FUNCTION "select.from"."trigger"('a''b');
CREATE POLICY "policy" ON "select.from"."user" USING ("group" = CURRENT_USER);
CREATE RULE "rule" AS ON DELETE TO "select.from"."user" DO INSTEAD NOTHING;
CREATE STATISTICS "order"."statistics" ON "user", "end" FROM "order"."table ""of"" all";
CREATE AGGREGATE "order"."sum"(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
CREATE OPERATOR "order".=== (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4eq, COMMUTATOR = OPERATOR("order".===));
CREATE COLLATION "order"."Collation" FROM "C";
COMMENT ON FUNCTION "select.from"."function"(integer, text) IS '';
