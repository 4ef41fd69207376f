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
-- Name: clinic; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA clinic;


ALTER SCHEMA clinic OWNER TO postgres;

--
-- Name: patients_blood; Type: TYPE; Schema: clinic; Owner: postgres
--

CREATE TYPE clinic.patients_blood AS ENUM (
    'a',
    'b',
    'ab',
    'o'
);


ALTER TYPE clinic.patients_blood OWNER TO postgres;

--
-- Name: visits_state; Type: TYPE; Schema: clinic; Owner: postgres
--

CREATE TYPE clinic.visits_state AS ENUM (
    'planned',
    'held',
    'missed'
);


ALTER TYPE clinic.visits_state OWNER TO postgres;

--
-- Name: on_update_current_timestamp_patients(); Type: FUNCTION; Schema: clinic; Owner: postgres
--

CREATE FUNCTION clinic.on_update_current_timestamp_patients() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
   NEW.updated_at = now();
   RETURN NEW;
END;
$$;


ALTER FUNCTION clinic.on_update_current_timestamp_patients() OWNER TO postgres;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: doctors; Type: TABLE; Schema: clinic; Owner: postgres
--

CREATE TABLE clinic.doctors (
    id bigint NOT NULL,
    code character(6) NOT NULL,
    fee numeric(10,2) DEFAULT 0.00 NOT NULL,
    settings text
);


ALTER TABLE clinic.doctors OWNER TO postgres;

--
-- Name: TABLE doctors; Type: COMMENT; Schema: clinic; Owner: postgres
--

COMMENT ON TABLE clinic.doctors IS 'who sees patients';


--
-- Name: doctors_id_seq; Type: SEQUENCE; Schema: clinic; Owner: postgres
--

CREATE SEQUENCE clinic.doctors_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE clinic.doctors_id_seq OWNER TO postgres;

--
-- Name: doctors_id_seq; Type: SEQUENCE OWNED BY; Schema: clinic; Owner: postgres
--

ALTER SEQUENCE clinic.doctors_id_seq OWNED BY clinic.doctors.id;


--
-- Name: patients; Type: TABLE; Schema: clinic; Owner: postgres
--

CREATE TABLE clinic.patients (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    email character varying(190) DEFAULT NULL::character varying,
    born date,
    blood clinic.patients_blood,
    is_active boolean DEFAULT true NOT NULL,
    notes text,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_at timestamp with time zone
);


ALTER TABLE clinic.patients OWNER TO postgres;

--
-- Name: patients_id_seq; Type: SEQUENCE; Schema: clinic; Owner: postgres
--

CREATE SEQUENCE clinic.patients_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE clinic.patients_id_seq OWNER TO postgres;

--
-- Name: patients_id_seq; Type: SEQUENCE OWNED BY; Schema: clinic; Owner: postgres
--

ALTER SEQUENCE clinic.patients_id_seq OWNED BY clinic.patients.id;


--
-- Name: visits; Type: TABLE; Schema: clinic; Owner: postgres
--

CREATE TABLE clinic.visits (
    id bigint NOT NULL,
    patient_id bigint NOT NULL,
    doctor_id bigint,
    state clinic.visits_state DEFAULT 'planned'::clinic.visits_state NOT NULL,
    started_at timestamp with time zone NOT NULL,
    minutes integer DEFAULT 15 NOT NULL
);


ALTER TABLE clinic.visits OWNER TO postgres;

--
-- Name: visits_id_seq; Type: SEQUENCE; Schema: clinic; Owner: postgres
--

CREATE SEQUENCE clinic.visits_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE clinic.visits_id_seq OWNER TO postgres;

--
-- Name: visits_id_seq; Type: SEQUENCE OWNED BY; Schema: clinic; Owner: postgres
--

ALTER SEQUENCE clinic.visits_id_seq OWNED BY clinic.visits.id;


