-- driftcheck plan
-- live fingerprint: e144725349365f4b5c3c8667f7a3b80f
-- proven, but the way back is incomplete: 31 of 31 statements; 13 drifts gone, 0 new. No way back for enum:public.mood labels
-- declared: declared.sql
-- live: live.sql (written for PostgreSQL 18.6)
-- no way back: enum:public.mood labels: PostgreSQL removes no label (fair): the columns must go over to another type
--   UPDATE public.users SET mood = /* another label */ WHERE mood IN ('fair');
--   ALTER TYPE public.mood RENAME TO mood_old;
--   CREATE TYPE public.mood AS ENUM ('low', 'high');
--   ALTER TABLE public.users ALTER COLUMN mood TYPE public.mood USING mood::text::public.mood;
--   DROP TYPE public.mood_old
-- run it with: psql -X -v ON_ERROR_STOP=1 -f FILE "$DATABASE_URL"

SET lock_timeout = 0;

-- enum:public.mood labels
ALTER TYPE public.mood ADD VALUE 'fair' AFTER 'low';

SET lock_timeout = '5s';

-- function:public.greeting(text) body
CREATE OR REPLACE FUNCTION public.greeting(who text)
    RETURNS text
    LANGUAGE sql
AS $$ SELECT 'Hello, ' || who $$;

-- column:public.users.name notNull
-- lock: ACCESS EXCLUSIVE on public.users
ALTER TABLE public.users ADD CONSTRAINT users_name_not_null NOT NULL name NOT VALID;

-- column:public.users.name notNull
-- lock: SHARE UPDATE EXCLUSIVE on public.users; reads every row
-- A row without a value makes it fail.
--   SELECT count(*) FROM public.users WHERE name IS NULL;
ALTER TABLE public.users VALIDATE CONSTRAINT users_name_not_null;

-- column:public.users.mood default
-- lock: ACCESS EXCLUSIVE on public.users
ALTER TABLE public.users ALTER COLUMN mood SET DEFAULT 'fair'::public.mood;

-- column:public.users.created_at notNull
-- lock: ACCESS EXCLUSIVE on public.users
ALTER TABLE public.users ADD CONSTRAINT users_created_at_not_null NOT NULL created_at NOT VALID;

-- column:public.users.created_at notNull
-- lock: SHARE UPDATE EXCLUSIVE on public.users; reads every row
-- A row without a value makes it fail.
--   SELECT count(*) FROM public.users WHERE created_at IS NULL;
ALTER TABLE public.users VALIDATE CONSTRAINT users_created_at_not_null;

-- table:public.users comment
-- lock: SHARE UPDATE EXCLUSIVE on public.users
COMMENT ON TABLE public.users IS 'who may log in';

-- constraint:public.posts.posts_user_id_fkey onDelete
-- lock: ACCESS EXCLUSIVE on public.posts, public.users
ALTER TABLE public.posts DROP CONSTRAINT posts_user_id_fkey, ADD CONSTRAINT posts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE NOT VALID;

-- constraint:public.posts.posts_user_id_fkey onDelete
-- lock: SHARE UPDATE EXCLUSIVE on public.posts; reads every row
-- A row that violates it makes it fail.
--   SELECT count(*) FROM public.posts AS r WHERE r.user_id IS NOT NULL AND NOT EXISTS (SELECT FROM public.users AS k WHERE k.id = r.user_id);
ALTER TABLE public.posts VALIDATE CONSTRAINT posts_user_id_fkey;

SET lock_timeout = 0;

-- index:public.posts.ix_posts_user predicate
-- lock: SHARE UPDATE EXCLUSIVE on public.posts; reads every row
CREATE INDEX CONCURRENTLY ix_posts_user_new ON public.posts USING btree (user_id) WHERE (title IS NOT NULL);

-- index:public.posts.ix_posts_user predicate
-- lock: SHARE UPDATE EXCLUSIVE on public.posts
DROP INDEX CONCURRENTLY public.ix_posts_user;

SET lock_timeout = '5s';

-- index:public.posts.ix_posts_user predicate
-- lock: SHARE UPDATE EXCLUSIVE on public.posts
ALTER INDEX public.ix_posts_user_new RENAME TO ix_posts_user;

-- table:public.tags
CREATE TABLE public.tags (
    name text NOT NULL
);

-- table:public.tags
-- lock: ACCESS EXCLUSIVE on public.tags; reads every row
ALTER TABLE ONLY public.tags ADD CONSTRAINT tags_pkey PRIMARY KEY (name);

SET lock_timeout = 0;

-- constraint:public.users.users_email_key
-- lock: SHARE UPDATE EXCLUSIVE on public.users; reads every row
-- Rows that agree in its columns make it fail.
--   SELECT count(*) FROM (SELECT 1 FROM public.users GROUP BY email HAVING count(*) > 1) AS same;
CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON public.users USING btree (email);

SET lock_timeout = '5s';

-- constraint:public.users.users_email_key
-- lock: ACCESS EXCLUSIVE on public.users
ALTER TABLE public.users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key;

-- constraint:public.users.users_name_check
-- lock: ACCESS EXCLUSIVE on public.users
ALTER TABLE public.users ADD CONSTRAINT users_name_check CHECK ((name <> ''::text)) NOT VALID;

-- constraint:public.users.users_name_check
-- lock: SHARE UPDATE EXCLUSIVE on public.users; reads every row
-- A row that violates it makes it fail.
--   SELECT count(*) FROM public.users WHERE NOT ((name <> ''::text));
ALTER TABLE public.users VALIDATE CONSTRAINT users_name_check;

BEGIN;

-- foreign server:archive wrapper
-- lock: ACCESS EXCLUSIVE on public.old_posts
DROP FOREIGN TABLE public.old_posts;

-- foreign server:archive wrapper
DROP USER MAPPING FOR PUBLIC SERVER archive;

-- foreign server:archive wrapper
DROP SERVER archive;

-- foreign server:archive wrapper
CREATE SERVER archive FOREIGN DATA WRAPPER local;

-- foreign server:archive wrapper
CREATE USER MAPPING FOR PUBLIC SERVER archive;

-- foreign server:archive wrapper
CREATE FOREIGN TABLE public.old_posts (
    id bigint
)
SERVER archive;

-- column:public.posts.title type
-- lock: ACCESS EXCLUSIVE on public.long_titles
DROP VIEW public.long_titles;

-- column:public.posts.title type
-- lock: ACCESS EXCLUSIVE on public.titles
DROP VIEW public.titles;

-- column:public.posts.title type
-- lock: ACCESS EXCLUSIVE on public.posts
ALTER TABLE public.posts ALTER COLUMN title TYPE character varying(80);

-- column:public.posts.title type
CREATE VIEW public.titles AS
SELECT id,
    title
   FROM public.posts;

-- column:public.posts.title type
-- lock: SHARE UPDATE EXCLUSIVE on public.titles
COMMENT ON VIEW public.titles IS 'for the index page';

-- column:public.posts.title type
CREATE VIEW public.long_titles AS
SELECT id
   FROM public.titles
  WHERE (length((title)::text) > 20);

COMMIT;
