-- driftcheck plan: from live.sql to declared.sql
-- live schema: 4d516fe00357b917a0d1e0701a45ed2a (PostgreSQL 18.6)

SET lock_timeout = '5s';

-- enum:public.mood labels
ALTER TYPE public.mood ADD VALUE 'fair' AFTER 'low';

-- function:public.greeting(text) body
CREATE OR REPLACE FUNCTION public.greeting(who text)
    RETURNS text
    LANGUAGE sql
AS $$ SELECT 'Hello, ' || who $$;

-- column:public.users.name notNull
-- locks public.users: ACCESS EXCLUSIVE
ALTER TABLE public.users ADD CONSTRAINT users_name_not_null NOT NULL name NOT VALID;

-- locks public.users: SHARE UPDATE EXCLUSIVE; reads every row
-- A row without a value makes it fail.
--   SELECT count(*) FROM public.users WHERE name IS NULL;
ALTER TABLE public.users VALIDATE CONSTRAINT users_name_not_null;

-- column:public.users.mood default
-- locks public.users: ACCESS EXCLUSIVE
ALTER TABLE public.users ALTER COLUMN mood SET DEFAULT 'fair'::public.mood;

-- column:public.users.created_at notNull
-- locks public.users: ACCESS EXCLUSIVE
ALTER TABLE public.users ADD CONSTRAINT users_created_at_not_null NOT NULL created_at NOT VALID;

-- locks public.users: SHARE UPDATE EXCLUSIVE; reads every row
-- A row without a value makes it fail.
--   SELECT count(*) FROM public.users WHERE created_at IS NULL;
ALTER TABLE public.users VALIDATE CONSTRAINT users_created_at_not_null;

-- table:public.users comment
-- locks : SHARE UPDATE EXCLUSIVE
COMMENT ON TABLE public.users IS 'who may log in';

BEGIN;
-- constraint:public.posts.posts_user_id_fkey onDelete
-- locks public.posts: ACCESS EXCLUSIVE
ALTER TABLE public.posts DROP CONSTRAINT posts_user_id_fkey;

-- locks public.posts, public.users: SHARE ROW EXCLUSIVE
ALTER TABLE public.posts ADD CONSTRAINT posts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE NOT VALID;

-- locks public.posts: SHARE UPDATE EXCLUSIVE; reads every row
-- A row that violates it makes it fail.
--   SELECT count(*) FROM public.posts AS r WHERE r.user_id IS NOT NULL AND NOT EXISTS (SELECT FROM public.users AS k WHERE k.id = r.user_id);
ALTER TABLE public.posts VALIDATE CONSTRAINT posts_user_id_fkey;
COMMIT;

-- index:public.posts.ix_posts_user predicate
-- locks public.posts: SHARE UPDATE EXCLUSIVE; reads every row
CREATE INDEX CONCURRENTLY ix_posts_user_new ON public.posts USING btree (user_id) WHERE (title IS NOT NULL);

-- locks public.ix_posts_user: SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY public.ix_posts_user;

-- locks public.ix_posts_user_new: SHARE UPDATE EXCLUSIVE
ALTER INDEX public.ix_posts_user_new RENAME TO ix_posts_user;

-- table:public.tags
CREATE TABLE public.tags (
    name text NOT NULL
);

-- locks public.tags: ACCESS EXCLUSIVE; reads every row
ALTER TABLE ONLY public.tags ADD CONSTRAINT tags_pkey PRIMARY KEY (name);

-- constraint:public.users.users_email_key
-- locks public.users: SHARE UPDATE EXCLUSIVE; reads every row
-- Rows that agree in its columns make it fail.
--   SELECT count(*) FROM (SELECT 1 FROM public.users GROUP BY email HAVING count(*) > 1) AS same;
CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON public.users USING btree (email);

-- locks public.users: ACCESS EXCLUSIVE
ALTER TABLE public.users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key;

-- constraint:public.users.users_name_check
-- locks public.users: ACCESS EXCLUSIVE
ALTER TABLE public.users ADD CONSTRAINT users_name_check CHECK ((name <> ''::text)) NOT VALID;

-- locks public.users: SHARE UPDATE EXCLUSIVE; reads every row
-- A row that violates it makes it fail.
--   SELECT count(*) FROM public.users WHERE NOT ((name <> ''::text));
ALTER TABLE public.users VALIDATE CONSTRAINT users_name_check;

BEGIN;
-- column:public.posts.title type
-- locks public.long_titles: ACCESS EXCLUSIVE
DROP VIEW public.long_titles;

-- locks public.titles: ACCESS EXCLUSIVE
DROP VIEW public.titles;

-- locks public.posts: ACCESS EXCLUSIVE
ALTER TABLE public.posts ALTER COLUMN title TYPE character varying(80);

CREATE VIEW public.titles AS
SELECT id,
    title
   FROM public.posts;

-- locks : SHARE UPDATE EXCLUSIVE
COMMENT ON VIEW public.titles IS 'for the index page';

CREATE VIEW public.long_titles AS
SELECT id
   FROM public.titles
  WHERE (length((title)::text) > 20);
COMMIT;

-- proven: 26 of 26 statements; 12 drifts gone, 0 new
