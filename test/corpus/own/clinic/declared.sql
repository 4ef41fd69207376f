-- What the clinic's models declare for PostgreSQL.

CREATE TYPE blood_group AS ENUM ('a', 'b', 'ab', 'o');

CREATE TYPE visit_state AS ENUM ('planned', 'held', 'missed');

CREATE TABLE patients (
	id BIGSERIAL NOT NULL,
	name VARCHAR(120) NOT NULL,
	email VARCHAR(190),
	born DATE,
	blood blood_group,
	is_active BOOLEAN DEFAULT true NOT NULL,
	notes TEXT,
	created_at TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL,
	updated_at TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT uq_patients_email UNIQUE (email)
);

CREATE INDEX ix_patients_name ON patients (name);

CREATE TABLE doctors (
	id BIGSERIAL NOT NULL,
	code CHAR(6) NOT NULL,
	fee NUMERIC(10, 2) DEFAULT 0 NOT NULL,
	settings JSON,
	PRIMARY KEY (id),
	CONSTRAINT ck_doctors_fee CHECK (fee >= 0),
	CONSTRAINT uq_doctors_code UNIQUE (code)
);

COMMENT ON TABLE doctors IS 'who sees patients';

CREATE TABLE visits (
	id SERIAL NOT NULL,
	patient_id BIGINT NOT NULL,
	doctor_id BIGINT,
	state visit_state DEFAULT 'planned' NOT NULL,
	started_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
	minutes INTEGER DEFAULT 15 NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT uq_visits_start UNIQUE (patient_id, started_at),
	CONSTRAINT fk_visits_patient FOREIGN KEY(patient_id) REFERENCES patients (id) ON DELETE CASCADE,
	CONSTRAINT fk_visits_doctor FOREIGN KEY(doctor_id) REFERENCES doctors (id) ON DELETE SET NULL
);

CREATE INDEX ix_visits_open ON visits (started_at) WHERE state = 'planned';