--
-- Name: doctors id; Type: DEFAULT; Schema: clinic; Owner: postgres
--

ALTER TABLE ONLY clinic.doctors ALTER COLUMN id SET DEFAULT nextval('clinic.doctors_id_seq'::regclass);


--
-- Name: patients id; Type: DEFAULT; Schema: clinic; Owner: postgres
--

ALTER TABLE ONLY clinic.patients ALTER COLUMN id SET DEFAULT nextval('clinic.patients_id_seq'::regclass);


--
-- Name: visits id; Type: DEFAULT; Schema: clinic; Owner: postgres
--

ALTER TABLE ONLY clinic.visits ALTER COLUMN id SET DEFAULT nextval('clinic.visits_id_seq'::regclass);


--
-- Name: doctors idx_16448_primary; Type: CONSTRAINT; Schema: clinic; Owner: postgres
--

ALTER TABLE ONLY clinic.doctors
    ADD CONSTRAINT idx_16448_primary PRIMARY KEY (id);


--
-- Name: patients idx_16456_primary; Type: CONSTRAINT; Schema: clinic; Owner: postgres
--

ALTER TABLE ONLY clinic.patients
    ADD CONSTRAINT idx_16456_primary PRIMARY KEY (id);


--
-- Name: visits idx_16466_primary; Type: CONSTRAINT; Schema: clinic; Owner: postgres
--

ALTER TABLE ONLY clinic.visits
    ADD CONSTRAINT idx_16466_primary PRIMARY KEY (id);


--
-- Name: idx_16448_uq_doctors_code; Type: INDEX; Schema: clinic; Owner: postgres
--

CREATE UNIQUE INDEX idx_16448_uq_doctors_code ON clinic.doctors USING btree (code);


--
-- Name: idx_16456_ix_patients_name; Type: INDEX; Schema: clinic; Owner: postgres
--

CREATE INDEX idx_16456_ix_patients_name ON clinic.patients USING btree (name);


--
-- Name: idx_16456_uq_patients_email; Type: INDEX; Schema: clinic; Owner: postgres
--

CREATE UNIQUE INDEX idx_16456_uq_patients_email ON clinic.patients USING btree (email);


--
-- Name: idx_16466_fk_visits_doctor; Type: INDEX; Schema: clinic; Owner: postgres
--

CREATE INDEX idx_16466_fk_visits_doctor ON clinic.visits USING btree (doctor_id);


--
-- Name: idx_16466_ix_visits_open; Type: INDEX; Schema: clinic; Owner: postgres
--

CREATE INDEX idx_16466_ix_visits_open ON clinic.visits USING btree (started_at);


--
-- Name: idx_16466_uq_visits_start; Type: INDEX; Schema: clinic; Owner: postgres
--

CREATE UNIQUE INDEX idx_16466_uq_visits_start ON clinic.visits USING btree (patient_id, started_at);


--
-- Name: patients on_update_current_timestamp; Type: TRIGGER; Schema: clinic; Owner: postgres
--

CREATE TRIGGER on_update_current_timestamp BEFORE UPDATE ON clinic.patients FOR EACH ROW EXECUTE FUNCTION clinic.on_update_current_timestamp_patients();


--
-- Name: visits fk_visits_doctor; Type: FK CONSTRAINT; Schema: clinic; Owner: postgres
--

ALTER TABLE ONLY clinic.visits
    ADD CONSTRAINT fk_visits_doctor FOREIGN KEY (doctor_id) REFERENCES clinic.doctors(id) ON UPDATE RESTRICT ON DELETE SET NULL;


--
-- Name: visits fk_visits_patient; Type: FK CONSTRAINT; Schema: clinic; Owner: postgres
--

ALTER TABLE ONLY clinic.visits
    ADD CONSTRAINT fk_visits_patient FOREIGN KEY (patient_id) REFERENCES clinic.patients(id) ON UPDATE RESTRICT ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--

\unrestrict own

