--
-- PostgreSQL database dump
--

\restrict own

-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: albums; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.albums (
    id bigint NOT NULL,
    title text,
    is_public boolean DEFAULT false,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP
);


ALTER TABLE public.albums OWNER TO postgres;

--
-- Name: photos; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.photos (
    id bigint NOT NULL,
    album_id bigint,
    path text,
    taken_on date,
    rating bigint DEFAULT '3'::bigint,
    bytes bigint
);


ALTER TABLE public.photos OWNER TO postgres;

--
-- Name: tags; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.tags (
    photo_id bigint NOT NULL,
    word text NOT NULL
);


ALTER TABLE public.tags OWNER TO postgres;

--
-- Name: albums idx_16385_albums_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.albums
    ADD CONSTRAINT idx_16385_albums_pkey PRIMARY KEY (id);


--
-- Name: photos idx_16392_photos_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.photos
    ADD CONSTRAINT idx_16392_photos_pkey PRIMARY KEY (id);


--
-- Name: tags idx_16398_sqlite_autoindex_tags_1; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.tags
    ADD CONSTRAINT idx_16398_sqlite_autoindex_tags_1 PRIMARY KEY (photo_id, word);


--
-- Name: idx_16392_ix_photos_album; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX idx_16392_ix_photos_album ON public.photos USING btree (album_id, taken_on);


--
-- Name: idx_16392_ix_photos_best; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX idx_16392_ix_photos_best ON public.photos USING btree (rating);


--
-- Name: idx_16392_sqlite_autoindex_photos_1; Type: INDEX; Schema: public; Owner: postgres
--

CREATE UNIQUE INDEX idx_16392_sqlite_autoindex_photos_1 ON public.photos USING btree (path);


--
-- Name: photos photos_album_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.photos
    ADD CONSTRAINT photos_album_id_fkey FOREIGN KEY (album_id) REFERENCES public.albums(id) ON DELETE CASCADE;


--
-- Name: tags tags_photo_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.tags
    ADD CONSTRAINT tags_photo_id_fkey FOREIGN KEY (photo_id) REFERENCES public.photos(id);


--
-- PostgreSQL database dump complete
--

\unrestrict own

