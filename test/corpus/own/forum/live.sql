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

--
-- Name: user_role; Type: TYPE; Schema: public; Owner: postgres
--

CREATE TYPE public.user_role AS ENUM (
    'member',
    'moderator'
);


ALTER TYPE public.user_role OWNER TO postgres;

--
-- Name: on_update_current_timestamp_posts(); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.on_update_current_timestamp_posts() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
   NEW.edited_at = now();
   RETURN NEW;
END;
$$;


ALTER FUNCTION public.on_update_current_timestamp_posts() OWNER TO postgres;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: posts; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.posts (
    topic_id bigint NOT NULL,
    number bigint NOT NULL,
    author_id bigint,
    body text NOT NULL,
    length bigint,
    edited_at timestamp with time zone,
    attachment bytea
);


ALTER TABLE public.posts OWNER TO postgres;

--
-- Name: topics; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.topics (
    id bigint NOT NULL,
    title character varying(200) NOT NULL,
    author_id bigint NOT NULL,
    "order" bigint DEFAULT '0'::bigint NOT NULL,
    is_closed boolean DEFAULT false NOT NULL,
    weight double precision,
    opened_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);


ALTER TABLE public.topics OWNER TO postgres;

--
-- Name: topics_id_seq; Type: SEQUENCE; Schema: public; Owner: postgres
--

CREATE SEQUENCE public.topics_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.topics_id_seq OWNER TO postgres;

--
-- Name: topics_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: postgres
--

ALTER SEQUENCE public.topics_id_seq OWNED BY public.topics.id;


--
-- Name: user; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public."user" (
    id bigint NOT NULL,
    login character varying(40) NOT NULL,
    karma bigint DEFAULT '0'::bigint NOT NULL,
    role public.user_role DEFAULT 'member'::public.user_role NOT NULL,
    last_seen timestamp with time zone
);


ALTER TABLE public."user" OWNER TO postgres;

--
-- Name: user_id_seq; Type: SEQUENCE; Schema: public; Owner: postgres
--

CREATE SEQUENCE public.user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.user_id_seq OWNER TO postgres;

--
-- Name: user_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: postgres
--

ALTER SEQUENCE public.user_id_seq OWNED BY public."user".id;


--
-- Name: topics id; Type: DEFAULT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.topics ALTER COLUMN id SET DEFAULT nextval('public.topics_id_seq'::regclass);


--
-- Name: user id; Type: DEFAULT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public."user" ALTER COLUMN id SET DEFAULT nextval('public.user_id_seq'::regclass);


--
-- Name: posts idx_16507_primary; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.posts
    ADD CONSTRAINT idx_16507_primary PRIMARY KEY (topic_id, number);


--
-- Name: topics idx_16513_primary; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.topics
    ADD CONSTRAINT idx_16513_primary PRIMARY KEY (id);


--
-- Name: user idx_16521_primary; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public."user"
    ADD CONSTRAINT idx_16521_primary PRIMARY KEY (id);


--
-- Name: fk_posts_author; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX fk_posts_author ON public.posts USING btree (author_id);


--
-- Name: fk_topics_author; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX fk_topics_author ON public.topics USING btree (author_id);


--
-- Name: ix_topics_opened; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX ix_topics_opened ON public.topics USING btree (opened_at, "order");


--
-- Name: ix_topics_title; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX ix_topics_title ON public.topics USING btree (title);


--
-- Name: uq_user_login; Type: INDEX; Schema: public; Owner: postgres
--

CREATE UNIQUE INDEX uq_user_login ON public."user" USING btree (login);


--
-- Name: posts on_update_current_timestamp; Type: TRIGGER; Schema: public; Owner: postgres
--

CREATE TRIGGER on_update_current_timestamp BEFORE UPDATE ON public.posts FOR EACH ROW EXECUTE FUNCTION public.on_update_current_timestamp_posts();


--
-- Name: posts fk_posts_author; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.posts
    ADD CONSTRAINT fk_posts_author FOREIGN KEY (author_id) REFERENCES public."user"(id) ON UPDATE RESTRICT ON DELETE SET NULL;


--
-- Name: posts fk_posts_topic; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.posts
    ADD CONSTRAINT fk_posts_topic FOREIGN KEY (topic_id) REFERENCES public.topics(id) ON UPDATE CASCADE ON DELETE CASCADE;


--
-- Name: topics fk_topics_author; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.topics
    ADD CONSTRAINT fk_topics_author FOREIGN KEY (author_id) REFERENCES public."user"(id) ON UPDATE RESTRICT ON DELETE RESTRICT;


--
-- PostgreSQL database dump complete
--

\unrestrict own

