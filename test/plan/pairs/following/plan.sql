-- driftcheck plan
-- live fingerprint: f5d2cb1d9e3a2da1c10a4b4514bf23a7
-- proven, but the way back is incomplete: 19 of 19 statements; 15 drifts gone, 0 new. No way back for column:public.events_2024.id notNullName, column:public.events_2024.at notNullName
-- declared: declared.sql
-- live: live.sql (written for PostgreSQL 18.6)
-- no way back: column:public.events_2024.id notNullName: the name of a NOT NULL that a table has from its parent is the parent's
-- no way back: column:public.events_2024.at notNullName: the name of a NOT NULL that a table has from its parent is the parent's
-- run it with: psql -X -v ON_ERROR_STOP=1 -f FILE "$DATABASE_URL"

SET lock_timeout = '5s';

-- function:public.everything() comment
COMMENT ON AGGREGATE public.everything(*) IS 'counts all';

-- sequence:public.order_numbers ownedBy
-- lock: SHARE ROW EXCLUSIVE on public.order_numbers
ALTER SEQUENCE public.order_numbers OWNED BY NONE;

-- table:public.events_2024 partitionOf
-- table:public.events_2024 partitionBound
-- lock: ACCESS EXCLUSIVE on public.events_2024; reads every row
-- A row that its bound does not take makes it fail.
ALTER TABLE public.events ATTACH PARTITION public.events_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

SET lock_timeout = 0;

-- constraint:public.pupils.pupils_pkey keys
-- lock: SHARE UPDATE EXCLUSIVE on public.pupils; reads every row
-- Rows that agree in its columns make it fail.
--   SELECT count(*) FROM (SELECT 1 FROM public.pupils GROUP BY id HAVING count(*) > 1) AS same;
CREATE UNIQUE INDEX CONCURRENTLY pupils_pkey_new ON public.pupils USING btree (id);

SET lock_timeout = '5s';

-- constraint:public.marks.of_pupil columns
-- constraint:public.marks.of_pupil referencedColumns
-- lock: ACCESS EXCLUSIVE on public.marks, public.pupils
ALTER TABLE public.marks DROP CONSTRAINT of_pupil, ADD CONSTRAINT of_pupil FOREIGN KEY (pupil) REFERENCES public.pupils(id) NOT VALID;

-- constraint:public.marks.of_pupil columns
-- constraint:public.marks.of_pupil referencedColumns
-- lock: SHARE UPDATE EXCLUSIVE on public.marks; reads every row
-- A row that violates it makes it fail.
--   SELECT count(*) FROM public.marks AS r WHERE r.pupil IS NOT NULL AND NOT EXISTS (SELECT FROM public.pupils AS k WHERE k.id = r.pupil);
ALTER TABLE public.marks VALIDATE CONSTRAINT of_pupil;

-- constraint:public.events_2024.events_2024_pkey partitionOf
-- lock: ACCESS EXCLUSIVE on public.events_2024; reads every row
ALTER INDEX public.events_pkey ATTACH PARTITION public.events_2024_pkey;

-- table:public.events_2025
CREATE TABLE public.events_2025 (
    id integer NOT NULL,
    at date NOT NULL
);

-- table:public.events_2025
-- lock: ACCESS EXCLUSIVE on public.events_2025; reads every row
ALTER TABLE ONLY public.events_2025 ADD CONSTRAINT events_2025_pkey PRIMARY KEY (id, at);

-- table:public.orders
CREATE TABLE public.orders (
    id integer
);

-- table:public.events_2025
-- lock: ACCESS EXCLUSIVE on public.events_2025; reads every row
ALTER TABLE public.events_2025 ADD CONSTRAINT positive CHECK ((id > 0));

-- table:public.events_2025
-- lock: ACCESS EXCLUSIVE on public.events_2025; reads every row
ALTER TABLE ONLY public.events ATTACH PARTITION public.events_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

-- column:public.pupils.class
-- lock: ACCESS EXCLUSIVE on public.pupils
-- The column's values are lost.
--   SELECT count(*) FROM public.pupils WHERE class IS NOT NULL;
ALTER TABLE public.pupils DROP COLUMN class;

-- column:public.marks.class
-- lock: ACCESS EXCLUSIVE on public.marks
-- The column's values are lost.
--   SELECT count(*) FROM public.marks WHERE class IS NOT NULL;
ALTER TABLE public.marks DROP COLUMN class;

-- table:public.old_orders
-- lock: ACCESS EXCLUSIVE on public.old_orders
-- The table's rows are lost.
--   SELECT count(*) FROM public.old_orders;
DROP TABLE public.old_orders;

-- sequence:public.order_numbers ownedBy
-- lock: SHARE ROW EXCLUSIVE on public.order_numbers
ALTER SEQUENCE public.order_numbers OWNED BY public.orders.id;

-- table:public.events_2025
-- lock: ACCESS EXCLUSIVE on public.events_2025; reads every row
ALTER INDEX public.events_pkey ATTACH PARTITION public.events_2025_pkey;

-- sequence:public.tickets min
-- lock: SHARE ROW EXCLUSIVE on public.tickets
-- Its counter begins anew at 20: it may give numbers that are taken.
--   SELECT last_value FROM public.tickets;
ALTER SEQUENCE public.tickets MINVALUE 20 START 20 RESTART;

-- constraint:public.pupils.pupils_pkey keys
-- lock: ACCESS EXCLUSIVE on public.pupils
ALTER TABLE public.pupils ADD CONSTRAINT pupils_pkey PRIMARY KEY USING INDEX pupils_pkey_new;
